import { createHash } from 'node:crypto'
import { ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { arrayBufferOf, type SigningKey } from './signing-key.ts'

const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const SHA256 = '2.16.840.1.101.3.4.2.1'
const SIGNATURE = { rsa: '1.2.840.113549.1.1.11', ecdsa: '1.2.840.10045.4.3.2' }
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

/**
 * The signature over some bytes that do not stand in it (CMS, RFC 5652; with the signer's certificate bound in, RFC 5035), as a PDF
 * holds it (ETSI EN 319 142-1, baseline). What is signed are the attributes, in DER.
 */
export async function signedData(bytes: Buffer, key: SigningKey, at: Date): Promise<Buffer> {
  const [own] = key.certificates
  if (own === undefined) throw new RangeError('A key without a certificate signs nothing.')
  const certificates = key.certificates.map((each) => Certificate.fromBER(arrayBufferOf(each)))
  const [signer] = certificates as [Certificate]
  const attributes = inOrder([
    new Attribute({ type: ATTRIBUTE.contentType, values: [new ObjectIdentifier({ value: DATA })] }),
    new Attribute({ type: ATTRIBUTE.signingTime, values: [new UTCTime({ valueDate: at })] }),
    new Attribute({ type: ATTRIBUTE.messageDigest, values: [octets(sha256(bytes))] }),
    new Attribute({ type: ATTRIBUTE.signingCertificate, values: [within(within(within(octets(sha256(own)))))] }),
  ])
  const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
        signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: SIGNATURE[key.algorithm] }),
        signedAttrs,
        signature: octets(await key.sign(asSet(signedAttrs))),
      }),
    ],
  })
  return Buffer.from(
    new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER(false),
  )
}

/** In the file the attributes bear the tag [0]; signed is the same set under its own tag (RFC 5652, 5.4). */
function asSet(attributes: SignedAndUnsignedAttributes): Buffer {
  const bytes = Buffer.from(attributes.toSchema().toBER(false))
  bytes[0] = 0x31
  return bytes
}

/** DER has the members of a set in the order of their bytes. */
const inOrder = (attributes: readonly Attribute[]) =>
  attributes
    .map((attribute) => ({ attribute, bytes: Buffer.from(attribute.toSchema().toBER(false)) }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ attribute }) => attribute)

const octets = (bytes: Buffer) => new OctetString({ valueHex: arrayBufferOf(bytes) })
const within = (value: Sequence | OctetString) => new Sequence({ value: [value] })

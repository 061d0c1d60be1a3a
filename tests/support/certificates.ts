import { generateKeyPairSync, type KeyObject, sign, webcrypto } from 'node:crypto'
import { BitString, Integer, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  CryptoEngine,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  PublicKeyInfo,
  SafeBag,
  SafeContents,
  setEngine,
  Time,
} from 'pkijs'
import type { SigningKey } from '../../src/modules/documents/signatures/signing-key.ts'

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }))

const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const NAMES = { CN: '2.5.4.3', O: '2.5.4.10' }

export type TestCertificate = { key: SigningKey; privateKey: KeyObject; certificate: Certificate }

/** A certificate that vouches for itself, with a key of its own, for the days given. */
export async function makeCertificate(
  names: { CN: string; O: string },
  { elliptic = false, from = '2026-01-01', to = '2027-12-31' } = {},
): Promise<TestCertificate> {
  const { privateKey, publicKey } = elliptic
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithmId: elliptic ? ECDSA_WITH_SHA256 : RSA_WITH_SHA256 })
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: names.CN.length }) })
  for (const [key, type] of Object.entries(NAMES)) {
    const value = new Utf8String({ value: names[key as keyof typeof names] })
    for (const name of [certificate.subject, certificate.issuer])
      name.typesAndValues.push(new AttributeTypeAndValue({ type, value }))
  }
  certificate.notBefore = new Time({ value: new Date(from) })
  certificate.notAfter = new Time({ value: new Date(to) })
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(publicKey.export({ format: 'der', type: 'spki' }))
  certificate.signature = signatureAlgorithm
  certificate.signatureAlgorithm = signatureAlgorithm
  const signed = Buffer.from(certificate.encodeTBS().toBER(false))
  certificate.tbsView = signed
  certificate.signatureValue = new BitString({ valueHex: Uint8Array.from(sign('sha256', signed, privateKey)).buffer })
  return {
    key: {
      certificates: [Buffer.from(certificate.toSchema(true).toBER(false))],
      algorithm: elliptic ? 'ecdsa' : 'rsa',
      sign: async (bytes) => sign('sha256', bytes, privateKey),
    },
    privateKey,
    certificate,
  }
}

/** The same as a PKCS#12 file, as a browser or an authority hands it out. */
export async function asCertificateFile(
  { privateKey, certificate }: TestCertificate,
  password: string,
): Promise<Buffer> {
  const secret = Uint8Array.from(Buffer.from(password, 'utf8')).buffer
  const encryption = {
    password: secret,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: webcrypto.getRandomValues(new Uint8Array(16)) },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: 2048,
  }
  const shrouded = new PKCS8ShroudedKeyBag({
    parsedValue: PrivateKeyInfo.fromBER(privateKey.export({ format: 'der', type: 'pkcs8' })),
  })
  await shrouded.makeInternalValues(encryption)
  const bags = [
    new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: shrouded }),
    new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.3', bagValue: new CertBag({ parsedValue: certificate }) }),
  ]
  const safe = new AuthenticatedSafe({
    parsedValue: { safeContents: [{ privacyMode: 0, value: new SafeContents({ safeBags: bags }) }] },
  })
  await safe.makeInternalValues({ safeContents: [{}] })
  const file = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } })
  await file.makeInternalValues({
    password: secret,
    iterations: 2048,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  })
  return Buffer.from(file.toSchema().toBER(false))
}

import { createECDH, createHash, createHmac, createPublicKey } from 'node:crypto'
import { BitString, Integer, Sequence, Utf8String } from 'asn1js'
import { AlgorithmIdentifier, AttributeTypeAndValue, Certificate, PublicKeyInfo, Time } from 'pkijs'
import type { SigningKey } from '../modules/documents/signatures/signing-key.ts'

const CURVE = 'prime256v1'
/** Order of the curve P-256. Source: FIPS 186-4, D.1.2.3. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const NAMES = { common: '2.5.4.3', organisation: '2.5.4.10' }
const ISSUER = 'MINH HỌA - không có giá trị pháp lý'

/**
 * A certificate for the demonstration, which says of itself that it is one. Its key follows from the name, so that the same document comes
 * out on every machine, and is no secret: whoever reads this can sign with it. It vouches for nothing.
 */
export function illustrativeCertificate(names: { common: string; organisation: string }, year: number): SigningKey {
  const secret = numberFrom(createHash('sha256').update(`danvan demonstration ${names.common}`).digest())
  const signed = signer(secret)
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: year }) })
  const say = (of: 'subject' | 'issuer', type: string, value: string) =>
    certificate[of].typesAndValues.push(new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }))
  say('subject', NAMES.common, `${names.common} (minh họa)`)
  say('subject', NAMES.organisation, names.organisation)
  say('issuer', NAMES.common, ISSUER)
  certificate.notBefore = new Time({ value: new Date(`${year}-01-01T00:00:00Z`) })
  certificate.notAfter = new Time({ value: new Date(`${year + 5}-12-31T00:00:00Z`) })
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(publicKeyOf(secret))
  const algorithm = new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 })
  certificate.signature = algorithm
  certificate.signatureAlgorithm = algorithm
  const content = Buffer.from(certificate.encodeTBS().toBER(false))
  certificate.tbsView = content
  certificate.signatureValue = new BitString({ valueHex: Uint8Array.from(signed(content)).buffer })
  return {
    certificates: [Buffer.from(certificate.toSchema(true).toBER(false))],
    algorithm: 'ecdsa',
    sign: async (bytes) => signed(bytes),
  }
}

/**
 * ECDSA (FIPS 186-4) whose one-time number follows from key and content, as RFC 6979 has it in spirit: the machine's own signing draws it by
 * chance, and the demonstration must not differ from one load to the next.
 */
function signer(secret: bigint): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const digest = createHash('sha256').update(bytes).digest()
    const once = numberFrom(createHmac('sha256', toBytes(secret)).update(digest).digest())
    const r = BigInt(`0x${pointOf(once).subarray(1, 33).toString('hex')}`) % ORDER
    const s = (inverse(once) * (BigInt(`0x${digest.toString('hex')}`) + r * secret)) % ORDER
    return Buffer.from(new Sequence({ value: [integer(r), integer(s)] }).toBER(false))
  }
}

const integer = (value: bigint) => Integer.fromBigInt(value)
const toBytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
/** From 1 up to, not including, the order. */
const numberFrom = (bytes: Buffer) => (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n

/** The generator so many times: 04, x, y. */
function pointOf(times: bigint): Buffer {
  const curve = createECDH(CURVE)
  curve.setPrivateKey(toBytes(times))
  return curve.getPublicKey()
}

function publicKeyOf(secret: bigint): ArrayBuffer {
  const point = pointOf(secret)
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, format: 'jwk' })
  return Uint8Array.from(key.export({ format: 'der', type: 'spki' })).buffer
}

/** By Fermat: the order is a prime. */
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % ORDER, ORDER - 2n]
  while (exponent > 0n) {
    if (exponent & 1n) result = (result * base) % ORDER
    base = (base * base) % ORDER
    exponent >>= 1n
  }
  return result
}

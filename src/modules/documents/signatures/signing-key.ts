import { createPrivateKey, type KeyObject, sign, webcrypto, X509Certificate } from 'node:crypto'
import { CryptoEngine, EncryptedData, PFX, type PrivateKeyInfo, setEngine } from 'pkijs'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { MOST_ROUNDS_OF_CHECK, refuseCostly, tooCostly } from './bounded-work.ts'

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }))

/**
 * What signs: a certificate and whoever holds its key. The key itself may lie on a card or with a signing service; all that is asked of
 * it is a signature (RSASSA-PKCS1-v1_5 or ECDSA in DER, each over SHA-256) of the bytes given.
 */
export type SigningKey = {
  /** The signer's certificate first, then those that lead to its root; DER. */
  readonly certificates: readonly Buffer[]
  readonly algorithm: 'rsa' | 'ecdsa'
  readonly sign: (bytes: Buffer) => Promise<Buffer>
}

const KEY_BAGS = { plain: '1.2.840.113549.1.12.10.1.1', shrouded: '1.2.840.113549.1.12.10.1.2' }
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3'

/**
 * Opens a PKCS#12 file (.p12, .pfx), as offices keep the certificates that are their own.
 * Refuses `documents.certificate-unreadable` (no such file, or the password is another), `documents.certificate-without-key`, and what
 * `refuseCostly` refuses: a stranger's file must not hold the machine.
 */
export async function openCertificateFile(content: Buffer, password: string): Promise<SigningKey> {
  const bags = await bagsOf(content, password)
  const key = bags.keys[0]
  if (key === undefined || bags.certificates.length === 0) {
    const message =
      'Tệp chứng thư không có khóa bí mật kèm chứng thư nên không ký được. Hãy xuất lại tệp .p12 có cả khóa.'
    throw new Refusal('invalid', 'documents.certificate-without-key', message, { file: message })
  }
  const isElliptic = key.asymmetricKeyType === 'ec'
  return {
    certificates: inOrder(bags.certificates, key),
    algorithm: isElliptic ? 'ecdsa' : 'rsa',
    sign: async (bytes) => sign('sha256', bytes, key),
  }
}

async function bagsOf(content: Buffer, password: string): Promise<{ keys: KeyObject[]; certificates: Buffer[] }> {
  const secret = { password: arrayBufferOf(Buffer.from(password, 'utf8')) }
  const found: { keys: KeyObject[]; certificates: Buffer[] } = { keys: [], certificates: [] }
  try {
    const file = PFX.fromBER(arrayBufferOf(content))
    if ((file.macData?.iterations ?? 1) > MOST_ROUNDS_OF_CHECK) throw tooCostly()
    await file.parseInternalValues({ ...secret, checkIntegrity: true })
    const safe = file.parsedValue?.authenticatedSafe
    for (const { contentType, content: part } of safe?.safeContents ?? [])
      if (contentType === ENCRYPTED_DATA)
        // Read from a copy: reading takes an object apart.
        refuseCostly(EncryptedData.fromBER(part.toBER(false)).encryptedContentInfo.contentEncryptionAlgorithm)
    await safe?.parseInternalValues({ safeContents: safe.safeContents.map(() => secret) })
    for (const { value } of safe?.parsedValue.safeContents ?? []) {
      for (const bag of value.safeBags) {
        if (bag.bagId === KEY_BAGS.shrouded) {
          refuseCostly(bag.bagValue.encryptionAlgorithm)
          await bag.bagValue.parseInternalValues(secret)
          found.keys.push(keyOf(bag.bagValue.parsedValue))
        }
        if (bag.bagId === KEY_BAGS.plain) found.keys.push(keyOf(bag.bagValue))
        if (bag.bagId === CERTIFICATE_BAG)
          found.certificates.push(Buffer.from(bag.bagValue.parsedValue.toSchema(true).toBER(false)))
      }
    }
    return found
  } catch (problem) {
    if (problem instanceof Refusal) throw problem
    const message = 'Không mở được tệp chứng thư: tệp không phải .p12 hoặc mật khẩu không đúng. Văn bản chưa được ký.'
    throw new Refusal('invalid', 'documents.certificate-unreadable', message, { password: message })
  }
}

const keyOf = (info: PrivateKeyInfo): KeyObject =>
  createPrivateKey({ key: Buffer.from(info.toSchema().toBER(false)), format: 'der', type: 'pkcs8' })

/** The certificate of the key first; the others as they stand in the file. */
function inOrder(certificates: readonly Buffer[], key: KeyObject): Buffer[] {
  const isOwn = (certificate: Buffer) => new X509Certificate(certificate).checkPrivateKey(key)
  return [...certificates].sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)))
}

/** The bytes alone: a small buffer stands within a larger one that it shares. */
export const arrayBufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

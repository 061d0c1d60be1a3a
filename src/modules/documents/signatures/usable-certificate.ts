import { X509Certificate } from 'node:crypto'
import { BitString } from 'asn1js'
import { BasicConstraints, Certificate } from 'pkijs'
import { dateInVietnam, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { namesOf } from './check-signatures.ts'
import { arrayBufferOf } from './signing-key.ts'

const EXTENSION = { keyUsage: '2.5.29.15', constraints: '2.5.29.19' }
/** digitalSignature and nonRepudiation (contentCommitment), the first two bits. Source: RFC 5280, 4.2.1.3. */
const SIGNS = 0b1100_0000
/** What a certificate may be restricted to that is not the signing of documents: servers, programs, time stamps, answers on revocation. */
const OTHER_PURPOSES = new Set(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9'])

/**
 * Refuses a certificate with which no document may be signed now: `documents.certificate-not-yet-valid`, `documents.certificate-expired`,
 * `documents.certificate-wrong-purpose` (of an authority, or for servers, programs, time stamps, encryption). Whether its issuer is to be
 * trusted is not asked.
 */
export function refuseUnusable(der: Buffer, now: Date): void {
  const certificate = new X509Certificate(der)
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)]
  if (now < from)
    throw refused(
      'certificate-not-yet-valid',
      `Chứng thư chữ ký số chỉ có hiệu lực từ ngày ${onDay(from)}, nên văn bản chưa được ký. Hãy ký từ ngày đó hoặc chọn chứng thư khác.`,
    )
  if (now > to)
    throw refused(
      'certificate-expired',
      `Chứng thư chữ ký số đã hết hiệu lực từ ngày ${onDay(to)}, nên văn bản chưa được ký. Hãy gia hạn hoặc chọn chứng thư khác.`,
    )
  if (certificate.ca || !isForSigning(der, certificate.keyUsage))
    throw refused(
      'certificate-wrong-purpose',
      'Chứng thư này không được cấp để ký văn bản (ví dụ là chứng thư của máy chủ, để mã hóa hoặc của nơi cấp chứng thư), nên văn bản chưa được ký. Hãy chọn chứng thư chữ ký số.',
    )
}

/** The names on a certificate. */
export const namesOnCertificate = (der: Buffer) => namesOf(Certificate.fromBER(arrayBufferOf(der)))

function isForSigning(der: Buffer, purposes: readonly string[] | undefined): boolean {
  if (purposes && purposes.length > 0 && purposes.every((each) => OTHER_PURPOSES.has(each))) return false
  const extensions = Certificate.fromBER(arrayBufferOf(der)).extensions ?? []
  const parsed = (id: string) => extensions.find(({ extnID }) => extnID === id)?.parsedValue
  const constraints = parsed(EXTENSION.constraints)
  if (constraints instanceof BasicConstraints && constraints.cA) return false
  const usage = parsed(EXTENSION.keyUsage)
  return !(usage instanceof BitString) || ((usage.valueBlock.valueHexView[0] ?? 0) & SIGNS) !== 0
}

const onDay = (instant: Date) => formatCalendarDate(dateInVietnam(instant))

const refused = (code: string, message: string) =>
  new Refusal('invalid', `documents.${code}`, message, { file: message })

import { BaseBlock, Integer, ObjectIdentifier } from 'asn1js'
import type { AlgorithmIdentifier } from 'pkijs'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** An office's certificates with their key are a few kilobytes. */
export const LARGEST_CERTIFICATE_FILE_IN_BYTES = 100 * 1024

/**
 * How often a password may be worked over before it opens a file. Programs write 2.048 to 600.000; a file made to hurt could ask for
 * thousands of millions, each of which takes the machine's time.
 */
const MOST_ROUNDS = 1_000_000
/** The check of the whole file is worked out step by step here, not by the machine's own library. */
export const MOST_ROUNDS_OF_CHECK = 100_000

/** The ways of before 2000 (PBE of PKCS#12 with RC2 or Triple DES), which no library in use here opens. */
const OLD_WAYS = '1.2.840.113549.1.12.1.'

/**
 * Refuses `documents.certificate-file-too-costly` when opening this part would take too many rounds, and
 * `documents.certificate-file-too-old` when it is encrypted in a way of the last century.
 */
export function refuseCostly(algorithm: AlgorithmIdentifier | undefined): void {
  if (algorithm === undefined) return
  if (algorithm.algorithmId.startsWith(OLD_WAYS)) {
    const message =
      'Tệp chứng thư được mã hóa theo cách cũ (RC2, Triple DES) nên hệ thống không mở. Hãy xuất lại tệp .p12 với mã hóa AES-256, hoặc ký bằng chương trình ký số rồi gửi tệp đã ký lên.'
    throw new Refusal('invalid', 'documents.certificate-file-too-old', message, { file: message })
  }
  for (const number of numbersIn(algorithm.algorithmParams)) if (number > MOST_ROUNDS) throw tooCostly()
}

export function tooCostly(): Refusal {
  const message =
    'Mở tệp chứng thư này tốn quá nhiều thời gian của máy chủ nên không được nhận. Hãy xuất lại tệp .p12 từ chương trình quản lý chứng thư.'
  return new Refusal('invalid', 'documents.certificate-file-too-costly', message, { file: message })
}

/** Every number that stands in the parameters of an algorithm, however deep; one too long to be a number counts as endless. */
function numbersIn(block: unknown): number[] {
  if (block instanceof Integer)
    return [block.valueBlock.isHexOnly ? Number.POSITIVE_INFINITY : block.valueBlock.valueDec]
  if (!(block instanceof BaseBlock) || block instanceof ObjectIdentifier) return []
  const within = (block.valueBlock as { value?: unknown }).value
  return Array.isArray(within) ? within.flatMap(numbersIn) : []
}

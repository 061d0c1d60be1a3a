import { Refusal } from '../../../vocabulary/refusal.ts'

/** How far the reading of a document is limited to those who are named. */
export const LIMITS = {
  none: 'Không hạn chế: ai xem được sổ thì xem được',
  files: 'Chỉ hạn chế một số tệp',
  document: 'Hạn chế toàn bộ văn bản và tệp',
} as const

export type Limits = keyof typeof LIMITS

/** Marks of secrecy. Source: Law on Protection of State Secrets 29/2018/QH14, Article 8 (the law in force must be checked). */
export const SECRECY = { confidential: 'Mật', secret: 'Tối mật', 'top-secret': 'Tuyệt mật' } as const

export type Secrecy = keyof typeof SECRECY

/** A person, everybody in a unit, or those who hold a role in a unit. */
export type NamedReader =
  | { kind: 'person'; personId: string }
  | { kind: 'unit'; unitId: string }
  | { kind: 'role'; unitId: string; roleCode: string }

/** As it stands in a form: `person:12`, `unit:3`, `role:3:head`. */
export function readerKey(reader: NamedReader): string {
  if (reader.kind === 'person') return `person:${reader.personId}`
  return reader.kind === 'unit' ? `unit:${reader.unitId}` : `role:${reader.unitId}:${reader.roleCode}`
}

/** null for what is no such key. */
export function readerOf(key: string): NamedReader | null {
  const [, kind = '', id = '', roleCode] = /^(person|unit|role):(\d{1,18})(?::([\w-]{1,60}))?$/.exec(key) ?? []
  if (kind === 'person' && roleCode === undefined) return { kind, personId: id }
  if (kind === 'unit' && roleCode === undefined) return { kind, unitId: id }
  return kind === 'role' && roleCode !== undefined ? { kind, unitId: id, roleCode } : null
}

export type Limitation = {
  limits: Limits
  /** Keys of those who are named. */
  readers: readonly string[]
  /** Attachments that only the readers may read; nothing unless `limits` is `files`. */
  limitedFiles: readonly string[]
}

/** True when somebody could read something after it that they could not read before. */
export function isWidening(before: Limitation, after: Limitation): boolean {
  if (before.limits === 'none') return false
  if (after.limits === 'none') return true
  if (before.limits === 'document' && after.limits === 'files') return true
  const isUncovered = after.limits === 'files' && before.limitedFiles.some((id) => !after.limitedFiles.includes(id))
  return isUncovered || after.readers.some((key) => !before.readers.includes(key))
}

/**
 * Refuses `documents.secret-is-limited` for a document with a mark of secrecy that is to be opened, and `documents.no-limited-file`
 * when only files are limited and none is named.
 */
export function refuseLimitation(after: Limitation, secrecy: Secrecy | null): void {
  if (secrecy !== null && after.limits !== 'document') {
    const message = `Văn bản có dấu ${SECRECY[secrecy]} luôn hạn chế người đọc. Hãy bỏ độ mật ở trang Sửa trước, nếu đã được giải mật.`
    throw new Refusal('conflict', 'documents.secret-is-limited', message, { limits: message })
  }
  if (after.limits === 'files' && after.limitedFiles.length === 0) {
    const message = 'Hãy chọn ít nhất một tệp hạn chế.'
    throw new Refusal('invalid', 'documents.no-limited-file', message, { limitedFiles: message })
  }
}

/**
 * Refuses `documents.no-file-of-a-secret`: what holds state secrets may not be kept on a machine that is on a network.
 * Source: Law on Protection of State Secrets 29/2018/QH14, Article 5(5); the law in force must be checked.
 */
export function refuseSecretFiles(secrecy: Secrecy | null, fileCount: number): void {
  if (secrecy === null || fileCount === 0) return
  const message = `Văn bản có dấu ${SECRECY[secrecy]} chỉ vào sổ số, ký hiệu, ngày; không được gửi tệp lên máy nối mạng. Hãy bỏ tệp.`
  throw new Refusal('invalid', 'documents.no-file-of-a-secret', message, { files: message })
}

import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Finding, findingKey } from './report-finding.ts'

/** What a check found, with what was written about it. */
export type ExplainedFinding = Finding & { readonly explanation: string | null }

const FIELD = 'explanation-'

/** The name of the field in which a finding is explained. */
export function explanationField(finding: Pick<Finding, 'check' | 'indicatorCode'>): string {
  return `${FIELD}${findingKey(finding)}`
}

/** The explanations among the fields of a form, by the key of their finding; those left empty too. */
export function explanationsIn(entered: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) =>
      name.startsWith(FIELD) && typeof value === 'string'
        ? [[name.slice(FIELD.length), value.normalize('NFC').replaceAll('\u0000', '').trim()]]
        : [],
    ),
  )
}

/** Longest explanation of one finding, in characters. */
export const LONGEST_EXPLANATION = 2000

/** Refuses `report.explanation-too-long`, naming the fields. */
export function requireShortEnough(explanations: Readonly<Record<string, string>>): void {
  const long = Object.entries(explanations).filter(([, words]) => words.length > LONGEST_EXPLANATION)
  if (long.length === 0) return
  const message = `Giải trình dài quá ${LONGEST_EXPLANATION} ký tự. Hãy rút gọn; phần bạn đã nhập vẫn còn trong ô.`
  const fields = Object.fromEntries(long.map(([key]) => [`${FIELD}${key}`, message]))
  throw new Refusal('invalid', 'report.explanation-too-long', message, fields)
}

/**
 * Refuses `report.sums-wrong` while a hard check finds something, and `report.explanation-missing`, naming the fields, while something
 * that must be explained is not.
 */
export function requireReadyToSend(findings: readonly ExplainedFinding[]): void {
  const hard = findings.filter(({ strength }) => strength === 'hard')
  if (hard.length > 0) {
    throw new Refusal(
      'invalid',
      'report.sums-wrong',
      `Chưa gửi được: ${hard.length} số liệu không khớp. Báo cáo vẫn được giữ. ${hard.map(({ finding, advice }) => `${finding} ${advice}`).join(' ')}`,
    )
  }
  const unexplained = findings.filter(({ strength, explanation }) => strength === 'explain' && !explanation?.trim())
  if (unexplained.length === 0) return
  throw new Refusal(
    'invalid',
    'report.explanation-missing',
    'Có số liệu cần giải trình trước khi gửi. Báo cáo vẫn được giữ; hãy ghi giải trình rồi gửi lại.',
    Object.fromEntries(
      unexplained.map((finding) => [explanationField(finding), `Hãy ghi giải trình. ${finding.finding}`]),
    ),
  )
}

import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

export const DISCIPLINE_FINDINGS = {
  none: 'Không bị kỷ luật, không đang bị xem xét kỷ luật',
  disciplined: 'Bị kỷ luật hoặc đang bị xem xét kỷ luật trong thời gian tính thành tích',
} as const

export type DisciplineFinding = keyof typeof DISCIPLINE_FINDINGS

/** What a proposal is checked for. */
export const CHECKS = {
  discipline: 'Kỷ luật',
  petitions: 'Đơn khiếu nại, tố cáo được kết luận đúng',
  'prior-award': 'Đã khen thưởng cho thành tích này',
} as const

export type CheckKind = keyof typeof CHECKS
/** `open`: nobody has looked yet, or it cannot be known. */
export type CheckResult = 'passed' | 'failed' | 'open'
export type Check = { readonly kind: CheckKind; readonly result: CheckResult; readonly words: string }

export type CheckedFor = {
  year: number
  /** Null until somebody has stated it. */
  statement: { finding: DisciplineFinding; statement: string; source: string } | null
  upheld: { complaints: number; denunciations: number }
  /** Awards given already to the same recipient for the work of the same year. */
  prior: readonly { formTitle: string; decisionNumber: string; awardedOn: string }[]
}

/**
 * What stands for or against a proposal, each with the words why. Nothing is refused by it: who votes and decides sees it. That one merit
 * is not commended twice: Law on Emulation and Commendation 06/2022/QH15, Article 5 (principles).
 */
export function checksOf({ year, statement, upheld, prior }: CheckedFor): Check[] {
  return [disciplineCheck(statement), petitionCheck(upheld, year), priorAwardCheck(prior, year)]
}

function disciplineCheck(statement: CheckedFor['statement']): Check {
  if (statement === null) return { kind: 'discipline', result: 'open', words: 'Chưa ghi kết quả kiểm tra về kỷ luật.' }
  const { finding } = statement
  return {
    kind: 'discipline',
    result: finding === 'none' ? 'passed' : 'failed',
    words: `${DISCIPLINE_FINDINGS[finding]}. ${statement.statement} (Nguồn: ${statement.source})`,
  }
}

function petitionCheck({ complaints, denunciations }: CheckedFor['upheld'], year: number): Check {
  if (complaints + denunciations === 0)
    return {
      kind: 'petitions',
      result: 'passed',
      words: `Không có đơn nào về đơn vị được kết luận đúng, đúng một phần trong năm ${year}.`,
    }
  const counted = [
    ...(complaints > 0 ? [`${complaints} đơn khiếu nại`] : []),
    ...(denunciations > 0 ? [`${denunciations} đơn tố cáo`] : []),
  ].join(', ')
  return {
    kind: 'petitions',
    result: 'failed',
    words: `${counted} được kết luận đúng hoặc đúng một phần trong năm ${year}.`,
  }
}

function priorAwardCheck(prior: CheckedFor['prior'], year: number): Check {
  if (prior.length === 0)
    return { kind: 'prior-award', result: 'passed', words: `Chưa được khen thưởng cho thành tích năm ${year}.` }
  const told = prior
    .map((each) => `${each.formTitle} (Quyết định ${each.decisionNumber}, ngày ${formatCalendarDate(each.awardedOn)})`)
    .join('; ')
  return { kind: 'prior-award', result: 'failed', words: `Đã được tặng cho thành tích năm ${year}: ${told}.` }
}

/** How the checks stand, in few words: what a list shows. */
export function checksInWords(checks: readonly Check[]): string {
  const failed = checks.filter(({ result }) => result === 'failed').map(({ kind }) => CHECKS[kind])
  const open = checks.filter(({ result }) => result === 'open').map(({ kind }) => CHECKS[kind])
  if (failed.length > 0) return `Không đạt: ${failed.join(', ')}`
  return open.length > 0 ? `Chưa kiểm tra: ${open.join(', ')}` : 'Đạt cả ba nội dung'
}

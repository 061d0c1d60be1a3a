import { Refusal } from '../../../vocabulary/refusal.ts'

/** How the outgoing documents of a unit are numbered in a year. Source: Decree 30/2020/NĐ-CP, Article 15: the head decides. */
export const NUMBER_SCHEMES = {
  'by-type': 'Mỗi loại văn bản một hệ thống số',
  'one-series': 'Một hệ thống số chung cho các loại văn bản',
} as const

export type NumberScheme = keyof typeof NUMBER_SCHEMES

/** The one series in which all types stand. */
export const ONE_SERIES = 'one'

/**
 * The series from which a document takes its number. Legal normative documents are always numbered apart, as are those with a mark of
 * secrecy. Source: Decree 30/2020/NĐ-CP, Article 15; Decree 34/2016/NĐ-CP, Annex I.
 */
export function seriesOf(ofType: string, { scheme, isSecret }: { scheme: NumberScheme; isSecret: boolean }): string {
  const series = scheme === 'one-series' && !ofType.endsWith(' normative') ? ONE_SERIES : ofType
  return isSecret ? `${series} secret` : series
}

/** The scheme may be decided until the first number of the year is taken. Refuses `documents.numbers-taken` about the field `scheme`. */
export function refuseLateDecision({ year, numbersTaken }: { year: number; numbersTaken: number }): void {
  if (numbersTaken === 0) return
  const message = `Năm ${year} đã cấp ${numbersTaken} số văn bản đi nên không đổi cách đánh số nữa. Hãy chọn cho năm sau.`
  throw new Refusal('conflict', 'documents.numbers-taken', message, { scheme: message })
}

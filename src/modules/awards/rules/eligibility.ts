/** What the yearly ranking says of a unit; all null when no result has been decided. */
export type YearResult = {
  rankLevel: number | null
  rankTitle: string | null
  notRankedReason: string | null
}

/** Ranks of a year are counted from the best, which is 1: the usual ground for commending a unit. */
export const BEST_RANK = 1

/** True when the unit was ranked in the year at this level or a better one; `level` is the threshold of a round. */
export function isEligible({ rankLevel }: Pick<YearResult, 'rankLevel'>, level: number = BEST_RANK): boolean {
  return rankLevel !== null && rankLevel <= level
}

/** What is shown beside a proposal. It informs whoever decides and forbids nothing: units may be commended for other merits too. */
export function eligibilityInWords(result: YearResult, year: number): string {
  if (result.rankTitle === null) {
    return result.notRankedReason === null
      ? `Chưa có kết quả xếp loại năm ${year}`
      : `Không xếp loại năm ${year}: ${result.notRankedReason}`
  }
  return isEligible(result)
    ? `Đủ điều kiện: ${result.rankTitle} năm ${year}`
    : `Xếp loại năm ${year}: ${result.rankTitle}`
}

/** The rule of a round by which the system proposes, in words. */
export function ruleInWords({ level, year, source }: { level: number; year: number; source: string }): string {
  const rank = level === BEST_RANK ? 'xếp loại ở mức cao nhất' : `xếp loại ở một trong ${level} mức cao nhất`
  return `Đơn vị được ${rank} theo kết quả đã quyết định của năm ${year}${source === '' ? '' : ` (${source})`}`
}

/** What the yearly ranking says of a unit; all null when no result has been decided. */
export type YearResult = { rankCode: string | null; rankTitle: string | null; notRankedReason: string | null }

/** True when the unit was ranked excellent in the year: the usual ground for commending it. */
export function isEligible(result: YearResult): boolean {
  return result.rankCode === 'excellent'
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

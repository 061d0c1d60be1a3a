/** `Quý III năm 2019` within a sentence: `quý III năm 2019`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

/** “Báo cáo kết quả công tác dân vận quý III năm 2019”. */
export function titleOf({ typeTitle, periodTitle }: { typeTitle: string; periodTitle: string }): string {
  return `${typeTitle} ${lowerFirst(periodTitle)}`
}

/** “gồm số của UBND xã A, UBND xã B, nay thuộc đơn vị”, when a unit was made of others. */
export function lineageInWords(units: readonly string[]): string {
  return `gồm cả số của ${units.join(', ')} (nay đã nhập vào đơn vị)`
}

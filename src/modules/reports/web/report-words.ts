/** `Quý III năm 2019` within a sentence: `quý III năm 2019`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

/** “Báo cáo kết quả công tác dân vận quý III năm 2019”. */
export function titleOf({ typeTitle, periodTitle }: { typeTitle: string; periodTitle: string }): string {
  return `${typeTitle} ${lowerFirst(periodTitle)}`
}

import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'
import { movedByHand, reportedValue } from './figure-override.ts'
import type { CheckedFigure, CheckedSection, CheckOfType, Finding } from './report-finding.ts'

/** What the checks look at. */
export type ToCheck = {
  figures: readonly CheckedFigure[]
  sections: readonly CheckedSection[]
  checks: readonly CheckOfType[]
  /** Records dated after the cut-off, by indicator. */
  afterCutOff: Readonly<Record<string, number>>
}

/** All that the checks of the report's type find, in the order of the checks and within each of the figures. */
export function findingsOf({ figures, sections, checks, afterCutOff }: ToCheck): Finding[] {
  return checks.flatMap((check) => {
    if (check.rule === 'words-missing') return sections.flatMap((section) => wordsMissing(check, section))
    const checked = figures.filter(({ code }) => check.indicatorCode === null || code === check.indicatorCode)
    return checked.flatMap((figure) => {
      const words = wordsOn(check, figure, { figures, afterCutOff: afterCutOff[figure.code] ?? 0 })
      return words === null ? [] : [findingOn(check, figure, words)]
    })
  })
}

export function findingOn(
  check: Pick<CheckOfType, 'code' | 'strength' | 'sentence'>,
  figure: Pick<CheckedFigure, 'code' | 'title'>,
  words: string,
): Finding {
  return {
    check: check.code,
    strength: check.strength,
    indicatorCode: figure.code,
    sectionCode: null,
    finding: `${figure.title}: ${words}.`,
    advice: check.sentence,
  }
}

function wordsMissing(check: CheckOfType, { code, title, asksForWords, isWritten }: CheckedSection): Finding[] {
  if (!asksForWords || isWritten) return []
  return [
    {
      check: check.code,
      strength: check.strength,
      indicatorCode: null,
      sectionCode: code,
      finding: title,
      advice: check.sentence,
    },
  ]
}

type Others = { figures: readonly CheckedFigure[]; afterCutOff: number }

/** What is wrong or odd with the figure under the check, in words; null when nothing is. */
function wordsOn(check: CheckOfType, figure: CheckedFigure, { figures, afterCutOff }: Others): string | null {
  const value = reportedValue(figure)
  const { lastYear } = figure
  switch (check.rule) {
    case 'not-counted':
      return value === null ? 'chưa có dữ liệu để đếm' : null
    case 'dated-after-cut-off':
      return afterCutOff >= Math.max(check.least, 1) ? `${formatNumber(afterCutOff)} hồ sơ ghi sau ngày chốt` : null
    case 'override-over-share':
      return overShare(check, figure)
    case 'whole-number':
      return value === null || (Number.isInteger(value) && value >= 0) ? null : `${formatNumber(value)}`
    case 'differs-from-last-year':
      return value === null || lastYear === null ? null : differs(check, value, lastYear)
    case 'nought-after-some':
      return value === 0 && lastYear !== null && lastYear >= Math.max(check.least, 1)
        ? `kỳ này 0, cùng kỳ năm trước ${formatNumber(lastYear)}`
        : null
    case 'above-nought':
      return value !== null && value >= Math.max(check.least, 1) ? formatNumber(value) : null
    case 'at-most':
    case 'sum-of':
    case 'short-of':
      return value === null ? null : besideOthers(check, value, figures)
    case 'words-missing':
      return null
  }
}

/** One of the two is more than `factor` times the other, and they lie at least `least` apart. Nought is no base for a factor. */
function differs({ amount: factor, least }: CheckOfType, value: number, lastYear: number): string | null {
  if (lastYear <= 0 || value === 0) return null
  const [low, high] = value < lastYear ? [value, lastYear] : [lastYear, value]
  if (high - low < least || high <= low * factor) return null
  const way = value > lastYear ? 'tăng' : 'giảm'
  return `kỳ này ${formatNumber(value)}, cùng kỳ năm trước ${formatNumber(lastYear)} (${way} ${formatNumber(high - low)})`
}

function overShare({ amount: share, least }: CheckOfType, figure: CheckedFigure): string | null {
  if (figure.override === null) return null
  const moved = Math.abs(movedByHand(figure))
  const counted = figure.amount?.value ?? 0
  if (moved < Math.max(least, 1) || moved <= counted * share) return null
  const percent = counted > 0 ? ` (${formatPercent(moved / counted)})` : ''
  return `số điều chỉnh ${formatNumber(figure.override.value)}, số đếm được ${formatNumber(counted)}, lệch ${formatNumber(moved)}${percent}`
}

function besideOthers(check: CheckOfType, value: number, figures: readonly CheckedFigure[]): string | null {
  const others = check.otherCodes.map((code) => figures.find((figure) => figure.code === code))
  const values = others.map((figure) => (figure === undefined ? null : reportedValue(figure)))
  // A figure that is not in this unit's report, or cannot be counted, can be compared with nothing.
  if (values.length === 0 || values.some((other) => other === null)) return null
  const sum = values.reduce<number>((total, other) => total + (other ?? 0), 0)
  const titles = others.map((figure) => figure?.title.toLocaleLowerCase('vi') ?? '').join(', ')
  if (check.rule === 'sum-of') {
    return value === sum ? null : `${formatNumber(value)}, khác tổng của ${titles} (${formatNumber(sum)})`
  }
  if (check.rule === 'at-most') {
    return value <= sum ? null : `${formatNumber(value)}, nhiều hơn ${titles} (${formatNumber(sum)})`
  }
  return sum - value >= Math.max(check.least, 1)
    ? `${formatNumber(value)} trên ${formatNumber(sum)}, còn ${formatNumber(sum - value)}`
    : null
}

import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { FigureCompared } from '../queries/compared-figures.ts'
import type { ComparedFigure } from './figure-table.tsx'

/** A figure as a line of a table, with what must be known to read it. */
export function compared(figure: FigureCompared): ComparedFigure {
  const { indicator, total, lastYear, onBehalfOf, parts, unallocated } = figure
  const { code, title, unitOfMeasure } = indicator
  return {
    code,
    title,
    unitOfMeasure,
    now: total,
    lastYear: lastYear.total,
    lastYearReading: lastYear.reading,
    onBehalfOf,
    parts,
    unallocated,
    note: noteOf(figure),
    whyNot: whyNot(figure),
  }
}

/** Why there is no number, in a few words. */
export function whyNot({ refusal }: Pick<FigureCompared, 'refusal'>): string | undefined {
  switch (refusal?.code) {
    case 'indicators.divided-by-nought':
      return 'không tính được (mẫu số bằng 0)'
    case 'indicators.no-value':
      return 'chưa nhập'
    case 'indicators.retired':
      return 'đã ngừng dùng'
    default:
      return undefined
  }
}

function noteOf({ ofWhole, lastYear }: FigureCompared): string | undefined {
  const notes = [
    ...(ofWhole && ofWhole.whole > 0 ? [`${formatNumber(ofWhole.part)} trên ${formatNumber(ofWhole.whole)}`] : []),
    ...(lastYear.isOtherVersion ? ['cùng kỳ năm trước tính theo bản khác của chỉ tiêu'] : []),
  ]
  return notes.length === 0 ? undefined : notes.join('; ')
}

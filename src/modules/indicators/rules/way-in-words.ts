import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Countable } from './fitting.ts'
import { parseFormula, printFormula, renamed } from './formula.ts'
import { addsUp, type Filters, type Indicator, MEASURES } from './indicator.ts'

/** One line of an explanation. */
export type Line = { readonly label: string; readonly value: string }

type Described = Countable & {
  readonly measures: Readonly<Record<string, { readonly title: string; readonly unit: string }>>
}

/** How a figure is computed, line by line, in words that need no other knowledge. `titleOf` gives the titles for the codes of a formula. */
export function wayInWords(
  indicator: Indicator,
  fact: Described | undefined,
  titleOf: (code: string) => string | undefined,
): Line[] {
  const { measure, measureColumn } = indicator
  return [
    { label: 'Cách tính', value: indicator.explanation },
    { label: 'Kiểu chỉ tiêu', value: MEASURES[measure] },
    { label: 'Đơn vị tính', value: indicator.unitOfMeasure },
    ...(indicator.formula === null
      ? []
      : [{ label: 'Công thức', value: formulaWithTitles(indicator.formula, titleOf) }]),
    ...(fact ? [{ label: 'Đếm từ', value: fact.title }] : []),
    ...(measure === 'sum' && measureColumn !== null ? [measured(fact?.measures[measureColumn])] : []),
    ...(measure === 'distinct' && measureColumn !== null
      ? [{ label: 'Mỗi người một lần', value: fact?.identities?.[measureColumn]?.title ?? '' }]
      : []),
    ...filtersInWords(indicator.filters, fact, (title) => `Chỉ tính khi ${title} là`),
    ...filtersInWords(indicator.partFilters ?? {}, fact, (title) => `Vào tử số khi ${title} là`),
    { label: 'Thời gian', value: timeInWords(indicator) },
    { label: 'Cộng gộp', value: rollUpInWords(indicator) },
    { label: 'Căn cứ, nguồn', value: indicator.source },
  ]
}

/** The formula as people read it, with titles. */
export function formulaWithTitles(formula: string, titleOf: (code: string) => string | undefined): string {
  return printFormula(renamed(parseFormula(formula), (code) => titleOf(code) ?? code))
}

/** `Bản 2, từ ngày 01/01/2026` */
export function versionInWords({ version, validFrom }: Pick<Indicator, 'version' | 'validFrom'>): string {
  return `Bản ${version}${validFrom === null ? '' : `, cho kỳ kết thúc từ ngày ${formatCalendarDate(validFrom)}`}`
}

function measured(column: { title: string; unit: string } | undefined): Line {
  return {
    label: 'Số được cộng',
    value: column ? `${column.title}${column.unit === '' ? '' : ` (${column.unit})`}` : '',
  }
}

function filtersInWords(filters: Filters, fact: Countable | undefined, label: (title: string) => string): Line[] {
  return Object.entries(filters).map(([name, values]) => {
    const dimension = fact?.dimensions[name]
    return {
      label: label((dimension?.title ?? '').toLocaleLowerCase('vi')),
      value: values.map((value) => dimension?.values?.[value] ?? value).join(', '),
    }
  })
}

function timeInWords({ measure, time }: Indicator): string {
  if (measure === 'formula') return 'Của cùng kỳ với các chỉ tiêu trong công thức'
  if (measure === 'typed') return 'Của kỳ mà văn bản công bố nêu'
  return time === 'state' ? 'Tình trạng vào ngày cuối kỳ (hoặc hôm nay, khi kỳ chưa kết thúc)' : 'Phát sinh trong kỳ'
}

function rollUpInWords(indicator: Indicator): string {
  switch (indicator.measure) {
    case 'distinct':
      return 'Mỗi người chỉ được tính một lần trong đơn vị và các đơn vị trực thuộc: số của cấp trên là số người khác nhau, không phải tổng số của các đơn vị, và có thể nhỏ hơn tổng ấy.'
    case 'share':
      return 'Tỷ lệ của một đơn vị là tổng tử số chia cho tổng mẫu số của đơn vị và các đơn vị trực thuộc, không phải tổng hay trung bình các tỷ lệ. Mẫu số bằng 0 thì không tính được.'
    case 'formula':
      return 'Công thức áp dụng cho số đã cộng gộp của từng chỉ tiêu, không cộng kết quả của các đơn vị. Chia cho 0 thì không tính được.'
    case 'typed':
      return addsUp(indicator)
        ? 'Số của một đơn vị gồm số đã nhập của các đơn vị trực thuộc.'
        : 'Giữ nguyên như đã công bố cho từng đơn vị; không cộng, không tính trung bình giữa các đơn vị.'
    default:
      return 'Số của một đơn vị gồm số của các đơn vị trực thuộc, theo cây đơn vị vào ngày cuối kỳ; đơn vị đã kết thúc tính vào cấp trên cuối cùng của nó và, khi được kế thừa trọn vẹn, vào đơn vị kế thừa (ghi riêng). Có thể đọc theo đơn vị hiện nay; phần chia tách không phân bổ được thì ghi riêng.'
  }
}

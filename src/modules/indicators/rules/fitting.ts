import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Filters, Indicator } from './indicator.ts'

/** As much of a fact as a definition is checked against. */
export type Countable = {
  readonly code: string
  readonly title: string
  readonly time: 'event' | 'state'
  readonly dimensions: Readonly<
    Record<string, { readonly title: string; readonly values?: Readonly<Record<string, string>> }>
  >
  readonly measures: Readonly<Record<string, { readonly title: string }>>
  readonly identities?: Readonly<Record<string, { readonly title: string }>>
}

type DefinitionOfCounting = Pick<Indicator, 'title' | 'measureColumn' | 'filters' | 'time'> &
  Partial<Pick<Indicator, 'factCode' | 'measure' | 'partFilters'>>

/**
 * Why the indicator cannot be counted from the fact, or null when it can. Nothing of a definition reaches the database unless the
 * fact declares it. A figure that cannot be counted is told as such; it is never nought.
 * Answers `indicators.no-such-fact`, `indicators.no-such-measure`, `indicators.no-such-dimension`, `indicators.no-such-value`,
 * `indicators.no-state` (the fact only happens and never lasts).
 */
export function whyNotCountable(indicator: DefinitionOfCounting, fact: Countable | undefined): Refusal | null {
  if (!fact) return refuse('indicators.no-such-fact', indicator, 'hệ thống chưa ghi loại hồ sơ này')
  const { measureColumn } = indicator
  const columns = indicator.measure === 'distinct' ? (fact.identities ?? {}) : fact.measures
  if (measureColumn !== null && !Object.hasOwn(columns, measureColumn)) {
    const lacking = indicator.measure === 'distinct' ? 'không ghi là của người nào' : 'không có số lượng để cộng'
    return refuse('indicators.no-such-measure', indicator, `hồ sơ “${fact.title}” ${lacking}`)
  }
  const unfit =
    whyNotFiltered(indicator, indicator.filters, fact) ?? whyNotFiltered(indicator, indicator.partFilters ?? {}, fact)
  if (unfit) return unfit
  if (indicator.time === 'state' && fact.time === 'event') {
    return refuse('indicators.no-state', indicator, `hồ sơ “${fact.title}” không có thời gian kéo dài`)
  }
  return null
}

function whyNotFiltered(indicator: { title: string }, filters: Filters, fact: Countable): Refusal | null {
  for (const [name, values] of Object.entries(filters)) {
    const dimension = Object.hasOwn(fact.dimensions, name) ? fact.dimensions[name] : undefined
    if (!dimension) {
      return refuse(
        'indicators.no-such-dimension',
        indicator,
        `hồ sơ “${fact.title}” chưa được phân loại theo cách này`,
      )
    }
    const known = dimension.values
    if (known && values.some((value) => !Object.hasOwn(known, value))) {
      return refuse('indicators.no-such-value', indicator, `“${dimension.title}” không có giá trị cần đếm`)
    }
  }
  return null
}

function refuse(code: string, indicator: { title: string }, why: string): Refusal {
  return new Refusal('invalid', code, `Chưa có dữ liệu để đếm chỉ tiêu “${indicator.title}”: ${why}.`)
}

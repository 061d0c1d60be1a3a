import type { Indicator } from './indicator.ts'

/** One value of one dimension of a kind of record, by which a figure can be taken apart. */
export type SplitBy = { readonly dimension: string; readonly value: string }

/** The indicator for the records of one value alone; for none where it counts no record of that value. */
export function splitBy(indicator: Indicator, { dimension, value }: SplitBy): Indicator {
  const counted = indicator.filters[dimension]
  const values = counted === undefined || counted.includes(value) ? [value] : []
  return { ...indicator, filters: { ...indicator.filters, [dimension]: values } }
}

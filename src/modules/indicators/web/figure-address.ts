import { z } from 'zod'
import { addressChoice, addressDay, addressId, addressYear } from '../../../platform/http/address-fields.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { PARTS_OF_YEAR, type PartOfYear } from '../rules/chosen-period.ts'
import { READINGS, type Reading } from '../rules/reading.ts'
import type { SplitBy } from '../rules/split.ts'

/** The code of an indicator in an address. */
export const IndicatorCode = z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/)

const matching = (pattern: RegExp) =>
  z
    .string()
    .optional()
    .transform((given) => (given !== undefined && pattern.test(given) ? given : undefined))

/** What a page of figures is asked for. */
export const FigureQuery = z.object({
  unit: addressId,
  year: addressYear,
  part: addressChoice<PartOfYear>(PARTS_OF_YEAR),
  from: addressDay,
  to: addressDay,
  indicator: matching(/^[a-z-]+\.[a-z0-9-]+$/),
  behalf: matching(/^(\d{1,18}|own)$/),
  only: matching(/^own$/),
  view: z
    .string()
    .optional()
    .transform((view) => (view !== undefined && READINGS.has(view as Reading) ? (view as Reading) : undefined)),
  ofPart: addressId,
  unallocated: matching(/^(within|here)$/).transform((which) => which as 'within' | 'here' | undefined),
  by: matching(/^[a-z_]{1,40}:[^:]{1,60}$/),
  after: z.string().max(80).optional(),
})

export type FigureAddress = z.output<typeof FigureQuery>

export type RecordsAddress = {
  unitId: string
  period: { from: CalendarDate; to: CalendarDate }
  /** A body's id: what was done on its behalf; `own`: what was done in the unit's own name. */
  behalf?: string | undefined
  /** True for the unit alone, without the units below it. */
  ownOnly?: boolean | undefined
  /** In which reading; as it was at the time when left out. */
  view?: Reading | undefined
  /** One part of the figure: the unit without its predecessors, or one of them. */
  ofPart?: string | undefined
  /** Only what can be given to no single unit of today. */
  unallocated?: 'within' | 'here' | undefined
  /** Only records of one value of a dimension. */
  by?: SplitBy | undefined
  after?: string | undefined
}

/** The value of a dimension that an address names. */
export function splitIn(by: string | undefined): SplitBy | undefined {
  const [dimension, value] = by?.split(':') ?? []
  return dimension === undefined || value === undefined ? undefined : { dimension, value }
}

/** The records behind a figure. */
export function recordsPath(
  indicatorCode: string,
  { unitId, period, behalf, ownOnly, view, ofPart, unallocated, by, after }: RecordsAddress,
): string {
  const query = new URLSearchParams({
    unit: unitId,
    from: period.from,
    to: period.to,
    ...(behalf === undefined ? {} : { behalf }),
    ...(ownOnly ? { only: 'own' } : {}),
    ...(view === 'now' ? { view } : {}),
    ...(ofPart === undefined ? {} : { ofPart }),
    ...(unallocated === undefined ? {} : { unallocated }),
    ...(by === undefined ? {} : { by: `${by.dimension}:${by.value}` }),
    ...(after === undefined ? {} : { after }),
  })
  return `/figures/${indicatorCode}/records?${query}`
}

/** The figures of a unit in the period that the address names. */
export function figuresPath(address: FigureAddress, changed: { unit?: string; indicator?: string } = {}): string {
  return `/figures?${new URLSearchParams(addressValues({ ...address, ...changed }))}`
}

/** What stands in the address, and so in the fields of the filter. */
export function addressValues(address: FigureAddress): Record<string, string> {
  const { unit, year, part, from, to, indicator, view } = address
  const values = {
    unit,
    year: year?.toString(),
    part,
    from: from && formatCalendarDate(from),
    to: to && formatCalendarDate(to),
    indicator,
    view,
  }
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

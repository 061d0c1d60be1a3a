import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Reading } from '../rules/reading.ts'
import { type Amount, countFigures } from './count-figures.ts'
import type { UnitOfPeriod } from './units.ts'

/** Figures as programs get them: from the API and from the command line. */
export type FigureAnswer = {
  unit: { code: string; name: string }
  from: CalendarDate
  to: CalendarDate
  asOf: CalendarDate
  /** `then`: as it was at the time. `now`: by the units of today. */
  view: Reading
  figures: {
    indicator: string
    title: string
    unitOfMeasure: string
    /** null when it cannot be counted; `refusal` says why. */
    value: number | null
    recordCount: number | null
    /** Of a share: of how many records which number is part. */
    ofWhole: { part: number; whole: number } | null
    /** The version of the definition by which it is computed. */
    version: number
    onBehalfOf: { unit: string; value: number; recordCount: number }[]
    /** The unit and its predecessors, when they have a part in it. */
    parts: { unit: string; value: number; recordCount: number }[]
    /** What of it can be given to no single unit of today. */
    unallocated: { value: number; recordCount: number }
    refusal: { code: string; message: string } | null
  }[]
}

/** The figures of one unit. Refuses as `countFigures` does. */
export async function figureAnswer(
  database: Database,
  facts: readonly Fact[],
  asked: {
    unit: Pick<UnitOfPeriod, 'id' | 'code' | 'name'>
    period: { from: CalendarDate; to: CalendarDate }
    asOf: CalendarDate
    indicators?: readonly string[] | undefined
    view?: Reading | undefined
    today: CalendarDate
  },
): Promise<FigureAnswer> {
  const { unit, period, asOf, indicators, view = 'then', today } = asked
  const figures = await countFigures(database, facts, {
    indicators,
    unitIds: [unit.id],
    period,
    asOf,
    reading: view,
    today,
  })
  const codes = await unitCodes(
    database,
    figures.flatMap((figure) => [...figure.onBehalfOf, ...figure.parts].map((each) => each.unitId)),
  )
  return {
    unit: { code: unit.code, name: unit.name },
    from: period.from,
    to: period.to,
    asOf,
    view,
    figures: figures.map(({ indicator, total, ofWhole, onBehalfOf, parts, unallocated, refusal }) => ({
      indicator: indicator.code,
      title: indicator.title,
      unitOfMeasure: indicator.unitOfMeasure,
      value: total?.value ?? null,
      recordCount: total?.recordCount ?? null,
      ofWhole,
      version: indicator.version,
      onBehalfOf: onBehalfOf.map(({ unitId, ...amount }: Amount & { unitId: string }) => ({
        unit: codes.get(unitId) ?? '',
        ...amount,
      })),
      parts: parts.some((part) => part.unitId !== unit.id)
        ? parts.map(({ unitId, ...amount }) => ({ unit: codes.get(unitId) ?? '', ...amount }))
        : [],
      unallocated,
      refusal: refusal && { code: refusal.code, message: refusal.messageForPerson },
    })),
  }
}

async function unitCodes(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await database
    .selectFrom('unit')
    .select(['id', 'code'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.code]))
}

import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { countFigures, dayOfStates } from '../../indicators/index.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { askedFigures } from '../rules/set-inputs.ts'

/** Indicators of one unit by their codes; one that can't be counted is absent, and then a person types it. */
export type CountedFigures = Readonly<Record<string, CountedFigure>>

export type CountedFigure = {
  readonly value: number
  readonly recordCount: number
  /** What the unit and each of its predecessors did of it; nothing for what does not add up. */
  readonly parts?: readonly FigurePart[]
}

export type FigurePart = { readonly unitId: string; readonly value: number; readonly recordCount: number }

/** The indicators that the set asks for, counted for the units and all below them over the window. */
export async function countedFigures(
  database: Database,
  facts: readonly Fact[],
  asked: {
    set: CriteriaSet
    unitIds: readonly string[]
    window: { from: CalendarDate; to: CalendarDate }
    today: CalendarDate
  },
): Promise<Map<string, CountedFigures>> {
  const codes = [
    ...new Set(
      askedFigures(asked.set)
        .filter((figure) => figure.from === 'system')
        .map((figure) => figure.code),
    ),
  ]
  const defined = await database
    .selectFrom('indicator')
    .select('code')
    .where('code', 'in', codes.length > 0 ? codes : [''])
    .execute()
  const figures = await countFigures(database, facts, {
    indicators: defined.map((indicator) => indicator.code),
    unitIds: asked.unitIds,
    period: asked.window,
    asOf: dayOfStates(asked.window, asked.today),
  })
  const counted = new Map<string, Record<string, CountedFigure>>()
  for (const unitId of asked.unitIds) counted.set(unitId, {})
  for (const { unitId, indicator, total, parts } of figures) {
    const ofUnit = counted.get(unitId)
    if (ofUnit && total !== null) ofUnit[indicator.code] = { ...total, parts }
  }
  return counted
}

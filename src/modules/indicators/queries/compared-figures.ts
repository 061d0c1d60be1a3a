import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type ReportingPeriod, samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import { countFigures, type Figure } from './count-figures.ts'
import { unitNames } from './units.ts'

/** A figure with that of the same period of last year and the names of the bodies on whose behalf part of it was done. */
export type FigureCompared = Omit<Figure, 'onBehalfOf'> & {
  lastYear: Pick<Figure, 'total' | 'own'>
  onBehalfOf: readonly (Figure['onBehalfOf'][number] & { unitName: string })[]
}

/**
 * The figures of units in a period beside those of the same period of last year, each rolled up over the tree of its own last day
 * (or today's, while the period runs). Refuses as `countFigures` does.
 */
export async function comparedFigures(
  database: Database,
  facts: readonly Fact[],
  asked: {
    indicators?: readonly string[] | undefined
    unitIds: readonly string[]
    period: ReportingPeriod
    today: CalendarDate
  },
): Promise<FigureCompared[]> {
  const { indicators, unitIds, period, today } = asked
  const before = samePeriodLastYear(period)
  const count = (of: ReportingPeriod) =>
    countFigures(database, facts, { indicators, unitIds, period: of, asOf: dayOfStates(of, today) })
  const [now, lastYear] = await Promise.all([count(period), count(before)])
  const bodies = now.flatMap((figure) => figure.onBehalfOf.map((body) => body.unitId))
  const names = await unitNames(database, bodies, dayOfStates(period, today))
  // Both lists have the same units and indicators in the same order.
  return now.map((figure, index) => ({
    ...figure,
    lastYear: { total: lastYear[index]?.total ?? null, own: lastYear[index]?.own ?? null },
    onBehalfOf: figure.onBehalfOf.map((body) => ({ ...body, unitName: names.get(body.unitId) ?? '' })),
  }))
}

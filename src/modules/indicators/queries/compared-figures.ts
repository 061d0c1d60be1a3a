import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type ReportingPeriod, samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import type { Reading } from '../rules/reading.ts'
import { countFigures, type Figure } from './count-figures.ts'
import { livingUnits, unitNames } from './units.ts'

/** A figure with that of the same period of last year and the names of the bodies on whose behalf part of it was done. */
export type FigureCompared = Omit<Figure, 'onBehalfOf' | 'parts'> & {
  lastYear: Pick<Figure, 'total' | 'own'> & {
    /** In which reading last year is counted: that of today, so that like is compared with like, while the unit lives. */
    reading: Reading
    /** True when last year's figure is computed by another version of the definition. */
    isOtherVersion: boolean
  }
  parts: readonly (Figure['parts'][number] & { unitName: string })[]
  onBehalfOf: readonly (Figure['onBehalfOf'][number] & { unitName: string })[]
}

/**
 * The figures of units in a period beside those of the same period of last year. Last year is read by the units of today, so that a
 * unit that was merged since is compared with all that has gone into it; for a unit that is gone, as it was at the time.
 * Refuses as `countFigures` does.
 */
export async function comparedFigures(
  database: Database,
  facts: readonly Fact[],
  asked: {
    indicators?: readonly string[] | undefined
    unitIds: readonly string[]
    period: ReportingPeriod
    today: CalendarDate
    reading?: Reading | undefined
  },
): Promise<FigureCompared[]> {
  const { indicators, unitIds, period, today, reading = 'then' } = asked
  const count = (of: ReportingPeriod, ids: readonly string[], by: Reading) =>
    countFigures(database, facts, {
      indicators,
      unitIds: ids,
      period: of,
      asOf: dayOfStates(of, today),
      reading: by,
      today,
    })
  const before = samePeriodLastYear(period)
  const living = await livingUnits(database, unitIds, today)
  const gone = unitIds.filter((id) => !living.includes(id))
  const [now, ofLiving, ofGone] = await Promise.all([
    count(period, unitIds, reading),
    count(before, living, 'now'),
    count(before, gone, 'then'),
  ])
  const key = (figure: Figure) => `${figure.unitId} ${figure.indicator.code}`
  const lastYear = new Map([
    ...ofLiving.map((figure) => [key(figure), { ...figure, reading: 'now' as Reading }] as const),
    ...ofGone.map((figure) => [key(figure), { ...figure, reading: 'then' as Reading }] as const),
  ])
  const named = now.flatMap((figure) => [...figure.onBehalfOf, ...figure.parts].map((unit) => unit.unitId))
  const names = await unitNames(database, named, dayOfStates(period, today))
  return now.map((figure) => ({
    ...figure,
    lastYear: {
      total: lastYear.get(key(figure))?.total ?? null,
      own: lastYear.get(key(figure))?.own ?? null,
      reading: lastYear.get(key(figure))?.reading ?? reading,
      isOtherVersion: isOtherVersion(figure, lastYear.get(key(figure))),
    },
    parts: figure.parts.map((part) => ({ ...part, unitName: names.get(part.unitId) ?? '' })),
    onBehalfOf: figure.onBehalfOf.map((body) => ({ ...body, unitName: names.get(body.unitId) ?? '' })),
  }))
}

function isOtherVersion(now: Figure, lastYear: Figure | undefined): boolean {
  return lastYear !== undefined && lastYear.refusal === null && lastYear.indicator.version !== now.indicator.version
}

/**
 * The units that have gone into the unit since and whose records are in its figure of the same period of last year, by their names
 * then; none when it was there already with the same area. Of those that came only in part nothing is counted, so they are not named.
 */
export async function unitsOfLastYear(
  database: Database,
  { unitId, period, today }: { unitId: string; period: ReportingPeriod; today: CalendarDate },
): Promise<string[]> {
  const before = samePeriodLastYear(period)
  const living = await livingUnits(database, [unitId], today)
  const day = living.length > 0 ? today : dayOfStates(before, today)
  const { rows } = await sql<{ name: string }>`
    select distinct version.name
    from unit_restatement(${day}::date) restated
    join lateral (select name from unit_version candidate
      where candidate.unit_id = restated.unit_id and candidate.valid_from <= ${before.to}::date
        and (candidate.valid_to is null or candidate.valid_to >= ${before.from}::date)
      order by candidate.valid_from desc limit 1) version on true
    where restated.restated_unit_id = ${unitId}::bigint and restated.unit_id <> ${unitId}::bigint
      and restated.is_exact and restated.until_day is null
    order by version.name`.execute(database)
  return rows.map(({ name }) => name)
}

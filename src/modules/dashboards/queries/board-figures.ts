import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type ReportingPeriod, samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { countFiguresOfPeriods, type Figure, indicatorDefinitions, type UnitOfPeriod } from '../../indicators/index.ts'
import { type ChartDefinition, indicatorsOf } from '../rules/board.ts'
import { stepsOf } from '../rules/span.ts'

/** A figure beside that of the same days of last year, both by the units of today. */
export type FigureBeside = { now: Figure; lastYear: Figure | undefined }

export type TrendPoint = {
  title: string
  period: { from: CalendarDate; to: CalendarDate }
  now: Figure | undefined
  lastYear: Figure | undefined
}

/** All figures of a dashboard. */
export type BoardFigures = {
  period: ReportingPeriod
  lastYear: ReportingPeriod
  /** By unit and code. */
  of: (unitId: string, code: string) => FigureBeside | undefined
  trend: (code: string) => TrendPoint[]
}

/**
 * The figures of all charts at once: those of the unit and the units compared with it in the period and in the same days of last year
 * in one pass per kind of record, those of the trends in another. By the units of today, so that a unit is compared with all that has
 * gone into it; definitions that are not there any more are left out.
 */
export async function boardFigures(
  database: Database,
  facts: readonly Fact[],
  asked: {
    charts: readonly ChartDefinition[]
    unit: UnitOfPeriod
    compared: readonly UnitOfPeriod[]
    period: ReportingPeriod
    today: CalendarDate
  },
): Promise<BoardFigures> {
  const { charts, unit, compared, period, today } = asked
  const lastYear = samePeriodLastYear(period)
  const defined = new Set((await indicatorDefinitions(database, undefined, period.to)).map(({ code }) => code))
  const known = (codes: string[]) => codes.filter((code) => defined.has(code))
  const ofUnit = known(indicatorsOf(charts, ['figures', 'share']))
  const ofAll = known(indicatorsOf(charts, ['ranking', 'map']))
  const drawn = known(indicatorsOf(charts, ['trend']))
  const months = stepsOf(period, 'month')
  const count = (
    indicators: string[],
    unitIds: string[],
    periods: readonly { from: CalendarDate; to: CalendarDate }[],
  ) =>
    indicators.length === 0
      ? Promise.resolve(periods.map((): Figure[] => []))
      : countFiguresOfPeriods(database, facts, { indicators, unitIds, periods, reading: 'now', today })
  const unitIds = [...new Set([unit.id, ...(ofAll.length > 0 ? compared.map(({ id }) => id) : [])])]
  const both = months.flatMap((month) => [month, samePeriodLastYear({ ...period, ...month, kind: 'free' })])
  const [[now = [], before = []], points] = await Promise.all([
    count([...new Set([...ofUnit, ...ofAll])], unitIds, [period, lastYear]),
    count(drawn, [unit.id], both),
  ])
  const key = (figure: Figure) => `${figure.unitId} ${figure.indicator.code}`
  const [byNow, byBefore] = [now, before].map((figures) => new Map(figures.map((figure) => [key(figure), figure])))
  return {
    period,
    lastYear,
    of: (unitId, code) => {
      const found = byNow?.get(`${unitId} ${code}`)
      return found && { now: found, lastYear: byBefore?.get(`${unitId} ${code}`) }
    },
    trend: (code) =>
      months.map((month, index) => ({
        title: month.title,
        period: { from: month.from, to: month.to },
        now: points[2 * index]?.find(({ indicator }) => indicator.code === code),
        lastYear: points[2 * index + 1]?.find(({ indicator }) => indicator.code === code),
      })),
  }
}

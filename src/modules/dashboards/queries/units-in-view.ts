import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { readableUnits, type UnitOfPeriod } from '../../indicators/index.ts'
import type { Level } from '../rules/pivot.ts'

/** The unit that a reader looks at, with those below it whose figures the reader may see. */
export type UnitsInView = {
  unit: UnitOfPeriod
  /** All units whose figures the reader may see, for choosing another. */
  readable: readonly UnitOfPeriod[]
  /** True when another unit was asked for, which lies out of the reader's reach: it is the reader's own in its place. */
  isNarrowed: boolean
}

/**
 * The unit asked for when the reader may see its figures, else the reader's own: a table that was made for a province shows a commune
 * the commune. Refuses `dashboards.no-unit` to whoever may see the figures of no unit on those days.
 */
export async function unitsInView(
  database: Database,
  official: Official,
  asked: {
    unitId: string | null
    period: { from: CalendarDate; to: CalendarDate }
    reading: 'then' | 'now'
    today: CalendarDate
  },
): Promise<UnitsInView> {
  const { unitId, period, reading, today } = asked
  const days = reading === 'now' ? { period: { from: today }, asOf: today, today } : { period, asOf: period.to, today }
  const readable = await readableUnits(database, official, days)
  const reach = unitsFor(official, 'figure.read')
  const found = readable.find(({ id }) => id === unitId)
  const unit = found ?? readable.find(({ id }) => reach.includes(id)) ?? readable[0]
  if (!unit) {
    throw new Refusal(
      'not-found',
      'dashboards.no-unit',
      'Trong phạm vi của bạn không có đơn vị nào hoạt động vào thời gian này. Hãy chọn thời gian khác.',
    )
  }
  return { unit, readable, isNarrowed: unitId !== null && !found }
}

/** Those of the units that stand at the level below the unit, or are it, each once; the unit itself where there is none. */
export function unitsAtLevel({ unit, readable }: Pick<UnitsInView, 'unit' | 'readable'>, level: Level): UnitOfPeriod[] {
  const parents = new Map(readable.map(({ id, parentUnitId }) => [id, parentUnitId]))
  const isBelow = (id: string): boolean => {
    const seen = new Set<string>()
    for (let at = parents.get(id) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      if (at === unit.id) return true
      seen.add(at)
    }
    return false
  }
  const isAtLevel = (each: UnitOfPeriod) =>
    level === 'below'
      ? each.parentUnitId === unit.id
      : (level === 'all' || each.kindCode === level) && (each.id === unit.id || isBelow(each.id))
  const found = readable.filter(isAtLevel)
  return found.length > 0 ? found : [unit]
}

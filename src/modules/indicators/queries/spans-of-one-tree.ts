import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Reading } from '../rules/reading.ts'
import type { Span } from './compile.ts'

/**
 * The spans in groups that are rolled up over the same tree of units, and so can be counted in one pass. In the reading of today all
 * have the tree of today; as it was at the time, those between whose days no unit began, ended, changed or passed on.
 */
export async function spansOfOneTree<Each extends { span: Span }>(
  database: Database,
  spans: readonly Each[],
  { reading, today }: { reading: Reading; today: CalendarDate | undefined },
): Promise<Each[][]> {
  const isOneTree = spans.length < 2 || (reading === 'now' && today !== undefined)
  if (isOneTree) return spans.length === 0 ? [] : [[...spans]]
  const changes = await daysOfChange(database)
  const groups = new Map<number, Each[]>()
  for (const each of spans) {
    const before = changes.filter((day) => day <= each.span.asOf).length
    groups.set(before, [...(groups.get(before) ?? []), each])
  }
  return [...groups.values()]
}

/** The days on which the tree of units, or what became of a unit, is another than the day before. */
async function daysOfChange(database: Database): Promise<CalendarDate[]> {
  const { rows } = await sql<{ day: CalendarDate }>`
    select valid_from as day from unit_version
    union select valid_to + 1 from unit_version where valid_to is not null
    union select happened_on from unit_succession`.execute(database)
  return rows.map(({ day }) => day)
}

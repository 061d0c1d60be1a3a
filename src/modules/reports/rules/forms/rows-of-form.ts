import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'

/** Which units each unit of the form is counted from, and in the reading of today where the records of units that passed on belong. */
export type UnitsCounted = {
  readonly pairs: readonly { rootId: string; partId: string; unitId: string }[]
  readonly restated: readonly {
    unitId: string
    fromDay: CalendarDate | null
    untilDay: CalendarDate | null
    restatedId: string
    isExact: boolean
  }[]
}

/**
 * A row of a form: the unit's own part, a unit below it, a unit that went before it, what can be given to no single unit of today, and
 * what units left that had ended before the period.
 */
export type RowKey = 'own' | 'unallocated' | 'ended' | `below-${string}` | `before-${string}`

/** The days on which units passed into others: between two of them every record of a unit belongs to the same row. */
export function turnsOf({ restated }: UnitsCounted): CalendarDate[] {
  const days = restated.flatMap(({ fromDay, untilDay }) => [fromDay, untilDay]).filter((day) => day !== null)
  return [...new Set(days)].sort()
}

/**
 * Finds the row in which a unit's records stand, by how many turns had passed when they came; null for units outside the form. Every
 * record of the whole stands in exactly one row, so that the rows sum up to the total.
 */
export function rowFinder(
  { unitId, below }: { unitId: string; below: readonly string[] },
  counted: UnitsCounted,
): (recordUnitId: string, turnsPassed: number) => RowKey | null {
  const turns = turnsOf(counted)
  const rowOfUnit = rowsByUnit(unitId, below, counted)
  return (recordUnitId, turnsPassed) => {
    const span = spanOf(counted, recordUnitId, turns[turnsPassed - 1] ?? '0001-01-01')
    const countedId = span?.restatedId ?? recordUnitId
    if (span && !span.isExact && countedId === unitId) return 'unallocated'
    return rowOfUnit.get(countedId) ?? null
  }
}

function spanOf({ restated }: UnitsCounted, unitId: string, day: CalendarDate) {
  return restated.find(
    (span) =>
      span.unitId === unitId &&
      (span.fromDay === null || day >= span.fromDay) &&
      (span.untilDay === null || day < span.untilDay),
  )
}

function rowsByUnit(unitId: string, below: readonly string[], { pairs }: UnitsCounted): Map<string, RowKey> {
  const rows = new Map<string, RowKey>()
  const give = (id: string, row: RowKey) => rows.set(id, rows.get(id) ?? row)
  const isBelow = new Set(below)
  give(unitId, 'own')
  for (const pair of pairs)
    if (isBelow.has(pair.rootId) && pair.partId === pair.rootId) give(pair.unitId, `below-${pair.rootId}`)
  for (const pair of pairs) if (isBelow.has(pair.rootId)) give(pair.unitId, `below-${pair.rootId}`)
  for (const pair of pairs) {
    if (pair.rootId === unitId) give(pair.unitId, pair.partId === unitId ? 'ended' : `before-${pair.partId}`)
  }
  return rows
}

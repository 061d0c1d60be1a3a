import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Refusal } from '../../../vocabulary/refusal.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import type { Indicator } from '../rules/indicator.ts'
import type { Reading } from '../rules/reading.ts'
import { type FigureRow, figuresOfFact, type Span } from './compile.ts'
import { countedUnits } from './counted-units.ts'
import { indicatorDefinitions } from './definitions.ts'

/** An amount with the number of records behind it. */
export type Amount = { value: number; recordCount: number }

const NOTHING: Amount = { value: 0, recordCount: 0 }

/** One indicator of one unit in one period. */
export type Figure = {
  indicator: Indicator
  unitId: string
  /** The unit with all units below it; null when it cannot be counted, which is not the same as nought. */
  total: Amount | null
  /** What the unit did itself, without the units below it. */
  own: Amount | null
  /**
   * Reading of the time: what the unit with those below it did, and what each of its predecessors had done; together the total.
   * Only the unit itself when it has no predecessors or they did nothing.
   */
  parts: readonly (Amount & { unitId: string })[]
  /** Reading of today: what of the total can be given to no single unit of today. */
  unallocated: Amount
  /** As much of it as belongs to no unit below this one: with this and its own part the units below make up the total. */
  unallocatedHere: Amount
  /** The part done on behalf of other bodies, body by body. */
  onBehalfOf: readonly (Amount & { unitId: string })[]
  /** Why it cannot be counted (`indicators.no-such-fact` …); null when it can. */
  refusal: Refusal | null
}

export type FiguresAsked = {
  /** All that are defined when left out. */
  indicators?: readonly string[] | undefined
  unitIds: readonly string[]
  /** Both days are inside. */
  period: { from: CalendarDate; to: CalendarDate }
  /** The day of states and, in the reading of the time, of the tree of units; the last day of the period when left out. */
  asOf?: CalendarDate | undefined
  /** How figures are read across reorganisations; as it was at the time when left out. */
  reading?: Reading | undefined
  /** The day of the tree in the reading of today, which needs it. */
  today?: CalendarDate | undefined
}

/**
 * Counts figures from records: every indicator for every unit asked for, in one pass per kind of record.
 * As it was at the time, units are rolled up over the tree of the period's last day; a unit that ended before it stays under its last
 * parent, so that the work of a district dissolved in June is still in the province's year, and counts for its successor too. In the
 * reading of today, everything counts for what its unit has become. Answers unit by unit, indicators in their order.
 * An indicator whose kind of record nobody offers is answered with a refusal in place of a number.
 * Refuses `indicators.no-such-indicator` for a code that is not defined.
 */
export async function countFigures(database: Database, facts: readonly Fact[], asked: FiguresAsked): Promise<Figure[]> {
  const definitions = await indicatorDefinitions(database, asked.indicators)
  const span: Span = { ...asked.period, asOf: asked.asOf ?? asked.period.to }
  const figures = new Map<string, Figure>()
  const key = (unitId: string, code: string) => `${unitId} ${code}`
  const factOf = new Map(facts.map((fact) => [fact.code, fact]))
  for (const unitId of asked.unitIds) {
    for (const indicator of definitions) {
      const refusal = whyNotCountable(indicator, factOf.get(indicator.factCode))
      const nothing = refusal ? null : NOTHING
      figures.set(key(unitId, indicator.code), {
        indicator,
        unitId,
        total: nothing,
        own: nothing,
        parts: [],
        unallocated: NOTHING,
        unallocatedHere: NOTHING,
        onBehalfOf: [],
        refusal,
      })
    }
  }
  const { unitIds, reading = 'then' } = asked
  const counted = await countedUnits(database, { unitIds, asOf: span.asOf, today: asked.today ?? span.asOf, reading })
  for (const fact of facts) {
    const countable = definitions.filter(
      (indicator) => indicator.factCode === fact.code && whyNotCountable(indicator, fact) === null,
    )
    if (countable.length === 0 || unitIds.length === 0) continue
    const { rows } = await figuresOfFact(fact, countable, counted, span).execute(database)
    for (const row of rows) {
      for (const [index, indicator] of countable.entries()) {
        const added = amountIn(row, index)
        const before = figures.get(key(row.unit_id, indicator.code))
        if (before && added.recordCount > 0) figures.set(key(row.unit_id, indicator.code), withRow(before, row, added))
      }
    }
  }
  return [...figures.values()]
}

function amountIn(row: FigureRow, index: number): Amount {
  return { value: Number(row[`value_${index}`]), recordCount: Number(row[`records_${index}`]) }
}

function withRow(figure: Figure, row: FigureRow, added: Amount): Figure {
  const body = row.behalf_unit_id
  return {
    ...figure,
    total: sum(figure.total, added),
    own: row.is_here && row.is_allocated ? sum(figure.own, added) : figure.own,
    parts: withUnit(figure.parts, row.part_id, added),
    unallocated: row.is_allocated ? figure.unallocated : sum(figure.unallocated, added),
    unallocatedHere: row.is_here && !row.is_allocated ? sum(figure.unallocatedHere, added) : figure.unallocatedHere,
    onBehalfOf: body === null ? figure.onBehalfOf : withUnit(figure.onBehalfOf, body, added),
  }
}

function withUnit(units: Figure['onBehalfOf'], unitId: string, added: Amount): Figure['onBehalfOf'] {
  const before = units.find((unit) => unit.unitId === unitId)
  return [...units.filter((unit) => unit !== before), { unitId, ...sum(before ?? null, added) }].sort(
    (first, second) => Number(first.unitId) - Number(second.unitId),
  )
}

function sum(before: Amount | null, added: Amount): Amount {
  return { value: (before?.value ?? 0) + added.value, recordCount: (before?.recordCount ?? 0) + added.recordCount }
}

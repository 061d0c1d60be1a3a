import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Refusal } from '../../../vocabulary/refusal.ts'
import { inOrder } from '../rules/cycle.ts'
import { derivedFigure, operandsOf, type Tally } from '../rules/derived-figure.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { type Indicator, isCounted } from '../rules/indicator.ts'
import type { Reading } from '../rules/reading.ts'
import { whyNotInUse } from '../rules/version.ts'
import type { Span } from './compile.ts'
import { countedUnits } from './counted-units.ts'
import { indicatorDefinitions } from './definitions.ts'
import { tally } from './tally.ts'
import { asCounted, typedValueFact, valuesOfUnits } from './typed-values.ts'

/** An amount with the number of records behind it. */
export type Amount = { value: number; recordCount: number }

/** One indicator of one unit in one period. */
export type Figure = {
  indicator: Indicator
  unitId: string
  /** The unit with all units below it; null when it cannot be had, which is not the same as nought. */
  total: Amount | null
  /** What the unit did itself, without the units below it. */
  own: Amount | null
  /**
   * Reading of the time: what the unit with those below it did, and what each of its predecessors had done; together the total.
   * Only the unit itself when it has no predecessors or they did nothing; nothing for what does not add up.
   */
  parts: readonly (Amount & { unitId: string })[]
  /** Reading of today: what of the total can be given to no single unit of today. */
  unallocated: Amount
  /** As much of it as belongs to no unit below this one: with this and its own part the units below make up the total. */
  unallocatedHere: Amount
  /** The part done on behalf of other bodies, body by body; nothing for what does not add up. */
  onBehalfOf: readonly (Amount & { unitId: string })[]
  /** Of a share: of how many records which number is part. */
  ofWhole: { part: number; whole: number } | null
  /** Why it cannot be had (`indicators.no-such-fact`, `indicators.divided-by-nought` …); null when it can. */
  refusal: Refusal | null
}

export type FiguresAsked = {
  /** All that are in use when left out. */
  indicators?: readonly string[] | undefined
  /** Definitions that nobody has put into force yet, in place of those that are: how their figures would look. */
  tried?: readonly Indicator[] | undefined
  unitIds: readonly string[]
  /** Both days are inside. The version of a definition is that of the last day. */
  period: { from: CalendarDate; to: CalendarDate }
  /** The day of states and, in the reading of the time, of the tree of units; the last day of the period when left out. */
  asOf?: CalendarDate | undefined
  /** How figures are read across reorganisations; as it was at the time when left out. */
  reading?: Reading | undefined
  /** The day of the tree in the reading of today, which needs it. */
  today?: CalendarDate | undefined
}

/**
 * The figures of units: every indicator for every unit asked for, in one pass per kind of record; formulas and shares are computed from
 * what was counted for the unit with all below it, so that a share of the whole is the quotient of the sums and never a sum of shares.
 * As it was at the time, units are rolled up over the tree of the period's last day; a unit that ended before it stays under its last
 * parent, so that the work of a district dissolved in June is still in the province's year, and counts for its successor too. In the
 * reading of today, everything counts for what its unit has become. Answers unit by unit, indicators in their order.
 * An indicator whose kind of record nobody offers, or that divides by nought, is answered with a refusal in place of a number.
 * Refuses `indicators.no-such-indicator` for a code that is not defined.
 */
export async function countFigures(database: Database, facts: readonly Fact[], asked: FiguresAsked): Promise<Figure[]> {
  const { unitIds, period, reading = 'then' } = asked
  const { wanted, book } = await definitionsFor(database, asked)
  const span: Span = { ...period, asOf: asked.asOf ?? period.to }
  const uses = (code: string) => operandsOf(book.get(code)).filter((operand) => book.has(operand))
  const needed = inOrder(
    wanted.map((indicator) => indicator.code),
    uses,
  ).flatMap((code) => book.get(code) ?? [])
  const whyNot = refusalsOf(needed, [...facts, typedValueFact], period)
  const countable = needed.filter((indicator) => isCounted(indicator) && !whyNot.has(indicator.code)).map(asCounted)
  const typed = needed.filter((indicator) => indicator.measure === 'typed' && !isCounted(indicator))
  const units = await countedUnits(database, { unitIds, asOf: span.asOf, today: asked.today ?? span.asOf, reading })
  const [tallies, values] = await Promise.all([
    tally(database, [...facts, typedValueFact], { indicators: countable, counted: units, unitIds, span }),
    valuesOfUnits(database, { indicators: typed.map(({ code }) => code), unitIds, period }),
  ])
  return unitIds.flatMap((unitId) => {
    const counted = tallies.get(unitId)
    const published = values.filter((each) => each.unitId === unitId)
    const ofUnit = new Map<string, Tally>()
    const tallyOf = (operand: string) => ofUnit.get(operand)
    for (const indicator of needed) {
      const { code } = indicator
      const value = published.find((each) => each.indicatorCode === code)?.value
      const refusal = whyNot.get(code) ?? null
      ofUnit.set(code, derivedFigure(indicator, unitId, { counted: counted?.get(code), value, refusal, tallyOf }))
    }
    return wanted.map(
      (indicator): Figure => (ofUnit.get(indicator.code) ?? derivedFigure(indicator, unitId, {})).figure,
    )
  })
}

/** The definitions asked for, each in its version of the period's last day, and all there are, by code. */
async function definitionsFor(database: Database, { indicators, tried = [], period }: FiguresAsked) {
  const codesTried = tried.map((indicator) => indicator.code)
  const defined = await indicatorDefinitions(database, undefined, period.to)
  const book = new Map([...defined, ...tried].map((indicator) => [indicator.code, indicator]))
  const unknown = indicators?.filter((code) => !book.has(code)) ?? []
  if (unknown.length > 0) await indicatorDefinitions(database, unknown)
  const wanted = [...defined.filter(({ code }) => !codesTried.includes(code)), ...tried].filter((indicator) =>
    indicators === undefined ? whyNotInUse(indicator, period) === null : indicators.includes(indicator.code),
  )
  return { wanted, book }
}

function refusalsOf(
  indicators: readonly Indicator[],
  facts: readonly Fact[],
  period: FiguresAsked['period'],
): Map<string, Refusal> {
  const factOf = new Map(facts.map((fact) => [fact.code, fact]))
  return new Map(
    indicators.flatMap((indicator) => {
      const counted = asCounted(indicator)
      const why =
        whyNotInUse(indicator, period) ??
        (isCounted(indicator) ? whyNotCountable(counted, factOf.get(counted.factCode ?? '')) : null)
      return why === null ? [] : [[indicator.code, why] as const]
    }),
  )
}

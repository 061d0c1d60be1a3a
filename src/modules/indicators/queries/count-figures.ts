import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Refusal } from '../../../vocabulary/refusal.ts'
import type { Counted } from '../rules/counted.ts'
import { inOrder } from '../rules/cycle.ts'
import { derivedFigure, operandsOf, type Tally } from '../rules/derived-figure.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { type Indicator, isCounted } from '../rules/indicator.ts'
import type { Reading } from '../rules/reading.ts'
import { splitBy } from '../rules/split.ts'
import { whyNotInUse } from '../rules/version.ts'
import { type CountedUnits, countedUnits } from './counted-units.ts'
import { definitionsOn, indicatorVersions, noSuchIndicator } from './definitions.ts'
import { spansOfOneTree } from './spans-of-one-tree.ts'
import { tally } from './tally.ts'
import { asCounted, typedValueFact, type ValueInForce, valuesOfUnits } from './typed-values.ts'

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

/** One kind of record taken apart by the values of one of its dimensions. */
export type Split = { factCode: string; dimension: string; values: readonly string[] }

/** The same for several periods; `asOf` of each is its last day when left out. */
export type PeriodsAsked = Omit<FiguresAsked, 'period' | 'asOf'> & {
  periods: readonly { from: CalendarDate; to: CalendarDate; asOf?: CalendarDate | undefined }[]
  /** Besides each figure of this kind of record, as much of it as each value has, under `splitCode`. */
  split?: Split | undefined
}

/** Under which code the part of a figure is answered that one value of a dimension has. */
export const splitCode = (code: string, value: string): string => `${code} ${value}`

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
  const { period, asOf, ...rest } = asked
  const [figures = []] = await countFiguresOfPeriods(database, facts, { ...rest, periods: [{ ...period, asOf }] })
  return figures
}

/**
 * The same for many periods at once, period by period in the order asked for: still one pass per kind of record, except that in the
 * reading of the time periods with different trees of units are counted apart. Refuses as `countFigures` does.
 */
export async function countFiguresOfPeriods(
  database: Database,
  facts: readonly Fact[],
  asked: PeriodsAsked,
): Promise<Figure[][]> {
  const { unitIds } = asked
  const offered = [...facts, typedValueFact]
  const [versions, trees] = await Promise.all([indicatorVersions(database), treesOf(database, asked)])
  const plans = asked.periods.map((period, index) => ({ index, ...planFor(versions, offered, asked, period) }))
  const answers: Figure[][] = plans.map(() => [])
  for (const { periods, counted } of trees) {
    const group = periods.flatMap((index) => plans[index] ?? [])
    const spans = group.map(({ span, countable }) => ({ span, indicators: countable }))
    const tallies = await tally(database, offered, { spans, counted, unitIds })
    const published = await Promise.all(
      group.map(({ typed, span }) => valuesOfUnits(database, { indicators: typed, unitIds, period: span })),
    )
    for (const [at, plan] of group.entries()) {
      const values = published[at] ?? []
      answers[plan.index] = unitIds.flatMap((unitId) => {
        const ofUnit = values.filter((each) => each.unitId === unitId)
        return figuresOfUnit(unitId, plan, { counted: tallies[at]?.get(unitId), values: ofUnit })
      })
    }
  }
  return answers
}

/** The trees of units over which the periods are rolled up, each with the places of its periods. */
async function treesOf(database: Database, { periods, unitIds, reading = 'then', today }: PeriodsAsked) {
  const spans = periods.map((period, index) => ({ index, span: spanOf(period) }))
  const trees: { periods: number[]; counted: CountedUnits }[] = []
  for (const group of await spansOfOneTree(database, spans, { reading, today })) {
    const asOf = group[0]?.span.asOf ?? ''
    const counted = await countedUnits(database, { unitIds, asOf, today: today ?? asOf, reading })
    trees.push({ periods: group.map(({ index }) => index), counted })
  }
  return trees
}

const spanOf = ({ from, to, asOf }: PeriodsAsked['periods'][number]) => ({ from, to, asOf: asOf ?? to })

type Plan = ReturnType<typeof planFor>

/** What has to be counted for one period, each definition in its version of the period's last day. */
function planFor(
  versions: readonly Indicator[],
  facts: readonly Fact[],
  { indicators, tried = [], split }: PeriodsAsked,
  period: PeriodsAsked['periods'][number],
) {
  const span = spanOf(period)
  const codesTried = tried.map((indicator) => indicator.code)
  const defined = definitionsOn(versions, span.to)
  const book = new Map([...defined, ...tried].map((indicator) => [indicator.code, indicator]))
  const unknown = indicators?.find((code) => !book.has(code))
  if (unknown !== undefined) throw noSuchIndicator(unknown)
  const whole = [...defined.filter(({ code }) => !codesTried.includes(code)), ...tried].filter((indicator) =>
    indicators === undefined ? whyNotInUse(indicator, span) === null : indicators.includes(indicator.code),
  )
  const parts = whole.flatMap((indicator) => partsOf(indicator, split))
  for (const part of parts) book.set(part.code, part)
  const wanted = [...whole, ...parts]
  const uses = (code: string) => operandsOf(book.get(code)).filter((operand) => book.has(operand))
  const needed = inOrder(
    wanted.map((indicator) => indicator.code),
    uses,
  ).flatMap((code) => book.get(code) ?? [])
  const whyNot = refusalsOf(needed, facts, span)
  const isTyped = (indicator: Indicator) => indicator.measure === 'typed' && !isCounted(indicator)
  return {
    span,
    wanted,
    needed,
    whyNot,
    countable: needed.filter((indicator) => isCounted(indicator) && !whyNot.has(indicator.code)).map(asCounted),
    typed: needed.filter(isTyped).map(({ code }) => code),
  }
}

function partsOf(indicator: Indicator, split: Split | undefined): Indicator[] {
  if (!split || indicator.factCode !== split.factCode) return []
  return split.values.map((value) => ({
    ...splitBy(indicator, { dimension: split.dimension, value }),
    code: splitCode(indicator.code, value),
  }))
}

function figuresOfUnit(
  unitId: string,
  { wanted, needed, whyNot }: Plan,
  found: { counted: ReadonlyMap<string, Counted> | undefined; values: readonly ValueInForce[] },
): Figure[] {
  const ofUnit = new Map<string, Tally>()
  const tallyOf = (operand: string) => ofUnit.get(operand)
  for (const indicator of needed) {
    const { code } = indicator
    const value = found.values.find((each) => each.indicatorCode === code)?.value
    const refusal = whyNot.get(code) ?? null
    ofUnit.set(code, derivedFigure(indicator, unitId, { counted: found.counted?.get(code), value, refusal, tallyOf }))
  }
  return wanted.map((indicator): Figure => (ofUnit.get(indicator.code) ?? derivedFigure(indicator, unitId, {})).figure)
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

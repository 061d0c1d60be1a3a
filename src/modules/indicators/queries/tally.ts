import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { addDays, daysBetween } from '../../../vocabulary/calendar-date.ts'
import { type Counted, withDifferent, withRow } from '../rules/counted.ts'
import type { Indicator } from '../rules/indicator.ts'
import { addsOne, type FigureRow, figuresOfFact, type Span } from './compile.ts'
import type { CountedUnits } from './counted-units.ts'

/** A span with the definitions by which its figures are computed: an indicator may have another version in another span. */
export type SpanToCount = { span: Span; indicators: readonly Indicator[] }

/** What was counted, by unit and then by code of the indicator; where nothing was found there is no entry. */
export type Tallies = ReadonlyMap<string, ReadonlyMap<string, Counted>>

/**
 * What was counted in each span. One pass a fact, whatever the number of spans; two where a fact is asked both for what happened and for
 * what holds on a day, because other indexes find them; and what happened in a long time in two halves, which are counted at once.
 */
export async function tally(
  database: Database,
  facts: readonly Fact[],
  asked: { spans: readonly SpanToCount[]; unitIds: readonly string[]; counted: CountedUnits },
): Promise<Tallies[]> {
  const found = asked.spans.map(() => new Map<string, Map<string, Counted>>())
  if (asked.unitIds.length === 0) return found
  const spans = asked.spans.map(({ span }) => span)
  const count = (pass: Pass) => figuresOfFact(pass.fact, pass.versions, asked.counted, pass.spans).execute(database)
  const all = passes(facts, asked.spans).flatMap((pass) => inHalves({ ...pass, spans }))
  for (const [{ versions }, { rows }] of await twoAtOnce(all, count)) {
    const inForce = asked.spans.map(({ indicators }) =>
      versions.map((version) => indicators.some((each) => isSameVersion(each, version))),
    )
    const ofSpans = inForce.map((is) => columnsOf(versions).filter((_, index) => is[index]))
    for (const row of rows) {
      const ofSpan = found[row.span]
      if (!ofSpan) continue
      const ofUnit = ofSpan.get(row.unit_id) ?? new Map<string, Counted>()
      ofSpan.set(row.unit_id, ofUnit)
      addRow(ofUnit, row, ofSpans[row.span] ?? [])
    }
  }
  return found
}

/** An indicator with the columns of a line that are its own; no `value` where each record adds one. */
type Columns = { code: string; index: number; records: string; value: string | null }

const columnsOf = (versions: readonly Indicator[]): Columns[] =>
  versions.map((version, index) => ({
    ...{ code: version.code, index, records: `records_${index}` },
    value: addsOne(version) ? null : `value_${index}`,
  }))

/** Adds one line to what was counted of the unit; `columns` are those of the indicators that are in force in the line's span. */
function addRow(ofUnit: Map<string, Counted>, row: FigureRow, columns: readonly Columns[]): void {
  const place = {
    partId: row.part_id,
    bodyId: row.behalf_unit_id,
    isHere: row.is_here,
    isAllocated: row.is_allocated,
  }
  for (const { code, index, records, value } of columns) {
    if (row.distinct_index !== null) {
      if (row.distinct_index === index)
        ofUnit.set(code, withDifferent(ofUnit.get(code), Number(row.distinct_total), Number(row.distinct_own)))
      continue
    }
    const recordCount = Number(row[records])
    if (recordCount === 0) continue
    const added = { value: value === null ? recordCount : Number(row[value]), recordCount }
    ofUnit.set(code, withRow(ofUnit.get(code), place, added))
  }
}

type Pass = { fact: Fact; versions: readonly Indicator[]; spans: readonly Span[] }

/** A quarter and less is counted in one: a statement more would take longer than it spares. */
const LONG = 100

/**
 * The same pass as two, each over half of the days: a year of a large table is counted in three quarters of the time. Lines of
 * what happened add up, whichever half they come from; different persons do not, and what holds on a day has no halves.
 */
function inHalves(pass: Pass): Pass[] {
  const addsUp = pass.versions.every(({ time, measure }) => time === 'flow' && measure !== 'distinct')
  if (!addsUp || pass.spans.every(({ from, to }) => daysBetween(from, to) < LONG)) return [pass]
  const middle = ({ from, to }: Span) => addDays(from, Math.floor(daysBetween(from, to) / 2))
  return [
    { ...pass, spans: pass.spans.map((span) => ({ ...span, to: middle(span) })) },
    { ...pass, spans: pass.spans.map((span) => ({ ...span, from: addDays(middle(span), 1) })) },
  ]
}

/**
 * What becomes of each, in their order; the second is asked for while the first is counted. No more, so that one who looks at a large
 * table does not take the connections of all others. Within a transaction they wait for each other by themselves.
 */
async function twoAtOnce<Each, Answer>(all: readonly Each[], ask: (each: Each) => Promise<Answer>) {
  const answers: [Each, Answer][] = []
  let next = 0
  const askInTurn = async () => {
    while (next < all.length) {
      const place = next++
      const each = all[place] as Each
      answers[place] = [each, await ask(each)]
    }
  }
  await Promise.all([askInTurn(), askInTurn()])
  return answers
}

function passes(facts: readonly Fact[], spans: readonly SpanToCount[]): Omit<Pass, 'spans'>[] {
  return facts.flatMap((fact) => {
    const versions = versionsOf(fact, spans)
    return (['flow', 'state'] as const)
      .map((time) => ({ fact, versions: versions.filter((version) => version.time === time) }))
      .filter((pass) => pass.versions.length > 0)
  })
}

/** All definitions of a fact that are needed in some span, each once. */
function versionsOf(fact: Fact, spans: readonly SpanToCount[]): Indicator[] {
  const versions: Indicator[] = []
  for (const indicator of spans.flatMap(({ indicators }) => indicators)) {
    if (indicator.factCode !== fact.code) continue
    if (!versions.some((known) => isSameVersion(known, indicator))) versions.push(indicator)
  }
  return versions
}

const isSameVersion = (one: Indicator, other: Indicator) =>
  one === other || (one.code === other.code && one.version === other.version)

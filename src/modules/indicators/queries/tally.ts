import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { type Counted, withDifferent, withRow } from '../rules/counted.ts'
import type { Indicator } from '../rules/indicator.ts'
import { figuresOfFact, type Span } from './compile.ts'
import type { CountedUnits } from './counted-units.ts'

/** A span with the definitions by which its figures are computed: an indicator may have another version in another span. */
export type SpanToCount = { span: Span; indicators: readonly Indicator[] }

/**
 * What was counted in each span of each indicator for each unit, by `unit code`; a unit of which nothing was found is left out. One
 * pass a fact, whatever the number of spans.
 */
export async function tally(
  database: Database,
  facts: readonly Fact[],
  asked: { spans: readonly SpanToCount[]; unitIds: readonly string[]; counted: CountedUnits },
): Promise<Map<string, Counted>[]> {
  const found = asked.spans.map(() => new Map<string, Counted>())
  for (const fact of facts) {
    const versions = versionsOf(fact, asked.spans)
    if (versions.length === 0 || asked.unitIds.length === 0) continue
    const spans = asked.spans.map(({ span }) => span)
    const { rows } = await figuresOfFact(fact, versions, asked.counted, spans).execute(database)
    for (const row of rows) {
      const ofSpan = found[row.span]
      if (!ofSpan) continue
      for (const [index, indicator] of versions.entries()) {
        if (!asked.spans[row.span]?.indicators.some((inForce) => isSameVersion(inForce, indicator))) continue
        const key = `${row.unit_id} ${indicator.code}`
        if (row.distinct_index !== null) {
          if (row.distinct_index !== index) continue
          ofSpan.set(key, withDifferent(ofSpan.get(key), Number(row.distinct_total), Number(row.distinct_own)))
          continue
        }
        const added = { value: Number(row[`value_${index}`]), recordCount: Number(row[`records_${index}`]) }
        if (added.recordCount === 0) continue
        const place = {
          partId: row.part_id,
          bodyId: row.behalf_unit_id,
          isHere: row.is_here,
          isAllocated: row.is_allocated,
        }
        ofSpan.set(key, withRow(ofSpan.get(key), place, added))
      }
    }
  }
  return found
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

import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { type Counted, withDifferent, withRow } from '../rules/counted.ts'
import type { Indicator } from '../rules/indicator.ts'
import { figuresOfFact, type Span } from './compile.ts'
import type { CountedUnits } from './counted-units.ts'

/** What was counted of each indicator for each unit, by `unit code`; a unit of which nothing was found is left out. One pass a fact. */
export async function tally(
  database: Database,
  facts: readonly Fact[],
  asked: { indicators: readonly Indicator[]; unitIds: readonly string[]; counted: CountedUnits; span: Span },
): Promise<Map<string, Counted>> {
  const found = new Map<string, Counted>()
  for (const fact of facts) {
    const indicators = asked.indicators.filter((indicator) => indicator.factCode === fact.code)
    if (indicators.length === 0 || asked.unitIds.length === 0) continue
    const { rows } = await figuresOfFact(fact, indicators, asked.counted, asked.span).execute(database)
    for (const row of rows) {
      for (const [index, indicator] of indicators.entries()) {
        const key = `${row.unit_id} ${indicator.code}`
        if (row.distinct_index !== null) {
          if (row.distinct_index !== index) continue
          found.set(key, withDifferent(found.get(key), Number(row.distinct_total), Number(row.distinct_own)))
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
        found.set(key, withRow(found.get(key), place, added))
      }
    }
  }
  return found
}

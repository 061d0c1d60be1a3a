import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { type Counted, withDifferent, withRow } from '../rules/counted.ts'
import type { Indicator } from '../rules/indicator.ts'
import { addsOne, figuresOfFact, type Span } from './compile.ts'
import type { CountedUnits } from './counted-units.ts'

/**
 * What was counted of each indicator, by unit and then by code; where nothing was found there is no entry. One pass a fact; two
 * where a fact is asked both for what happened and for what holds on a day, because other indexes find them.
 */
export async function tally(
  database: Database,
  facts: readonly Fact[],
  asked: { indicators: readonly Indicator[]; unitIds: readonly string[]; counted: CountedUnits; span: Span },
): Promise<ReadonlyMap<string, ReadonlyMap<string, Counted>>> {
  const found = new Map<string, Map<string, Counted>>()
  for (const { fact, indicators } of passes(facts, asked.indicators)) {
    if (asked.unitIds.length === 0) continue
    const { rows } = await figuresOfFact(fact, indicators, asked.counted, asked.span).execute(database)
    for (const row of rows) {
      const ofUnit = found.get(row.unit_id) ?? new Map<string, Counted>()
      found.set(row.unit_id, ofUnit)
      const place = {
        partId: row.part_id,
        bodyId: row.behalf_unit_id,
        isHere: row.is_here,
        isAllocated: row.is_allocated,
      }
      for (const [index, indicator] of indicators.entries()) {
        const { code } = indicator
        if (row.distinct_index !== null) {
          if (row.distinct_index !== index) continue
          ofUnit.set(code, withDifferent(ofUnit.get(code), Number(row.distinct_total), Number(row.distinct_own)))
          continue
        }
        const recordCount = Number(row[`records_${index}`])
        if (recordCount === 0) continue
        const added = { value: addsOne(indicator) ? recordCount : Number(row[`value_${index}`]), recordCount }
        ofUnit.set(code, withRow(ofUnit.get(code), place, added))
      }
    }
  }
  return found
}

function passes(facts: readonly Fact[], indicators: readonly Indicator[]) {
  return facts.flatMap((fact) =>
    (['flow', 'state'] as const)
      .map((time) => ({
        fact,
        indicators: indicators.filter((indicator) => indicator.factCode === fact.code && indicator.time === time),
      }))
      .filter((pass) => pass.indicators.length > 0),
  )
}

import { z } from 'zod'
import { criteriaSetSchema } from './criteria-set-schema.ts'

/**
 * The JSON Schema (2020-12) of a criteria set, for editors that check while one types; `docs/criteria-set.schema.json` is this.
 * What it can't say (sums, overlapping thresholds) is said by `criteria check`.
 */
export function publishedSchema(): object {
  const schema = JSON.stringify(z.toJSONSchema(criteriaSetSchema, { io: 'input' }))
  return { title: 'Bộ tiêu chí chấm điểm và xếp loại', ...JSON.parse(schema, withNumberPattern) }
}

/** A number may be written either way, `2.5` or `"2.5"`; the text must be a number too. */
function withNumberPattern(_name: string, value: unknown): unknown {
  const isEither =
    typeof value === 'object' && value !== null && 'type' in value && String(value.type) === 'string,number'
  return isEither ? { ...value, pattern: '^-?\\d{1,15}(\\.\\d{1,8})?$' } : value
}

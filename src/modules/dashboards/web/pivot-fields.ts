import { z } from 'zod'
import { addressChoice, addressDay, addressId } from '../../../platform/http/address-fields.ts'
import {
  AXES,
  type Axis,
  LEVELS,
  type Level,
  MOST_INDICATORS,
  type PivotQuestion,
  SHOWN_AS,
  type ShownAs,
} from '../rules/pivot.ts'
import { SPANS, type SpanChoice, STEPS, type Step } from '../rules/span.ts'

const CODE = /^[a-z-]{1,60}\.[a-z0-9-]{1,80}$/
const DIMENSION = /^[a-z-]{1,60}\.[a-z_]{1,40}$/

const matching = (pattern: RegExp) =>
  z
    .string()
    .optional()
    .transform((given) => (given !== undefined && pattern.test(given) ? given : undefined))

/** The names under which the chosen indicators stand in an address. */
export const INDICATOR_FIELDS = Array.from({ length: MOST_INDICATORS }, (_, index) => `indicator${index + 1}`)
const indicators = Object.fromEntries(INDICATOR_FIELDS.map((name) => [name, matching(CODE)]))

/** A table as its address asks for it; what cannot be read is as good as not asked. */
export const PivotQuery = z.object({
  ...indicators,
  rows: addressChoice<Axis>(AXES),
  columns: addressChoice<Axis>(AXES),
  dimension: matching(DIMENSION),
  unit: addressId,
  level: addressChoice<Level>(LEVELS),
  span: addressChoice<SpanChoice>(SPANS),
  from: addressDay,
  to: addressDay,
  step: addressChoice<Step>(STEPS),
  reading: matching(/^(now|then)$/).transform((reading) => reading as 'now' | 'then' | undefined),
  shownAs: addressChoice<ShownAs>(SHOWN_AS),
})

/** The same with nothing left open. */
export function questionOf(query: z.output<typeof PivotQuery>): PivotQuestion {
  const given: Readonly<Record<string, unknown>> = query
  const chosen = INDICATOR_FIELDS.flatMap((name) => (typeof given[name] === 'string' ? [given[name]] : []))
  const rows = query.rows ?? 'unit'
  const columns = query.columns ?? (rows === 'indicator' ? 'period' : 'indicator')
  return {
    indicators: chosen.length > 0 ? [...new Set(chosen)] : ['dialogue.count', 'petition.received'],
    rows,
    columns: columns === rows ? otherThan(rows) : columns,
    dimension: query.dimension ?? null,
    unitId: query.unit ?? null,
    level: query.level ?? 'below',
    span: query.span ?? 'this-year',
    from: query.from ?? null,
    to: query.to ?? null,
    step: query.step ?? 'quarter',
    reading: query.reading ?? 'now',
    shownAs: query.shownAs ?? 'table',
  }
}

const otherThan = (axis: Axis): Axis => (axis === 'indicator' ? 'period' : 'indicator')

/** The question as the questions of an address. */
export function addressOfQuestion(question: PivotQuestion): string {
  const { indicators: codes, unitId, ...rest } = question
  const values = {
    ...Object.fromEntries(codes.map((code, index) => [INDICATOR_FIELDS[index] ?? '', code])),
    ...rest,
    unit: unitId,
  }
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      value === null || value === undefined || name === '' ? [] : [[name, String(value)]],
    ),
  ).toString()
}

import { z } from 'zod'
import { addressChoice, addressDay, addressId } from '../../../platform/http/address-fields.ts'
import { AXES, type Axis, LEVELS, type Level, type PivotQuestion, SHOWN_AS, type ShownAs } from '../rules/pivot.ts'
import { SPANS, type SpanChoice, STEPS, type Step } from '../rules/span.ts'

const CODE = /^[a-z-]{1,60}\.[a-z0-9-]{1,80}$/
const DIMENSION = /^[a-z-]{1,60}\.[a-z_]{1,40}$/

const matching = (pattern: RegExp) =>
  z
    .string()
    .optional()
    .transform((given) => (given !== undefined && pattern.test(given) ? given : undefined))

/** The chosen indicators: as often in the address as there are. */
const indicator = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [...new Set([given ?? []].flat())].filter((code) => CODE.test(code)))

/** A table as its address asks for it; what cannot be read is as good as not asked. */
export const PivotQuery = z.object({
  indicator,
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
  const rows = query.rows ?? 'unit'
  const columns = query.columns ?? (rows === 'indicator' ? 'period' : 'indicator')
  return {
    indicators: query.indicator.length > 0 ? query.indicator : ['dialogue.count', 'petition.received'],
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
  const { indicators, unitId, ...rest } = question
  const others = Object.entries({ ...rest, unit: unitId }).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  )
  return new URLSearchParams([...indicators.map((code): [string, string] => ['indicator', code]), ...others]).toString()
}

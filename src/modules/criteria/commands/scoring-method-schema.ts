import { z } from 'zod'
import type { ScoringMethod } from '../rules/scoring-method.ts'
import {
  conditionSchema,
  dateLimitSchema,
  decimalSchema,
  inputSchema,
  measureSchema,
  withAward,
} from './schema-parts.ts'

const interval = {
  from: decimalSchema.exactOptional(),
  above: decimalSchema.exactOptional(),
  to: decimalSchema.exactOptional(),
  below: decimalSchema.exactOptional(),
}

const limit = { atMost: decimalSchema.exactOptional() }

const lateSchema = z.union([
  z.strictObject({ steps: z.array(withAward({ upToDays: z.int().positive().exactOptional() })) }),
  z.strictObject({ eachDay: withAward({}) }),
])

/** How a criterion is scored, as it is written in a file. */
export const scoringMethodSchema: z.ZodType<ScoringMethod> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('yes-no'), when: conditionSchema.exactOptional() }),
    z.strictObject({
      kind: z.literal('levels'),
      levels: z.array(withAward({ code: z.string().min(1), title: z.string() })),
    }),
    z.strictObject({
      kind: z.literal('steps'),
      of: measureSchema,
      steps: z.array(withAward({ ...interval, label: z.string().exactOptional() })),
    }),
    z.strictObject({
      kind: z.literal('ratio'),
      numerator: inputSchema,
      denominator: inputSchema,
      noneBelow: decimalSchema.exactOptional(),
      fullFrom: decimalSchema.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('per-item'),
      items: z.array(z.strictObject({ of: inputSchema, each: decimalSchema, ...limit })),
    }),
    z.strictObject({
      kind: z.literal('deduction'),
      takenFrom: z.enum(['criterion', 'group', 'total']),
      before: scoringMethodSchema.exactOptional(),
      occurrences: z.array(withAward({ of: inputSchema, ...limit })),
    }),
    z.strictObject({
      kind: z.literal('bonus'),
      awards: z.array(z.strictObject({ of: inputSchema, points: decimalSchema, ...limit })),
      combine: z.enum(['sum', 'highest']),
    }),
    z.strictObject({ kind: z.literal('imported'), of: inputSchema, outOf: decimalSchema.exactOptional() }),
    z.strictObject({ kind: z.literal('free') }),
    z.strictObject({
      kind: z.literal('date'),
      of: inputSchema.exactOptional(),
      limit: dateLimitSchema,
      late: lateSchema,
    }),
  ]),
)

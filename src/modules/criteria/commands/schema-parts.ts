import { z } from 'zod'
import type { Comparison, Condition } from '../rules/condition.ts'
import type { DateLimit } from '../rules/date-limit.ts'
import type { Input, Measure } from '../rules/input.ts'
import type { DecimalText } from '../rules/score-scale.ts'

/** The shapes that several parts of a file of criteria share. What a shape can't say is said by `checkSet`. */

/** A number written in JSON either way, `2.5` or `"2.5"`, kept as its digits. */
export const decimalSchema: z.ZodType<DecimalText> = z
  .union([z.string(), z.number().transform(String)], { error: 'Cần một số, viết bằng dấu chấm, ví dụ 2.5.' })
  .refine((text) => /^-?\d{1,15}(\.\d{1,8})?$/.test(text), { error: 'Cần một số, viết bằng dấu chấm, ví dụ 2.5.' })

export const inputSchema: z.ZodType<Input> = z.union([
  z.strictObject({ figure: z.string().min(1), title: z.string() }),
  z.strictObject({ indicator: z.string().min(1), title: z.string() }),
  z.strictObject({ number: decimalSchema, title: z.string() }),
])

export const measureSchema: z.ZodType<Measure> = z.union([
  z.strictObject({ numerator: inputSchema, denominator: inputSchema }),
  inputSchema,
])

/** Points, or a percent of the maximum, beside the other parts of a level, a step or an occurrence. */
export function withAward<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.union([
    z.strictObject({ ...shape, points: decimalSchema }),
    z.strictObject({ ...shape, percent: decimalSchema }),
  ])
}

export const dateLimitSchema: z.ZodType<DateLimit> = z.strictObject({
  monthDay: z.string().regex(/^\d{2}-\d{2}$/, { error: 'Viết tháng-ngày bằng bốn chữ số, ví dụ 12-05.' }),
  year: z.enum(['previous', 'same', 'next']),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Viết giờ:phút, ví dụ 17:00.' })
    .exactOptional(),
  included: z.boolean(),
})

const comparisonSchema: z.ZodType<Comparison> = z.enum(['at-least', 'more-than', 'at-most', 'less-than', 'equal'])

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ of: measureSchema, is: comparisonSchema, value: decimalSchema }),
    z.strictObject({ yes: z.string().min(1), title: z.string() }),
    z.strictObject({ pointsOf: z.string().min(1), is: comparisonSchema, value: decimalSchema }),
    z.strictObject({ percentOf: z.string().min(1), is: comparisonSchema, value: decimalSchema }),
    z.strictObject({ sumOf: z.array(z.string().min(1)), is: comparisonSchema, value: decimalSchema }),
    z.strictObject({ dateOf: inputSchema, after: dateLimitSchema }),
    z.strictObject({ all: z.array(conditionSchema) }),
    z.strictObject({ any: z.array(conditionSchema) }),
  ]),
)

import { z } from 'zod'
import { isCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Merger, UnitInputs } from '../rules/unit-inputs.ts'

const figuresSchema = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]))

const work = {
  notApplicable: z.array(z.string()).exactOptional(),
  events: z.array(z.strictObject({ criterion: z.string(), count: z.int().nonnegative() })).exactOptional(),
}

const mergerSchema: z.ZodType<Merger> = z.strictObject({
  on: z.string().refine(isCalendarDate, { error: 'Cần một ngày có thật, viết năm-tháng-ngày.' }),
  predecessors: z.array(z.strictObject({ title: z.string().min(1), figures: figuresSchema })).min(1),
})

/** What is put in for a year that two sets share: in `periods` the figures of each part, in the order of time. */
export type YearInputs = UnitInputs & {
  readonly periods?: readonly Pick<UnitInputs, 'figures' | 'notApplicable' | 'events'>[]
}

/** What is put in to score one unit, as it is written in a file. */
const unitInputsSchema: z.ZodType<YearInputs> = z.strictObject({
  unit: z.strictObject({
    code: z.string().min(1).exactOptional(),
    title: z.string().exactOptional(),
    kind: z.string(),
    block: z.string().exactOptional(),
  }),
  year: z.int(),
  ...work,
  figures: figuresSchema.default({}),
  periods: z.array(z.strictObject({ ...work, figures: figuresSchema })).exactOptional(),
  merger: mergerSchema.exactOptional(),
  notRanked: z.string().min(1).exactOptional(),
})

/** One unit, or several, which are then ranked together. */
export const scoreInputsSchema = z.union([z.array(unitInputsSchema), unitInputsSchema])

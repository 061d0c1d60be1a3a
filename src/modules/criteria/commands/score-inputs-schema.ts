import { z } from 'zod'
import type { UnitInputs } from '../rules/unit-inputs.ts'

/** What is put in to score one unit, as it is written in a file. */
const unitInputsSchema: z.ZodType<UnitInputs> = z.strictObject({
  unit: z.strictObject({
    code: z.string().min(1).exactOptional(),
    title: z.string().exactOptional(),
    kind: z.string(),
    block: z.string().exactOptional(),
  }),
  year: z.int(),
  figures: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  notApplicable: z.array(z.string()).exactOptional(),
  events: z.array(z.strictObject({ criterion: z.string(), count: z.int().nonnegative() })).exactOptional(),
  notRanked: z.string().min(1).exactOptional(),
})

/** One unit, or several, which are then ranked together. */
export const scoreInputsSchema = z.union([z.array(unitInputsSchema), unitInputsSchema])

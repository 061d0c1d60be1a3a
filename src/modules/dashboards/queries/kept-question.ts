import { z } from 'zod'
import { isCalendarDate } from '../../../vocabulary/calendar-date.ts'
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

const day = z.string().refine(isCalendarDate).nullable()

/** A question as it is kept. */
const Kept = z.object({
  indicators: z
    .array(z.string().regex(/^[a-z-]{1,60}\.[a-z0-9-]{1,80}$/))
    .min(1)
    .max(MOST_INDICATORS),
  rows: z.enum(Object.keys(AXES) as [Axis, ...Axis[]]),
  columns: z.enum(Object.keys(AXES) as [Axis, ...Axis[]]),
  dimension: z
    .string()
    .regex(/^[a-z-]{1,60}\.[a-z_]{1,40}$/)
    .nullable(),
  unitId: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
  level: z.enum(Object.keys(LEVELS) as [Level, ...Level[]]),
  span: z.enum(Object.keys(SPANS) as [SpanChoice, ...SpanChoice[]]),
  from: day,
  to: day,
  step: z.enum(Object.keys(STEPS) as [Step, ...Step[]]),
  reading: z.enum(['then', 'now']),
  shownAs: z.enum(Object.keys(SHOWN_AS) as [ShownAs, ...ShownAs[]]),
})

/** Reads a kept question; what was kept by an older version of the system and cannot be read is a defect. */
export const keptQuestion = (kept: unknown): PivotQuestion => Kept.parse(kept)

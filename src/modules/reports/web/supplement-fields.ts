import { z } from 'zod'
import { optionalText, text } from '../../../platform/http/form-fields.ts'

export const SUPPLEMENT_LABELS = { reason: 'Lý do bổ sung', content: 'Nội dung bổ sung' } as const

/** Checks what is written in a supplement. */
export const SupplementFields = z.object({
  reason: text(SUPPLEMENT_LABELS.reason, { longest: 2000 }),
  content: optionalText(SUPPLEMENT_LABELS.content, { longest: 10_000 }),
})

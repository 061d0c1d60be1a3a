import { z } from 'zod'
import { text, wholeNumber } from '../../../platform/http/form-fields.ts'

export const OVERRIDE_LABELS = { value: 'Số báo cáo', reason: 'Lý do điều chỉnh', basis: 'Căn cứ' } as const

/** Checks another value that is reported in place of a counted figure: whole, not negative, with its reason and what it rests on. */
export const OverrideFields = z.object({
  value: wholeNumber(OVERRIDE_LABELS.value),
  reason: text(OVERRIDE_LABELS.reason, { longest: 1000 }),
  basis: text(OVERRIDE_LABELS.basis, { longest: 500 }),
})

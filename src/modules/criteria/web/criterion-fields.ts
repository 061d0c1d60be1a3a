import { z } from 'zod'
import { checked, optionalText, storedFiles } from '../../../platform/http/form-fields.ts'

export const CRITERION_LABELS = {
  notApplicable: 'Không áp dụng',
  note: 'Thuyết minh của đơn vị',
  files: 'Tệp minh chứng',
} as const

/** What a unit says of one criterion; the fields for figures follow from the criterion and are read one by one. */
export const CriterionFields = z.looseObject({
  notApplicable: checked(),
  note: optionalText(CRITERION_LABELS.note, { longest: 5000 }),
  files: storedFiles(CRITERION_LABELS.files),
  next: z.string().optional(),
})

import { z } from 'zod'
import { choice, optionalText, recordIds } from '../../../platform/http/form-fields.ts'
import { LIMITS, readerOf } from '../rules/document-limits.ts'

/** What people call the fields of who may read a document. */
export const LIMITS_LABELS = {
  limits: 'Mức hạn chế',
  limitedFiles: 'Tệp hạn chế',
  people: 'Người được đọc',
  roles: 'Chức vụ, vai trò được đọc',
  units: 'Đơn vị được đọc',
  otherPeople: 'Người ở đơn vị khác',
} as const

const L = LIMITS_LABELS

const readerKeys = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat().filter((key) => key !== '')))
  .pipe(z.array(z.string().refine((key) => readerOf(key) !== null, 'Hãy chọn lại trong danh sách.')).max(300))

/** Checks who may read a document. */
export const LimitsFields = z.object({
  limits: choice(L.limits, LIMITS),
  limitedFiles: recordIds(L.limitedFiles),
  people: readerKeys,
  roles: readerKeys,
  units: readerKeys,
  otherPeople: optionalText(L.otherPeople, { longest: 2000 }).transform((text) =>
    text
      .split(/[\s,;]+/)
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  ),
})

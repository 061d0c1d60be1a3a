import { z } from 'zod'
import { choice, day, optionalText, recordId, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { PUBLISHED_PARTS } from '../rules/span.ts'

export const VALUE_LABELS = {
  indicatorCode: 'Chỉ tiêu',
  unitId: 'Đơn vị',
  year: 'Năm',
  part: 'Kỳ',
  value: 'Số liệu',
  document: 'Văn bản công bố',
  publishedOn: 'Ngày công bố',
  publisher: 'Cơ quan công bố',
  note: 'Ghi chú',
  reason: 'Lý do đính chính',
} as const

const L = VALUE_LABELS

/** A number of at least 0 with at most four decimals, as it is written in Vietnamese (`85,25`); kept as the text `85.25`. */
const publishedNumber = z
  .union([z.string(), z.number()], { error: 'Hãy nhập số liệu.' })
  .transform((given, context) => {
    const typed = typeof given === 'number' ? String(given).replace('.', ',') : given.trim()
    if (/^(\d{1,12}|\d{1,3}(\.\d{3}){1,3})(,\d{1,4})?$/.test(typed)) return typed.replace(/\./g, '').replace(',', '.')
    const message = typed === '' ? 'Hãy nhập số liệu.' : `Số liệu phải là số, ví dụ 85,25. Bạn đã nhập “${typed}”.`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

const source = {
  value: publishedNumber,
  document: text(L.document, { longest: 300 }),
  publishedOn: day(L.publishedOn),
  publisher: text(L.publisher, { longest: 200 }),
  note: optionalText(L.note, { longest: 1000 }),
}

/** Checks a value that somebody else has published. */
export const ValueFields = z.object({
  indicatorCode: z.string({ error: 'Hãy chọn chỉ tiêu.' }).regex(/^[a-z-]+\.[a-z0-9-]+$/, 'Hãy chọn chỉ tiêu.'),
  unitId: recordId(L.unitId),
  year: wholeNumber(L.year, { least: 2000, most: 2100 }),
  part: choice(L.part, PUBLISHED_PARTS),
  ...source,
})

/** Checks what takes the place of a value, and why. */
export const CorrectionFields = z.object({ ...source, reason: text(L.reason, { longest: 500 }) })

export type ValueEntered = z.output<typeof ValueFields>

import { z } from 'zod'
import {
  checked,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  text,
} from '../../../platform/http/form-fields.ts'

/** What people call the fields of a unit. */
export const UNIT_LABELS = {
  code: 'Mã đơn vị',
  name: 'Tên đầy đủ',
  shortName: 'Tên viết tắt',
  kindCode: 'Loại đơn vị',
  parentUnitId: 'Đơn vị cấp trên',
  placeName: 'Địa danh ghi trên văn bản',
  issuerCode: 'Ký hiệu cơ quan ban hành',
  administrativeCode: 'Mã đơn vị hành chính',
  validFrom: 'Có hiệu lực từ ngày',
  legalAct: 'Căn cứ',
} as const

const U = UNIT_LABELS
const nullIfEmpty = (value: string) => (value === '' ? null : value)
const code = (label: string) =>
  z.string({ error: `Hãy chọn ${label}.` }).regex(/^[a-z][a-z-]{0,60}$/, `Hãy chọn ${label}.`)

const unitFields = {
  name: text(U.name, { longest: 300 }),
  shortName: text(U.shortName, { longest: 150 }),
  kindCode: code('loại đơn vị'),
  placeName: optionalText(U.placeName, { longest: 100 }).transform(nullIfEmpty),
  issuerCode: optionalText(U.issuerCode, { longest: 40 }).transform(nullIfEmpty),
  administrativeCode: optionalText(U.administrativeCode, { longest: 20 }).transform(nullIfEmpty),
  validFrom: day(U.validFrom),
  legalAct: optionalText(U.legalAct, { longest: 300 }),
}

/** Checks a unit to be added. */
export const NewUnitFields = z.object({
  code: text(U.code, { longest: 40 }).pipe(
    z
      .string()
      .regex(/^[A-Za-z0-9.-]+$/, 'Mã đơn vị chỉ gồm chữ cái không dấu, chữ số, dấu chấm và gạch nối, ví dụ CT-SNV.'),
  ),
  parentUnitId: recordId(U.parentUnitId),
  ...unitFields,
})

/** Checks what a unit is from a day on; only the body at the top has no parent. */
export const UnitChangeFields = z.object({ parentUnitId: optionalRecordId(U.parentUnitId), ...unitFields })

/** What people call the fields of a person and of a post. */
export const POST_LABELS = {
  fullName: 'Họ và tên',
  isAnother: 'Trùng họ tên',
  unitId: 'Đơn vị',
  title: 'Chức vụ, chức danh',
  roleCode: 'Quyền sử dụng hệ thống',
  reachUnitId: 'Phạm vi của quyền',
  position: 'Thứ tự trong danh sách của đơn vị',
  validFrom: 'Từ ngày',
  validTo: 'Đến hết ngày',
  lastDay: 'Ngày cuối giữ chức vụ',
  reason: 'Lý do, căn cứ',
} as const

const P = POST_LABELS

const postFields = {
  unitId: recordId(P.unitId),
  title: text(P.title, { longest: 200 }),
  roleCode: z
    .string()
    .optional()
    .transform((value) => nullIfEmpty(value ?? ''))
    .pipe(code('quyền sử dụng hệ thống').nullable()),
  reachUnitId: optionalRecordId(P.reachUnitId),
  position: optionalWholeNumber(P.position, { least: 1, most: 9999 }).transform((place) => place ?? 100),
  validFrom: day(P.validFrom),
  validTo: optionalDay(P.validTo),
}

/** Checks a post to be given. */
export const PostFields = z.object(postFields)

/** Checks a person to be added with their first post. */
export const NewPersonFields = z.object({
  fullName: text(P.fullName, { longest: 100 }),
  isAnother: checked(),
  ...postFields,
})

/** Checks the mended name of a person. */
export const PersonFields = z.object({ fullName: text(P.fullName, { longest: 100 }) })

/** Checks the end of a post. */
export const PostEndingFields = z.object({ lastDay: day(P.lastDay), reason: optionalText(P.reason, { longest: 300 }) })

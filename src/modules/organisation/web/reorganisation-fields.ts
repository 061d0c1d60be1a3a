import { z } from 'zod'
import { choice, day, optionalRecordId, optionalText, storedFiles, text } from '../../../platform/http/form-fields.ts'
import { SUCCESSION_KINDS } from '../rules/reorganisation.ts'

/** What people call the fields of a reorganisation and of its rows. */
export const REORGANISATION_LABELS = {
  legalAct: 'Căn cứ pháp lý',
  effectiveOn: 'Ngày hiệu lực',
  file: 'Tệp Excel',
  fromUnitId: 'Đơn vị cũ',
  kind: 'Hình thức',
  toUnitId: 'Đơn vị kế thừa đã có',
  toCode: 'Mã đơn vị mới',
  toName: 'Tên đơn vị mới',
  toShortName: 'Tên viết tắt',
  toKindCode: 'Loại đơn vị',
  toParentId: 'Đơn vị cấp trên đã có',
  toParentCode: 'Mã đơn vị cấp trên mới lập',
  toIssuerCode: 'Ký hiệu cơ quan ban hành',
  toPlaceName: 'Địa danh ghi trên văn bản',
  isMainHeir: 'Kế thừa chính',
  share: 'Tỷ lệ, quy mô',
  parts: 'Thôn, ấp, khu vực chuyển',
} as const

const L = REORGANISATION_LABELS

/** Checks a reorganisation to be drafted. */
export const DraftFields = z.object({
  legalAct: text(L.legalAct, { longest: 300 }),
  effectiveOn: day(L.effectiveOn),
  file: storedFiles(L.file, { most: 1 }),
})

/** Checks one row of a draft. What must go together is said by the preview, which knows the units. */
export const RowFields = z.object({
  kind: choice(L.kind, SUCCESSION_KINDS),
  fromUnitId: optionalRecordId(L.fromUnitId),
  toUnitId: optionalRecordId(L.toUnitId),
  toCode: optionalText(L.toCode, { longest: 40 }),
  toName: optionalText(L.toName, { longest: 300 }),
  toShortName: optionalText(L.toShortName, { longest: 150 }),
  toKindCode: optionalText(L.toKindCode, { longest: 60 }),
  toParentId: optionalRecordId(L.toParentId),
  toParentCode: optionalText(L.toParentCode, { longest: 40 }),
  toIssuerCode: optionalText(L.toIssuerCode, { longest: 40 }),
  toPlaceName: optionalText(L.toPlaceName, { longest: 100 }),
  isMainHeir: optionalText(L.isMainHeir),
  share: optionalText(L.share, { longest: 200 }),
  parts: optionalText(L.parts, { longest: 1000 }),
})

/** Nothing is entered where something is only confirmed. */
export const ConfirmationFields = z.object({})

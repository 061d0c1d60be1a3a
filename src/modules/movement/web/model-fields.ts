import { z } from 'zod'
import {
  choice,
  day,
  optionalRecordId,
  optionalText,
  recordId,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { MODEL_FIELDS, MODEL_REGISTRATIONS, OWNER_KINDS, REVIEW_RESULTS } from '../rules/model.ts'

/** What people call the fields of a model. */
export const MODEL_LABELS = {
  name: 'Tên mô hình',
  registration: 'Hình thức đăng ký',
  field: 'Lĩnh vực',
  ownerKind: 'Tập thể hay cá nhân',
  ownerName: 'Tập thể, cá nhân thực hiện',
  content: 'Nội dung, cách làm, kết quả cần đạt',
  year: 'Năm thực hiện',
  registeredOn: 'Ngày đăng ký',
  unitId: 'Đơn vị đăng ký',
  replicatesModelId: 'Nhân rộng từ mô hình',
} as const

const L = MODEL_LABELS

/** Checks a model, entered in the form or sent to `/api/v1/models`. */
export const ModelFields = z.object({
  name: text(L.name, { longest: 300 }),
  registration: choice(L.registration, MODEL_REGISTRATIONS),
  field: choice(L.field, MODEL_FIELDS),
  ownerKind: choice(L.ownerKind, OWNER_KINDS),
  ownerName: text(L.ownerName, { longest: 300 }),
  content: optionalText(L.content, { longest: 20_000 }),
  year: wholeNumber(L.year, { least: 1990, most: 2200 }),
  registeredOn: day(L.registeredOn),
  unitId: recordId(L.unitId),
  replicatesModelId: optionalRecordId(L.replicatesModelId),
})

export const REVIEW_LABELS = {
  result: 'Kết quả bình xét',
  reviewedOn: 'Ngày bình xét',
  note: 'Quyết định công nhận hoặc lý do',
} as const

export const ReviewFields = z.object({
  result: choice(REVIEW_LABELS.result, REVIEW_RESULTS),
  reviewedOn: day(REVIEW_LABELS.reviewedOn),
  note: optionalText(REVIEW_LABELS.note, { longest: 2000 }),
})

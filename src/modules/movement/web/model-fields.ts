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
import {
  MODEL_REGISTRATIONS,
  OWNER_KINDS,
  RECOGNITION_LEVELS,
  REGISTRATION_PARTS,
  REVIEW_RESULTS,
  type RecognitionLevel,
} from '../rules/model.ts'

/** What people call the fields of a model. */
export const MODEL_LABELS = {
  name: 'Tên mô hình',
  registration: 'Hình thức đăng ký',
  field: 'Lĩnh vực',
  ownerKind: 'Tập thể hay cá nhân',
  ownerName: 'Tập thể, cá nhân thực hiện',
  content: 'Nội dung, cách làm',
  year: 'Năm thực hiện',
  registeredOn: 'Ngày đăng ký',
  unitId: 'Đơn vị đăng ký',
  replicatesModelId: 'Nhân rộng từ mô hình',
  difference: 'Điểm khác với mô hình tương tự',
  ...REGISTRATION_PARTS,
} as const

const L = MODEL_LABELS

/** The code of something from a list that people keep; whether it is there is asked where it is saved. */
const code = (label: string) =>
  z
    .string({ error: `Hãy chọn ${label.toLocaleLowerCase('vi')}.` })
    .regex(/^[a-z0-9-]{1,60}$/, `Hãy chọn ${label.toLocaleLowerCase('vi')}.`)

/** Checks a model, entered in the form or sent to `/api/v1/models`. */
export const ModelFields = z.object({
  name: text(L.name, { longest: 300 }),
  registration: choice(L.registration, MODEL_REGISTRATIONS),
  field: code(L.field),
  ownerKind: choice(L.ownerKind, OWNER_KINDS),
  ownerName: text(L.ownerName, { longest: 300 }),
  content: optionalText(L.content, { longest: 20_000 }),
  year: wholeNumber(L.year, { least: 1990, most: 2200 }),
  registeredOn: day(L.registeredOn),
  unitId: recordId(L.unitId),
  replicatesModelId: optionalRecordId(L.replicatesModelId),
  continuesModelId: optionalRecordId('Mô hình năm trước'),
  difference: optionalText(L.difference, { longest: 2000 }),
  situation: optionalText(L.situation, { longest: 5000 }),
  goals: optionalText(L.goals, { longest: 5000 }),
  area: optionalText(L.area, { longest: 2000 }),
  forces: optionalText(L.forces, { longest: 5000 }),
  resources: optionalText(L.resources, { longest: 2000 }),
  schedule: optionalText(L.schedule, { longest: 2000 }),
  output: optionalText(L.output, { longest: 5000 }),
  lasting: optionalText(L.lasting, { longest: 2000 }),
})

export const REVIEW_LABELS = {
  result: 'Kết quả bình xét',
  reviewedOn: 'Ngày bình xét',
  note: 'Quyết định công nhận hoặc lý do',
  level: 'Cấp công nhận',
} as const

export const ReviewFields = z.object({
  result: choice(REVIEW_LABELS.result, REVIEW_RESULTS),
  reviewedOn: day(REVIEW_LABELS.reviewedOn),
  note: optionalText(REVIEW_LABELS.note, { longest: 2000 }),
  level: z
    .union([z.literal(''), z.enum(Object.keys(RECOGNITION_LEVELS) as [RecognitionLevel, ...RecognitionLevel[]])])
    .optional()
    .transform((level) => level || null),
})

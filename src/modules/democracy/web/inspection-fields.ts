import { z } from 'zod'
import {
  checked,
  choice,
  day,
  optionalDay,
  optionalText,
  recordId,
  storedFiles,
  text,
} from '../../../platform/http/form-fields.ts'
import { INSPECTION_FORMS } from '../rules/inspection-board.ts'

export const INSPECTION_PATH = '/democracy/inspection'
export const ITEMS_PATH = '/democracy/inspection-items'
export const RECOMMENDATIONS_PATH = '/democracy/inspection-recommendations'

/** What a board attaches: papers and photos. */
export const INSPECTION_FILES = '.pdf,.docx,.xlsx,.jpg,.jpeg,.png'
/** What stands beside every field of free words. */
export const NO_NAMES = 'Không ghi họ tên, địa chỉ của người dân'

export const INSPECTION_PLAN_LABELS = {
  unitId: 'Ban Thanh tra nhân dân',
  periodCode: 'Kỳ kế hoạch',
  reference: 'Số, ký hiệu kế hoạch',
  aim: 'Mục đích, yêu cầu',
  files: 'Tệp kế hoạch',
} as const

const P = INSPECTION_PLAN_LABELS

export const InspectionPlanFields = z.object({
  unitId: recordId(P.unitId),
  periodCode: z.string({ error: 'Hãy chọn kỳ kế hoạch.' }).regex(/^\d{4}(-Q[1-4]|-H[12])?$/, 'Hãy chọn kỳ kế hoạch.'),
  reference: optionalText(P.reference, { longest: 100 }),
  aim: optionalText(P.aim, { longest: 5000 }),
  files: storedFiles(P.files),
})

export const SENDING_LABELS = {
  sentOn: 'Ngày gửi Mặt trận và Ủy ban nhân dân cấp xã',
  files: 'Bản kế hoạch đã gửi',
} as const

export const SendingFields = z.object({
  sentOn: day(SENDING_LABELS.sentOn),
  files: storedFiles(SENDING_LABELS.files),
})

export const INSPECTION_ITEM_LABELS = {
  form: 'Cách làm',
  title: 'Nội dung giám sát, xác minh',
  body: 'Cơ quan, tổ chức, công trình được giám sát',
  requestedBy: 'Cơ quan yêu cầu xác minh',
  responsible: 'Thành viên phụ trách',
  plannedOn: 'Dự kiến xong ngày',
} as const

const I = INSPECTION_ITEM_LABELS

export const InspectionItemFields = z.object({
  form: choice(I.form, INSPECTION_FORMS),
  title: text(I.title, { longest: 300 }),
  body: text(I.body, { longest: 300 }),
  requestedBy: optionalText(I.requestedBy, { longest: 200 }),
  responsible: text(I.responsible, { longest: 200 }),
  plannedOn: day(I.plannedOn),
})

export const INSPECTION_RESULT_LABELS = {
  heldOn: 'Ngày thực hiện',
  findings: 'Kết quả, nhận xét',
  files: 'Biên bản, tài liệu, ảnh',
} as const

export const InspectionResultFields = z.object({
  heldOn: day(INSPECTION_RESULT_LABELS.heldOn),
  findings: text(INSPECTION_RESULT_LABELS.findings, { longest: 10_000 }),
  files: storedFiles(INSPECTION_RESULT_LABELS.files),
})

export const RECOMMENDATION_LABELS = {
  content: 'Nội dung kiến nghị',
  addressee: 'Kiến nghị với',
  madeOn: 'Ngày kiến nghị',
  dueOn: 'Hạn đề nghị trả lời',
  files: 'Văn bản kiến nghị',
} as const

const R = RECOMMENDATION_LABELS

export const RecommendationFields = z.object({
  content: text(R.content, { longest: 5000 }),
  addressee: text(R.addressee, { longest: 200 }),
  madeOn: day(R.madeOn),
  dueOn: optionalDay(R.dueOn),
  files: storedFiles(R.files),
})

export const RECOMMENDATION_ANSWER_LABELS = {
  answeredOn: 'Ngày trả lời',
  answer: 'Nội dung trả lời',
  settled: 'Kết quả',
  files: 'Văn bản trả lời, minh chứng',
} as const

export const RecommendationAnswerFields = z.object({
  answeredOn: day(RECOMMENDATION_ANSWER_LABELS.answeredOn),
  answer: text(RECOMMENDATION_ANSWER_LABELS.answer, { longest: 10_000 }),
  settled: checked(),
  files: storedFiles(RECOMMENDATION_ANSWER_LABELS.files),
})

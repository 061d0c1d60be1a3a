import { z } from 'zod'
import { checked, choice, day, optionalDay, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { INSPECTION_FORMS } from '../rules/inspection-board.ts'

export const INSPECTION_PATH = '/democracy/inspection'
export const ITEMS_PATH = '/democracy/inspection-items'
export const RECOMMENDATIONS_PATH = '/democracy/inspection-recommendations'

export const INSPECTION_PLAN_LABELS = {
  unitId: 'Ban Thanh tra nhân dân',
  periodCode: 'Kỳ kế hoạch',
  reference: 'Số, ký hiệu kế hoạch',
  aim: 'Mục đích, yêu cầu',
} as const

const P = INSPECTION_PLAN_LABELS

export const InspectionPlanFields = z.object({
  unitId: recordId(P.unitId),
  periodCode: z.string({ error: 'Hãy chọn kỳ kế hoạch.' }).regex(/^\d{4}(-Q[1-4]|-H[12])?$/, 'Hãy chọn kỳ kế hoạch.'),
  reference: optionalText(P.reference, { longest: 100 }),
  aim: optionalText(P.aim, { longest: 5000 }),
})

export const SENDING_LABELS = { sentOn: 'Ngày gửi Mặt trận và Ủy ban nhân dân cấp xã' } as const

export const SendingFields = z.object({ sentOn: day(SENDING_LABELS.sentOn) })

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

export const INSPECTION_RESULT_LABELS = { heldOn: 'Ngày thực hiện', findings: 'Kết quả, nhận xét' } as const

export const InspectionResultFields = z.object({
  heldOn: day(INSPECTION_RESULT_LABELS.heldOn),
  findings: text(INSPECTION_RESULT_LABELS.findings, { longest: 10_000 }),
})

export const RECOMMENDATION_LABELS = {
  content: 'Nội dung kiến nghị',
  addressee: 'Kiến nghị với',
  madeOn: 'Ngày kiến nghị',
  dueOn: 'Hạn đề nghị trả lời',
} as const

const R = RECOMMENDATION_LABELS

export const RecommendationFields = z.object({
  content: text(R.content, { longest: 5000 }),
  addressee: text(R.addressee, { longest: 200 }),
  madeOn: day(R.madeOn),
  dueOn: optionalDay(R.dueOn),
})

export const RECOMMENDATION_ANSWER_LABELS = {
  answeredOn: 'Ngày trả lời',
  answer: 'Nội dung trả lời',
  settled: 'Kết quả',
} as const

export const RecommendationAnswerFields = z.object({
  answeredOn: day(RECOMMENDATION_ANSWER_LABELS.answeredOn),
  answer: text(RECOMMENDATION_ANSWER_LABELS.answer, { longest: 10_000 }),
  settled: checked(),
})

import { z } from 'zod'
import {
  choice,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  recordId,
  storedFiles,
  text,
} from '../../../platform/http/form-fields.ts'
import { opinionsInLines } from '../rules/activity.ts'
import { ANSWER_KINDS } from '../rules/recommendation.ts'

/** Several recommendations for one unit, one on each line. */
export const RecommendationFields = z.object({
  contents: text('Nội dung', { longest: 20_000 })
    .transform(opinionsInLines)
    .pipe(
      z.array(z.string().max(2_000, 'Mỗi dòng không quá 2.000 ký tự.')).max(100, 'Mỗi lần ghi không quá 100 dòng.'),
    ),
  responsibleUnitId: recordId('Đơn vị thực hiện'),
  dueOn: optionalDay('Thời hạn'),
})

export const RECOMMENDATION_LABELS = {
  content: 'Nội dung',
  responsibleUnitId: 'Đơn vị thực hiện',
  dueOn: 'Thời hạn',
} as const

/** One of them as it is mended. */
export const CorrectionFields = z.object({
  content: text(RECOMMENDATION_LABELS.content, { longest: 2_000 }),
  responsibleUnitId: recordId(RECOMMENDATION_LABELS.responsibleUnitId),
  dueOn: optionalDay(RECOMMENDATION_LABELS.dueOn),
})

export const WithdrawalFields = z.object({ reason: text('Lý do rút', { longest: 500 }) })

export const AnswerFields = z.object({
  answerKind: choice('Trả lời', ANSWER_KINDS),
  words: text('Nội dung trả lời', { longest: 10_000 }),
  happenedOn: day('Ngày trả lời'),
  documentMention: optionalText('Văn bản trong sổ', { longest: 200 }),
  activityId: optionalRecordId('Hoạt động đã ghi'),
  files: storedFiles('Tệp minh chứng'),
})

export const ClosureFields = z.object({
  words: text('Nhận xét', { longest: 5_000 }),
  happenedOn: day('Ngày kết thúc'),
})

export const ReturnFields = z.object({ reason: text('Lý do trả lại', { longest: 2_000 }) })

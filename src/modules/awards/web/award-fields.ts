import { z } from 'zod'
import {
  choice,
  day,
  optionalRecordId,
  optionalText,
  recordId,
  recordIds,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { DECISION_RESULTS, RECIPIENT_KINDS } from '../rules/award.ts'

/** What people call the fields of a proposal and of a decision. */
export const AWARD_LABELS = {
  awardForm: 'Hình thức khen thưởng',
  forYear: 'Năm xét khen thưởng',
  recipientKind: 'Đối tượng',
  unitId: 'Đơn vị',
  personName: 'Họ và tên',
  personPost: 'Chức vụ',
  achievement: 'Thành tích',
  proposedOn: 'Ngày đề nghị',
  awardRoundId: 'Đợt xét',
} as const

export const DECISION_LABELS = {
  awardIds: 'Đề nghị được chọn',
  result: 'Kết quả',
  signerPostId: 'Người ký quyết định',
  documentId: 'Quyết định trong sổ văn bản đi',
  decisionNumber: 'Số, ký hiệu quyết định',
  decidedOn: 'Ngày quyết định',
  reason: 'Lý do không khen thưởng',
} as const

const L = AWARD_LABELS
const D = DECISION_LABELS

/** `awardForm` becomes `form` for the action: a field of that name would be taken for the form as a whole. */
export const ProposalFields = z.object({
  awardForm: z
    .string({ error: 'Hãy chọn hình thức khen thưởng.' })
    .regex(/^[a-z0-9-]{1,60}$/, 'Hãy chọn hình thức khen thưởng.'),
  forYear: wholeNumber(L.forYear, { least: 1990, most: 2200 }),
  recipientKind: choice(L.recipientKind, RECIPIENT_KINDS),
  unitId: recordId(L.unitId),
  personName: optionalText(L.personName, { longest: 200 }),
  personPost: optionalText(L.personPost, { longest: 200 }),
  achievement: text(L.achievement, { longest: 4000 }),
  proposedOn: day(L.proposedOn),
  awardRoundId: optionalRecordId(L.awardRoundId),
})

export const DecisionFields = z.object({
  awardIds: recordIds(D.awardIds).refine((ids) => ids.length > 0, 'Hãy chọn ít nhất một đề nghị để quyết định.'),
  result: choice(D.result, DECISION_RESULTS),
  signerPostId: optionalText(D.signerPostId, { longest: 18 }),
  documentId: optionalText(D.documentId, { longest: 18 }),
  reason: optionalText(D.reason, { longest: 2000 }),
})

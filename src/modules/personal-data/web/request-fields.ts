import { z } from 'zod'
import { addressAfter, addressChoice, addressId } from '../../../platform/http/address-fields.ts'
import { choice, day, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { CHANNELS, DECISIONS, RIGHTS, type Right, STANDINGS, type Standing } from '../rules/data-request.ts'

/** What people call the fields of a request and of its answer. */
export const REQUEST_LABELS = {
  unitId: 'Đơn vị tiếp nhận',
  receivedOn: 'Ngày nhận',
  channel: 'Cách gửi',
  requesterName: 'Họ tên người yêu cầu',
  requesterContact: 'Cách liên hệ',
  right: 'Quyền được yêu cầu',
  subject: 'Nội dung yêu cầu',
} as const

export const ANSWER_LABELS = {
  answeredOn: 'Ngày trả lời',
  decision: 'Quyết định',
  done: 'Việc đã làm',
  reason: 'Lý do',
  legalBasis: 'Căn cứ pháp lý',
} as const

const R = REQUEST_LABELS
const A = ANSWER_LABELS

export const RequestFields = z.object({
  unitId: recordId(R.unitId),
  receivedOn: day(R.receivedOn),
  channel: choice(R.channel, CHANNELS),
  requesterName: text(R.requesterName, { longest: 200 }),
  requesterContact: text(R.requesterContact, { longest: 300 }),
  right: choice(R.right, RIGHTS),
  subject: text(R.subject, { longest: 2000 }),
})

export const AnswerFields = z.object({
  answeredOn: day(A.answeredOn),
  decision: choice(A.decision, DECISIONS),
  done: optionalText(A.done, { longest: 2000 }),
  reason: optionalText(A.reason, { longest: 2000 }),
  legalBasis: optionalText(A.legalBasis, { longest: 500 }),
})

/** The questions that the list answers. */
export const RequestQuery = z.object({
  standing: addressChoice<Standing>(STANDINGS),
  right: addressChoice<Right>(RIGHTS),
  unitId: addressId,
  after: addressAfter,
})

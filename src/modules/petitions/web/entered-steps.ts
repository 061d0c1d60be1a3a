import { z } from 'zod'
import {
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  recordId,
  storedFiles,
  text,
} from '../../../platform/http/form-fields.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { StepToTake } from '../actions/take-step.ts'
import { PARTIES } from '../rules/petition-grounds.ts'
import { severalOf } from './course-step.tsx'
import { STEP_LABELS } from './step-frame.tsx'

/** Steps that ask for more than a day and a reason: what is entered in their forms and sent to their operations of the API. */

const paper = {
  documentNumber: optionalText(STEP_LABELS.documentNumber, { longest: 100 }),
  documentOn: optionalDay(STEP_LABELS.documentOn),
  decidedByPersonId: optionalRecordId(STEP_LABELS.decidedByPersonId),
  notified: severalOf('nơi được thông báo', PARTIES),
}

export const AssignmentFields = z.object({
  personId: recordId('Người xử lý'),
  note: optionalText('Ý kiến chỉ đạo', { longest: 5000 }),
})

export function assignmentEntered(
  petitionId: string,
  { personId, note }: z.output<typeof AssignmentFields>,
  today: CalendarDate,
): StepToTake {
  return { petitionId, event: { kind: 'assigned', on: today, personId }, words: { note } }
}

export const TransferFields = z
  .object({
    on: day('Ngày chuyển'),
    toUnitId: optionalRecordId('Đơn vị nhận'),
    body: optionalText('Cơ quan khác', { longest: 300 }),
    note: text('Lý do chuyển', { longest: 5000 }),
    ...paper,
  })
  .superRefine(({ toUnitId, body }, context) => {
    if ((toUnitId === null) !== (body === '')) return
    const message =
      toUnitId === null
        ? 'Hãy chọn đơn vị nhận hoặc ghi tên cơ quan khác.'
        : 'Chỉ chọn đơn vị nhận hoặc chỉ ghi cơ quan khác, không cả hai.'
    context.addIssue({ code: 'custom', path: ['toUnitId'], message })
  })

export function transferEntered(
  petitionId: string,
  { on, toUnitId, ...words }: z.output<typeof TransferFields>,
): StepToTake {
  return { petitionId, event: { kind: 'transferred', on, toUnitId }, words }
}

export const AnswerFields = z.object({
  on: day('Ngày trả lời'),
  note: text('Nội dung trả lời', { longest: 20_000 }),
  ...paper,
  files: storedFiles('Văn bản trả lời'),
})

export function answerEntered(petitionId: string, entered: z.output<typeof AnswerFields>): StepToTake {
  const { on, files, ...words } = entered
  return { petitionId, event: { kind: 'answered', on }, words, files }
}

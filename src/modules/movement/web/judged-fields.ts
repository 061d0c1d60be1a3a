import { z } from 'zod'
import {
  choice,
  day,
  optionalRecordId,
  optionalText,
  recordId,
  recordIds,
  storedFiles,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { ADMISSIONS } from '../rules/judged-contest.ts'
import { criteriaInLines } from '../rules/marking.ts'

/** What people call the fields of a judged contest and of marking. */
export const JUDGED_LABELS = {
  opensOn: 'Từ ngày',
  closesOn: 'Đến hết ngày',
  criteria: 'Tiêu chí và điểm tối đa',
  criterionPercent: 'Điểm một tiêu chí lệch quá',
  totalPercent: 'Tổng điểm lệch trung bình quá',
  personId: 'Chọn người',
  authorName: 'Tác giả',
  authorPlace: 'Nơi công tác hoặc cư trú',
  contact: 'Điện thoại hoặc thư điện tử',
  unitId: 'Đơn vị của tác giả',
  workTitle: 'Tên bài dự thi',
  content: 'Nội dung bài',
  files: 'Tệp bài dự thi',
  admission: 'Điều kiện dự thi',
  reason: 'Lý do',
  note: 'Nhận xét',
  discussion: 'Kết quả thảo luận',
  decision: 'Quyết định hoặc biên bản',
  decidedOn: 'Ngày quyết định',
  chosen: 'Bài vào vòng sau',
  choiceReason: 'Lý do lựa chọn',
} as const

const L = JUDGED_LABELS

/** Criteria with what lies far apart, in lines as people type them. */
export const boardRuleFields = {
  criteria: text(L.criteria, { longest: 5000 }).transform(criteriaInLines),
  criterionPercent: wholeNumber(L.criterionPercent, { least: 1, most: 100 }),
  totalPercent: wholeNumber(L.totalPercent, { least: 1, most: 100 }),
}

export const RoundFields = z.object({ opensOn: day(L.opensOn), closesOn: day(L.closesOn), ...boardRuleFields })

export const PersonFields = z.object({ personId: recordId(L.personId) })

export const JudgedWorkFields = z.object({
  authorName: text(L.authorName, { longest: 300 }),
  authorPlace: optionalText(L.authorPlace, { longest: 300 }),
  contact: optionalText(L.contact, { longest: 200 }),
  unitId: optionalRecordId(L.unitId),
  workTitle: text(L.workTitle, { longest: 300 }),
  content: optionalText(L.content, { longest: 50_000 }),
  files: storedFiles(L.files, { most: 1 }),
})

/** A work as a row of a sheet has it: without a file. */
export const JudgedRowFields = JudgedWorkFields.omit({ files: true }).extend({ contestId: recordId('Cuộc thi') })

export const AdmissionFields = z.object({
  admission: choice(L.admission, ADMISSIONS),
  unitId: optionalRecordId(L.unitId),
  reason: optionalText(L.reason, { longest: 1000 }),
})

/** Fields whose names carry an id: `points-12`. */
const named = z.union([z.string(), z.array(z.string())])

export const MarkFields = z
  .object({ note: optionalText(L.note, { longest: 2000 }), reason: optionalText(L.reason, { longest: 1000 }) })
  .catchall(named)

export const DiscussionFields = z.object({ discussion: text(L.discussion, { longest: 2000 }) })

export const DecisionFields = z
  .object({
    chosen: recordIds(L.chosen),
    decision: text(L.decision, { longest: 300 }),
    decidedOn: day(L.decidedOn),
    choiceReason: optionalText(L.choiceReason, { longest: 1000 }),
  })
  .catchall(named)

/** The values of fields `PREFIX-ID` by their id. */
export function byId(entered: Readonly<Record<string, unknown>>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) =>
      name.startsWith(`${prefix}-`) && typeof value === 'string' ? [[name.slice(prefix.length + 1), value.trim()]] : [],
    ),
  )
}

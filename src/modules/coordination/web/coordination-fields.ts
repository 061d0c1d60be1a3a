import { z } from 'zod'
import {
  choice,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { COORDINATION_KINDS, dutiesInLines } from '../rules/coordination.ts'

export const COORDINATION_LABELS = {
  kind: 'Loại',
  title: 'Tên',
  reference: 'Số, ký hiệu',
  leadUnitId: 'Bên 1 (chủ trì soạn thảo)',
  secondUnitId: 'Bên 2',
  thirdUnitId: 'Bên 3',
  outsideParties: 'Bên ngoài hệ thống',
  startsOn: 'Thực hiện từ ngày',
  endsOn: 'Đến hết ngày',
  reportDay: 'Ngày báo cáo hằng năm',
  reportMonth: 'Tháng báo cáo hằng năm',
  basedOnId: 'Thực hiện quy chế, chương trình',
  duties: 'Nhiệm vụ của các bên',
} as const

const L = COORDINATION_LABELS

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.replace(/^\s*[-–•+*]\s+/, '').trim())
    .filter((line) => line !== '')

/** Checks what bodies are to sign with each other. */
export const CoordinationFields = z
  .object({
    kind: choice(L.kind, COORDINATION_KINDS),
    title: text(L.title, { longest: 500 }),
    reference: optionalText(L.reference, { longest: 100 }),
    leadUnitId: recordId(L.leadUnitId),
    secondUnitId: optionalRecordId(L.secondUnitId),
    thirdUnitId: optionalRecordId(L.thirdUnitId),
    outsideParties: optionalText(L.outsideParties, { longest: 2_000 })
      .transform(linesOf)
      .pipe(z.array(z.string().max(200, 'Có tên dài quá 200 ký tự. Hãy rút gọn.')).max(10, 'Tối đa 10 cơ quan.')),
    startsOn: day(L.startsOn),
    endsOn: optionalDay(L.endsOn),
    reportDay: optionalWholeNumber(L.reportDay, { least: 1, most: 31 }),
    reportMonth: optionalWholeNumber(L.reportMonth, { least: 1, most: 12 }),
    basedOnId: optionalRecordId(L.basedOnId),
    duties: optionalText(L.duties, { longest: 30_000 })
      .transform(dutiesInLines)
      .pipe(z.array(z.object({ partyPosition: z.number().nullable(), content: z.string().max(2_000) })).max(100)),
  })
  .transform(({ secondUnitId, thirdUnitId, ...rest }) => ({
    ...rest,
    partnerUnitIds: [secondUnitId, thirdUnitId].filter((id) => id !== null),
  }))

export const SIGNATURE_LABELS = { signedOn: 'Ngày ký', signedBy: 'Người ký' } as const

export const SignatureFields = z.object({
  signedOn: day(SIGNATURE_LABELS.signedOn),
  signedBy: text(SIGNATURE_LABELS.signedBy, { longest: 200 }),
})

export const ReasonFields = z.object({ reason: text('Lý do', { longest: 500 }) })

export const REPORT_LABELS = { year: 'Năm', content: 'Kết quả thực hiện' } as const

export const ReportFields = z.object({
  year: wholeNumber(REPORT_LABELS.year, { least: 1990, most: 2200 }),
  content: text(REPORT_LABELS.content, { longest: 20_000 }),
})

export const REVIEW_LABELS = {
  kind: 'Loại',
  heldOn: 'Ngày họp',
  results: 'Kết quả',
  shortcomings: 'Tồn tại, hạn chế',
  conclusions: 'Kết luận, nhiệm vụ kỳ sau',
} as const

const R = REVIEW_LABELS

export const ReviewFields = z.object({
  kind: choice(R.kind, { interim: 'Sơ kết', final: 'Tổng kết' }),
  heldOn: day(R.heldOn),
  results: text(R.results, { longest: 10_000 }),
  shortcomings: optionalText(R.shortcomings, { longest: 10_000 }),
  conclusions: optionalText(R.conclusions, { longest: 10_000 }),
})

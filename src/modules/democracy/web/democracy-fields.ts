import { z } from 'zod'
import {
  checked,
  choice,
  day,
  optionalDay,
  optionalText,
  optionalWholeNumber,
  recordId,
  recordIds,
  storedFiles,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { DECISION_FORMS, MATTERS, RECOGNITIONS } from '../rules/community-decision.ts'
import { CONSULTATION_MATTERS, OPINION_CHANNELS, opinionsInLines } from '../rules/consultation.ts'
import { DISCLOSURE_FORMS, type Quarter } from '../rules/disclosure.ts'
import { MEDIATION_KINDS, type MediationOutcome } from '../rules/mediation.ts'

/** What people call the fields of a document that must be made public. */
export const DISCLOSURE_LABELS = {
  unitId: 'Xã, phường',
  contentCode: 'Nội dung công khai',
  year: 'Năm của bảng công khai',
  quarter: 'Quý',
  title: 'Tên văn bản, tài liệu',
  documentNumber: 'Số, ký hiệu',
  documentIssuedOn: 'Ngày văn bản',
  summary: 'Tóm tắt cho người dân',
  files: 'Tệp công khai',
} as const

const D = DISCLOSURE_LABELS

export const DisclosureFields = z.object({
  unitId: recordId(D.unitId),
  contentCode: z
    .string({ error: 'Hãy chọn nội dung công khai.' })
    .regex(/^[a-z-]{1,40}$/, 'Hãy chọn nội dung công khai.'),
  year: wholeNumber(D.year, { least: 2023, most: 2200 }),
  quarter: z
    .enum(['', '1', '2', '3', '4'], { error: 'Hãy chọn lại quý.' })
    .optional()
    .transform((typed): Quarter | null => (typed === undefined || typed === '' ? null : (Number(typed) as Quarter))),
  title: text(D.title, { longest: 300 }),
  documentNumber: optionalText(D.documentNumber, { longest: 100 }),
  documentIssuedOn: day(D.documentIssuedOn),
  summary: optionalText(D.summary, { longest: 5000 }),
  files: storedFiles(D.files),
})

export const POSTING_LABELS = {
  form: 'Hình thức công khai',
  place: 'Nơi công khai',
  postedOn: 'Từ ngày',
  postedUntil: 'Đến ngày',
  minutes: 'Biên bản niêm yết',
  proofs: 'Ảnh, tài liệu chứng minh',
} as const

const P = POSTING_LABELS

export const PostingFields = z.object({
  form: choice(P.form, DISCLOSURE_FORMS),
  place: text(P.place, { longest: 300 }),
  postedOn: day(P.postedOn),
  postedUntil: optionalDay(P.postedUntil),
  minutes: optionalText(P.minutes, { longest: 300 }),
  proofs: storedFiles(P.proofs),
})

export const ReasonFields = z.object({ reason: text('Lý do', { longest: 500 }) })

export const AREA_LABELS = {
  unitId: 'Xã, phường',
  name: 'Tên thôn, ấp, tổ dân phố',
  householdCount: 'Tổng số hộ',
  countedOn: 'Số hộ tính đến ngày',
  endedOn: 'Ngày không còn (đã nhập, giải thể)',
} as const

const A = AREA_LABELS

export const AreaFields = z.object({
  unitId: recordId(A.unitId),
  name: text(A.name, { longest: 100 }),
  householdCount: wholeNumber(A.householdCount, { least: 1, most: 100_000 }),
  countedOn: day(A.countedOn),
  endedOn: optionalDay(A.endedOn),
})

export const DECISION_LABELS = {
  place: 'Thôn, tổ dân phố',
  matter: 'Nội dung bàn, quyết định',
  form: 'Hình thức',
  title: 'Việc được biểu quyết',
  content: 'Nội dung quyết định',
  decidedOn: 'Ngày biểu quyết hoặc kết thúc bỏ phiếu',
  totalCount: 'Tổng số hộ',
  takingPartCount: 'Số hộ tham gia họp hoặc gửi phiếu',
  inFavourCount: 'Số hộ tán thành',
  againstCount: 'Số hộ không tán thành',
  files: 'Biên bản, phiếu, ảnh',
} as const

const C = DECISION_LABELS

/** The whole commune as it stands among its areas in the list of places. */
const WHOLE_COMMUNE = 'commune-'
export const wholeCommune = (unitId: string) => `${WHOLE_COMMUNE}${unitId}`

/** A decision as it was entered; without a total the households of the area as they were last counted are meant. */
export const DecisionFields = z.object({
  place: z.string({ error: 'Hãy chọn thôn, tổ dân phố.' }).regex(/^(commune-)?\d{1,18}$/, 'Hãy chọn thôn, tổ dân phố.'),
  matter: choice(C.matter, MATTERS),
  form: choice(C.form, DECISION_FORMS),
  title: text(C.title, { longest: 300 }),
  content: optionalText(C.content, { longest: 10_000 }),
  decidedOn: day(C.decidedOn),
  totalCount: optionalWholeNumber(C.totalCount, { least: 1, most: 100_000 }),
  takingPartCount: wholeNumber(C.takingPartCount, { most: 100_000 }),
  inFavourCount: wholeNumber(C.inFavourCount, { most: 100_000 }),
  againstCount: wholeNumber(C.againstCount, { most: 100_000 }),
  files: storedFiles(C.files),
})

export const DELIVERY_LABELS = {
  sentOn: 'Ngày gửi đến Ủy ban nhân dân và Mặt trận cấp xã',
  receivedOn: 'Ngày Ủy ban nhân dân cấp xã nhận',
  needsRecognition: 'Công nhận',
} as const

export const DeliveryFields = z.object({
  sentOn: day(DELIVERY_LABELS.sentOn),
  receivedOn: day(DELIVERY_LABELS.receivedOn),
  needsRecognition: checked(),
})

export const RECOGNITION_LABELS = {
  recognition: 'Kết quả',
  recognisedOn: 'Ngày văn bản',
  number: 'Số, ký hiệu văn bản',
  reason: 'Lý do không công nhận',
} as const

export const RecognitionFields = z.object({
  recognition: choice(RECOGNITION_LABELS.recognition, RECOGNITIONS),
  recognisedOn: day(RECOGNITION_LABELS.recognisedOn),
  number: text(RECOGNITION_LABELS.number, { longest: 100 }),
  reason: optionalText(RECOGNITION_LABELS.reason, { longest: 2000 }),
})

export const MEDIATION_LABELS = {
  residentialAreaId: 'Thôn, tổ dân phố',
  kind: 'Loại việc',
  begunOn: 'Ngày nhận',
  endedOn: 'Ngày kết thúc',
  outcome: 'Kết quả',
} as const

const M = MEDIATION_LABELS

export const MediationFields = z.object({
  residentialAreaId: recordId(M.residentialAreaId),
  kind: choice(M.kind, MEDIATION_KINDS),
  begunOn: day(M.begunOn),
  endedOn: optionalDay(M.endedOn),
  outcome: z
    .enum(['', 'settled', 'not-settled'], { error: 'Hãy chọn lại kết quả.' })
    .optional()
    .transform((typed): MediationOutcome | null => (typed === undefined || typed === '' ? null : typed)),
})

export const CONSULTATION_LABELS = {
  unitId: 'Xã, phường',
  matter: 'Loại nội dung',
  title: 'Việc cần lấy ý kiến',
  content: 'Nội dung lấy ý kiến',
  documentNumber: 'Số, ký hiệu dự thảo',
  opensOn: 'Lấy ý kiến từ ngày',
  closesOn: 'Đến hết ngày',
  files: 'Dự thảo, tài liệu',
} as const

const S = CONSULTATION_LABELS

export const ConsultationFields = z.object({
  unitId: recordId(S.unitId),
  matter: choice(S.matter, CONSULTATION_MATTERS),
  title: text(S.title, { longest: 300 }),
  content: text(S.content, { longest: 20_000 }),
  documentNumber: optionalText(S.documentNumber, { longest: 100 }),
  opensOn: day(S.opensOn),
  closesOn: day(S.closesOn),
  files: storedFiles(S.files),
})

export const OPINION_LABELS = {
  channel: 'Nhận bằng cách nào',
  receivedOn: 'Ngày nhận',
  contents: 'Các ý kiến',
  consultationId: 'Cuộc lấy ý kiến',
  content: 'Ý kiến',
  theme: 'Nhóm ý kiến',
  themeAnswer: 'Giải trình của nhóm',
  opinions: 'Chọn ý kiến',
  title: 'Tên nhóm',
  answer: 'Giải trình',
  conclusion: 'Kết quả tiếp thu, giải trình',
} as const

const O = OPINION_LABELS

export const OpinionsFields = z.object({
  channel: choice(O.channel, OPINION_CHANNELS),
  receivedOn: day(O.receivedOn),
  contents: text(O.contents, { longest: 50_000 })
    .transform(opinionsInLines)
    .pipe(z.array(z.string()).max(500, 'Mỗi lần ghi tối đa 500 ý kiến.')),
})

/** One opinion as it is mended; without a theme it stands in none. */
export const OpinionFields = z.object({
  channel: choice(O.channel, OPINION_CHANNELS),
  receivedOn: day(O.receivedOn),
  content: text(O.content, { longest: 10_000 }),
  theme: optionalText(O.theme, { longest: 200 }),
})

/** An opinion as a row of a sheet has it. */
export const OpinionRowFields = OpinionFields.extend({
  consultationId: recordId(O.consultationId),
  themeAnswer: optionalText(O.themeAnswer, { longest: 10_000 }),
})

export const GroupingFields = z.object({
  opinions: recordIds(O.opinions).pipe(z.array(z.string()).min(1, 'Hãy chọn ít nhất một ý kiến.')),
  title: text(O.title, { longest: 200 }),
})

export const AnswerFields = z.object({ answer: text(O.answer, { longest: 10_000 }) })

export const ConclusionFields = z.object({ conclusion: text(O.conclusion, { longest: 10_000 }) })

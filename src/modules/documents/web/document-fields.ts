import { z } from 'zod'
import {
  choice,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  storedFiles,
  text,
} from '../../../platform/http/form-fields.ts'
import { SECRECY, type Secrecy } from '../rules/document-limits.ts'
import { mentionsInLines } from '../rules/document-mention.ts'
import { DOCUMENT_TYPE_CHOICES } from '../rules/register-entry.ts'

/** What people call the fields of a document. */
export const DOCUMENT_LABELS = {
  unitId: 'Sổ văn bản của',
  type: 'Loại văn bản',
  reference: 'Số, ký hiệu',
  issuedOn: 'Ngày văn bản',
  issuingBody: 'Cơ quan ban hành',
  number: 'Số',
  symbol: 'Ký hiệu',
  issuingUnitId: 'Cơ quan ban hành',
  draftingUnitId: 'Đơn vị tham mưu, soạn thảo',
  arrivedOn: 'Ngày đến',
  arrivalNumber: 'Số đến',
  summary: 'Trích yếu',
  dueOn: 'Hạn thực hiện hoặc trả lời',
  basedOn: 'Căn cứ các văn bản',
  carriesOut: 'Để thực hiện các văn bản',
  replaces: 'Thay thế các văn bản',
  files: 'Tệp văn bản',
  identifier: 'Mã định danh văn bản điện tử',
  secrecy: 'Độ mật',
  duplicate: 'Văn bản đang vào sổ',
} as const

const L = DOCUMENT_LABELS

const mentions = (label: string) => optionalText(label, { longest: 10_000 }).transform(mentionsInLines)

/** Said of a document that is like one in the register: it is another one all the same. */
export const DIFFERENT = 'different'

const secrecy = z
  .enum(['', ...(Object.keys(SECRECY) as Secrecy[])], { error: 'Hãy chọn độ mật trong danh sách.' })
  .nullish()
  .transform((mark) => mark || null)

const shared = {
  unitId: recordId(L.unitId),
  type: choice(L.type, DOCUMENT_TYPE_CHOICES),
  issuedOn: day(L.issuedOn),
  summary: text(L.summary),
  dueOn: optionalDay(L.dueOn),
  basedOn: mentions(L.basedOn),
  carriesOut: mentions(L.carriesOut),
  replaces: mentions(L.replaces),
  files: storedFiles(L.files),
  secrecy,
  /** What was answered to the question whether it is registered already; empty before it was asked. */
  duplicate: z.enum(['', DIFFERENT], { error: 'Hãy chọn một trong hai.' }).default(''),
}

export const OutgoingFields = z.object({
  direction: z.literal('outgoing'),
  ...shared,
  number: optionalWholeNumber(L.number, { least: 1, most: 999_999 }),
  symbol: optionalText(L.symbol, { longest: 40 }),
  issuingUnitId: optionalRecordId(L.issuingUnitId),
  draftingUnitId: optionalRecordId(L.draftingUnitId),
})

export const IncomingFields = z.object({
  direction: z.literal('incoming'),
  ...shared,
  reference: text(L.reference, { longest: 50 }),
  issuingBody: text(L.issuingBody, { longest: 200 }),
  arrivedOn: day(L.arrivedOn),
  arrivalNumber: optionalWholeNumber(L.arrivalNumber, { least: 1, most: 999_999 }),
  identifier: optionalText(L.identifier, { longest: 100 }),
})

/** Checks a document, entered in the form or sent to `/api/v1/documents`. */
export const DocumentFields = z.discriminatedUnion('direction', [OutgoingFields, IncomingFields], {
  error: 'Hãy chọn văn bản đi hoặc văn bản đến.',
})

import { sql } from 'kysely'
import { z } from 'zod'
import {
  alikeKey,
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
  type SheetContext,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeDocument, recordDocument } from '../actions/record-document.ts'
import { withdrawDocument } from '../actions/withdraw-document.ts'
import { linksOf } from '../queries/document-links.ts'
import { documentById } from '../queries/documents.ts'
import { possibleDuplicates } from '../queries/possible-duplicates.ts'
import { documentFormValues } from '../rules/document-form-values.ts'
import { asksFirst, isCertain, likenessInWords } from '../rules/document-likeness.ts'
import { type Direction, DOCUMENT_TYPE_CHOICES } from '../rules/register-entry.ts'
import { DIFFERENT, IncomingFields, DOCUMENT_LABELS as L, OutgoingFields } from './document-fields.ts'

const registerColumn: SheetColumn = {
  ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
  ...{ help: 'Cơ quan có sổ văn bản mà bạn được ghi.', example: 'Chọn trong danh sách' },
}
const typeColumn: SheetColumn = {
  ...{ key: 'type', title: L.type, kind: 'choice', required: true, choices: DOCUMENT_TYPE_CHOICES },
  ...{ help: 'Chọn trong danh sách.', example: 'Kế hoạch (KH)' },
}
const issuedColumn: SheetColumn = {
  ...{ key: 'issuedOn', title: L.issuedOn, kind: 'date', required: true },
  ...{ help: 'Ngày ghi trên văn bản.', example: '05/03/2026' },
}
const mention = (key: string, title: string): SheetColumn => ({
  ...{ key, title, kind: 'text', example: '32/KH-UBND ngày 05/01/2026' },
  help: 'Mỗi dòng trong ô một văn bản.',
})
const common: readonly SheetColumn[] = [
  {
    ...{ key: 'summary', title: L.summary, kind: 'text', required: true },
    ...{ help: 'Không quá 500 ký tự.', example: 'Về việc tổ chức đối thoại với Nhân dân' },
  },
  {
    ...{ key: 'dueOn', title: L.dueOn, kind: 'date' },
    ...{ help: 'Để trống nếu không có hạn.', example: '30/04/2026' },
  },
  mention('basedOn', L.basedOn),
  mention('carriesOut', L.carriesOut),
  mention('replaces', L.replaces),
]

const ANOTHER = { [DIFFERENT]: 'Là văn bản khác' } as const
const access = { readPermission: 'document.read', writePermission: 'document.write' } as const
const about =
  'Mỗi dòng là một văn bản trong sổ. Tệp văn bản gửi ở trang của từng văn bản; nhập từ Excel giữ nguyên tệp đã có. Hoàn tác là thu hồi: văn bản còn trong sổ với số của nó.'

/** The form speaks of both directions; a row of a sheet always has that of its sheet. */
function recordsGoing(direction: Direction): RecordSheet['records'] {
  return recordsOf({
    table: 'document',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'document.read'), today),
    only: sql`withdrawn_on is null and direction = ${direction}`,
    one: async ({ database, official, today }, id) => {
      const document = await documentById(database, official, id, today)
      return (
        document && { ...documentFormValues(document, await linksOf(database, official, id, today)), duplicate: '' }
      )
    },
  })
}

const takeBack: RecordSheet['takeBack'] = ({ database, official, today }, id, reason) =>
  withdrawDocument(database, official, { id, reason, today })

const incoming = recordSheet({
  ...{ kind: 'incoming-documents', title: 'Văn bản đến', about, ...access },
  columns: [
    registerColumn,
    {
      ...{ key: 'arrivalNumber', title: L.arrivalNumber, kind: 'whole-number' },
      ...{ help: 'Để trống thì hệ thống cấp số kế tiếp.', example: '15' },
    },
    {
      ...{ key: 'arrivedOn', title: L.arrivedOn, kind: 'date', required: true },
      ...{ help: 'Ngày văn bản đến cơ quan.', example: '06/03/2026' },
    },
    typeColumn,
    {
      ...{ key: 'reference', title: L.reference, kind: 'text', required: true },
      ...{ help: 'Như ghi trên văn bản, không quá 50 ký tự.', example: '32/KH-UBND' },
    },
    issuedColumn,
    {
      ...{ key: 'issuingBody', title: L.issuingBody, kind: 'text', required: true },
      ...{ help: 'Không quá 200 ký tự.', example: 'Ủy ban nhân dân tỉnh' },
    },
    ...common,
    {
      ...{ key: 'identifier', title: L.identifier, kind: 'text' },
      ...{ help: 'Mã mà hệ thống của bên gửi đặt. Để trống nếu không có.', example: '' },
    },
    {
      ...{ key: 'duplicate', title: 'Trùng với văn bản đã vào sổ', kind: 'choice', choices: ANOTHER },
      ...{
        help: 'Chỉ ghi khi hệ thống báo có thể trùng mà bạn đã xem, thấy là văn bản khác.',
        example: ANOTHER.different,
      },
    },
  ],
  fields: IncomingFields.extend({ direction: z.literal('incoming').default('incoming') }),
  records: recordsGoing('incoming'),
  alike: ({ unitId, arrivalNumber, arrivedOn, reference, issuedOn, issuingBody }) => [
    ...alikeKey('arrivalNumber', unitId, arrivalNumber, arrivedOn?.slice(-4)),
    ...alikeKey('reference', unitId, reference, issuedOn, issuingBody),
  ],
  add: async ({ database, official, today }, { duplicate, ...given }) => {
    if (duplicate === '') await refuseDuplicate({ database, official, today }, given)
    return recordDocument(database, official, given, today)
  },
  change: async ({ database, official, today }, id, { duplicate, ...given }) => {
    if (duplicate !== '') {
      const message = 'Ô này chỉ ghi với văn bản mới. Hãy để trống.'
      throw new Refusal('invalid', 'documents.not-by-spreadsheet', message, { duplicate: message })
    }
    await changeDocument(database, official, { id, version: null, given, today })
  },
  takeBack,
})

/** Told in the dry run, at the cell that answers it. Refuses `documents.possible-duplicate`. */
async function refuseDuplicate(
  { database, official, today }: SheetContext,
  given: Omit<z.output<typeof IncomingFields>, 'duplicate'>,
): Promise<void> {
  const found = await possibleDuplicates(database, official, given, today)
  const like = found.find(asksFirst)
  // What is certainly the same the register refuses itself.
  if (!like || found.some(isCertain)) return
  const message = `Có thể trùng với văn bản ${like.reference} ngày ${formatCalendarDate(like.issuedOn)}, số đến ${like.arrivalNumber}: ${likenessInWords(like).toLowerCase()}.`
  throw new Refusal('conflict', 'documents.possible-duplicate', message, { duplicate: message })
}

const outgoing = recordSheet({
  ...{ kind: 'outgoing-documents', title: 'Văn bản đi', about, ...access },
  columns: [
    registerColumn,
    {
      ...{ key: 'number', title: L.number, kind: 'whole-number' },
      ...{ help: 'Để trống thì hệ thống cấp số kế tiếp.', example: '15' },
    },
    {
      ...{ key: 'symbol', title: L.symbol, kind: 'text' },
      ...{ help: 'Để trống thì lập theo loại văn bản và cơ quan.', example: 'KH-UBND' },
    },
    typeColumn,
    issuedColumn,
    ...common,
  ],
  fields: OutgoingFields.extend({ direction: z.literal('outgoing').default('outgoing') }),
  records: recordsGoing('outgoing'),
  // Without a symbol the usual one follows from who drafted it and from the day.
  alike: ({ unitId = '', issuingUnitId, draftingUnitId, number, symbol, type, issuedOn = '' }) => {
    const series = symbol || `${draftingUnitId || unitId} ${issuedOn}`
    return alikeKey('number', issuingUnitId || unitId, number, issuedOn.slice(-4), type, series)
  },
  add: ({ database, official, today }, { duplicate: _duplicate, ...given }) =>
    recordDocument(database, official, given, today),
  change: async ({ database, official, today }, id, { duplicate: _duplicate, ...given }) => {
    await changeDocument(database, official, { id, version: null, given, today })
  },
  takeBack,
})

/** The register of documents, by direction. */
export const documentSheets: readonly RecordSheet[] = [incoming, outgoing]

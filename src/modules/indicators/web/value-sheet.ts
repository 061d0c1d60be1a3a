import { sql } from 'kysely'
import {
  alikeKey,
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetContext,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { correctValue, enterValue, noSuchValue, withdrawValue } from '../actions/keep-value.ts'
import { indicatorDefinitions } from '../queries/definitions.ts'
import { typedValueById } from '../queries/typed-value-records.ts'
import { PUBLISHED_PARTS } from '../rules/span.ts'
import { valueFormValues } from '../rules/value-form-values.ts'
import { VALUE_LABELS as L, ValueFields } from './value-fields.ts'

const BY_SHEET = 'Đính chính bằng bảng tính'

/** What others publish (PAR INDEX, SIPAS …), many units at once. */
export const valueSheet: RecordSheet = recordSheet({
  kind: 'indicator-values',
  title: 'Số liệu chỉ tiêu từ nguồn ngoài',
  about:
    'Mỗi dòng là số liệu của một đơn vị trong một kỳ, đúng như văn bản công bố. Chỉ tiêu đếm từ hồ sơ không nhập ở đây. Dòng đã có sửa được số liệu và nguồn: số cũ vẫn xem được; chỉ tiêu, đơn vị, kỳ giữ nguyên.',
  readPermission: 'figure.read',
  writePermission: 'indicator.enter',
  columns: [
    {
      ...{ key: 'indicatorCode', title: L.indicatorCode, kind: 'choice', required: true },
      choices: async ({ database, today }) =>
        Object.fromEntries(
          (await indicatorDefinitions(database, undefined, today))
            .filter(({ measure }) => measure === 'typed')
            .map(({ code, title }) => [code, title]),
        ),
      ...{ help: 'Chọn trong danh sách.', example: 'Chỉ số cải cách hành chính (PAR INDEX)' },
    },
    {
      ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
      ...{ help: 'Đơn vị mà bạn được nhập.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'year', title: L.year, kind: 'whole-number', required: true },
      ...{ help: 'Năm của số liệu, không phải năm công bố.', example: '2025' },
    },
    {
      ...{ key: 'part', title: L.part, kind: 'choice', required: true, choices: PUBLISHED_PARTS },
      ...{ help: 'Chọn trong danh sách.', example: PUBLISHED_PARTS.year },
    },
    {
      ...{ key: 'value', title: L.value, kind: 'decimal', required: true },
      ...{ help: 'Nhiều nhất bốn chữ số sau dấu phẩy.', example: '85,25' },
    },
    {
      ...{ key: 'document', title: L.document, kind: 'text', required: true },
      ...{ help: 'Số, ký hiệu và tên văn bản.', example: 'Quyết định số 123/QĐ-UBND về công bố chỉ số năm 2025' },
    },
    {
      ...{ key: 'publishedOn', title: L.publishedOn, kind: 'date', required: true },
      ...{ help: 'Không sau hôm nay.', example: '05/03/2026' },
    },
    {
      ...{ key: 'publisher', title: L.publisher, kind: 'text', required: true },
      ...{ help: 'Cơ quan ban hành văn bản.', example: 'Bộ Nội vụ' },
    },
    { ...{ key: 'note', title: L.note, kind: 'text' }, ...{ help: 'Không bắt buộc.', example: '' } },
  ],
  fields: ValueFields,
  alike: ({ indicatorCode, unitId, year, part }) => alikeKey('value', indicatorCode, unitId, year, part),
  records: recordsOf({
    table: 'indicator_value',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'figure.read'), today),
    only: sql`withdrawn_on is null`,
    one: async ({ database, official, today }, id) => {
      const value = await typedValueById(database, { official, today, permission: 'figure.read' }, id)
      return value && valueFormValues(value)
    },
  }),
  add: ({ database, official, today }, entered) => enterValue(database, official, entered, today),
  change: async ({ database, official, today }, id, { indicatorCode, unitId, year, part, ...given }) => {
    await refuseAnother({ database, official, today }, id, { indicatorCode, unitId, year: String(year), part })
    await correctValue(database, official, { id, version: null, given, reason: BY_SHEET, today })
  },
  takeBack: ({ database, official, today }, id, reason) =>
    withdrawValue(database, official, { id, version: null, reason, today }),
})

/** A row may correct a value; another indicator, unit or period is another value. */
async function refuseAnother(
  { database, official, today }: SheetContext,
  id: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const value = await typedValueById(database, { official, today, permission: 'indicator.enter' }, id)
  if (!value) throw noSuchValue()
  const kept = valueFormValues(value)
  const changed = Object.keys(given).find((name) => given[name] !== kept[name])
  if (changed === undefined) return
  const message =
    'Chỉ tiêu, đơn vị, năm và kỳ của số đã nhập giữ nguyên. Hãy rút số ấy và nhập số mới ở dòng khác, để trống cột mã.'
  throw new Refusal('invalid', 'indicators.value-of-another', message, { [changed]: message })
}

import { sql } from 'kysely'
import {
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeCoordination, draftCoordination, withdrawCoordination } from '../actions/keep-coordination.ts'
import { baseTitles, coordinationById, dutiesOf, partiesOf } from '../queries/coordinations.ts'
import { COORDINATION_KINDS } from '../rules/coordination.ts'
import { coordinationFormValues } from '../rules/form-values.ts'
import { CoordinationFields, COORDINATION_LABELS as L } from './coordination-fields.ts'

const parties: readonly SheetColumn[] = [
  {
    ...{ key: 'leadUnitId', title: L.leadUnitId, kind: 'unit', required: true },
    ...{ help: 'Đơn vị mà bạn được soạn.', example: 'Chọn trong danh sách' },
  },
  {
    ...{ key: 'secondUnitId', title: L.secondUnitId, kind: 'unit' },
    ...{ help: 'Tên hoặc mã đơn vị; để trống nếu bên kia ở ngoài hệ thống.', example: 'Ủy ban MTTQ Việt Nam tỉnh' },
  },
  {
    ...{ key: 'thirdUnitId', title: L.thirdUnitId, kind: 'unit' },
    ...{ help: 'Tên hoặc mã đơn vị; để trống nếu không có.', example: '' },
  },
  {
    ...{ key: 'outsideParties', title: L.outsideParties, kind: 'text' },
    ...{
      help: 'Mỗi dòng trong ô một cơ quan (xuống dòng trong ô: Alt + Enter).',
      example: 'Tòa án nhân dân khu vực 1',
    },
  },
]

const term: readonly SheetColumn[] = [
  {
    ...{ key: 'startsOn', title: L.startsOn, kind: 'date', required: true },
    ...{ help: 'Ngày/tháng/năm.', example: '01/01/2026' },
  },
  {
    ...{ key: 'endsOn', title: L.endsOn, kind: 'date' },
    ...{ help: 'Chỉ quy chế được để trống.', example: '31/12/2026' },
  },
  {
    ...{ key: 'reportDay', title: L.reportDay, kind: 'whole-number' },
    ...{ help: 'Ghi cả ngày và tháng, hoặc để trống cả hai.', example: '5' },
  },
  {
    ...{ key: 'reportMonth', title: L.reportMonth, kind: 'whole-number' },
    ...{ help: 'Ghi cả ngày và tháng, hoặc để trống cả hai.', example: '12' },
  },
]

/** What bodies sign with each other, as it is drafted: parties, term, and the duties as lines. */
export const coordinationSheet: RecordSheet = recordSheet({
  kind: 'coordinations',
  title: 'Văn bản phối hợp',
  about:
    'Mỗi dòng là một quy chế, chương trình, kế hoạch phối hợp mà đơn vị của bạn chủ trì; nhiệm vụ của các bên ghi trong một ô. Bản đã có bên ký thì không sửa được. Chữ ký, báo cáo, sơ kết, tổng kết ghi ở trang của từng bản.',
  readPermission: 'coordination.read',
  writePermission: 'coordination.write',
  columns: [
    {
      ...{ key: 'kind', title: L.kind, kind: 'choice', required: true, choices: COORDINATION_KINDS },
      ...{ help: 'Chọn trong danh sách.', example: COORDINATION_KINDS.programme },
    },
    {
      ...{ key: 'title', title: L.title, kind: 'text', required: true },
      ...{ help: 'Không quá 500 ký tự.', example: 'Chương trình phối hợp công tác dân vận giai đoạn 2026-2030' },
    },
    {
      ...{ key: 'reference', title: L.reference, kind: 'text' },
      ...{ help: 'Không quá 100 ký tự.', example: '05/CTPH-UBND-MTTQ' },
    },
    ...parties,
    ...term,
    {
      ...{ key: 'basedOnId', title: L.basedOnId, kind: 'choice' },
      choices: ({ database, official, today }) => baseTitles(database, official, today),
      ...{ help: 'Để trống nếu không có.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'duties', title: L.duties, kind: 'text' },
      ...{
        help: 'Mỗi dòng trong ô một nhiệm vụ; của một bên thì bắt đầu bằng bên ấy.',
        example: 'Bên 2: Vận động đoàn viên, hội viên tham gia',
      },
    },
  ],
  fields: CoordinationFields,
  records: recordsOf({
    ...{ table: 'coordination', unitColumn: 'lead_unit_id', only: sql`withdrawn_on is null` },
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'coordination.read'), today),
    one: async ({ database, official, today }, id) => {
      const found = await coordinationById(database, official, id, today)
      if (!found) return undefined
      return coordinationFormValues(found, await partiesOf(database, official, id, today), await dutiesOf(database, id))
    },
  }),
  add: ({ database, official, today }, given) => atColumn(() => draftCoordination(database, official, given, today)),
  change: ({ database, official, today }, id, given) =>
    atColumn(() => changeCoordination(database, official, { id, version: null, given, today })),
  takeBack: ({ database, official, today }, id, reason) =>
    withdrawCoordination(database, official, { id, reason, today }),
})

/** What is refused of the partners is told at the first of their two columns. */
async function atColumn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.partnerUnitIds === undefined) throw error
    throw new Refusal(error.kind, error.code, error.messageForPerson, { secondUnitId: error.fields.partnerUnitIds })
  }
}

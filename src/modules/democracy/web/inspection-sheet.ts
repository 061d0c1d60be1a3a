import { sql } from 'kysely'
import { recordId } from '../../../platform/http/form-fields.ts'
import { type RecordSheet, recordSheet, recordsOf } from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { addInspectionItem, changeInspectionItem, withdrawInspectionItem } from '../actions/keep-inspection-item.ts'
import { inspectionItemById } from '../queries/inspection-items.ts'
import { inspectionPlansToChoose } from '../queries/inspection-plans.ts'
import { INSPECTION_FORMS } from '../rules/inspection-board.ts'
import { inspectionItemFormValues } from '../rules/inspection-form-values.ts'
import { InspectionItemFields, INSPECTION_ITEM_LABELS as L } from './inspection-fields.ts'
import { planTitle } from './inspection-parts.tsx'

const PLAN = 'Kế hoạch của Ban Thanh tra nhân dân'

const Fields = InspectionItemFields.extend({ planId: recordId(PLAN) })

/** What People's Inspection Boards plan to watch or verify. Results, recommendations and answers are written on the page of each. */
export const inspectionSheet: RecordSheet = recordSheet({
  kind: 'inspection-items',
  title: 'Nội dung giám sát, xác minh của Ban Thanh tra nhân dân',
  about:
    'Mỗi dòng là một nội dung trong kế hoạch đã soạn; kế hoạch soạn ở trang của Ban. Nội dung của kế hoạch đã gửi không sửa được, chỉ thêm được. Kết quả, kiến nghị, trả lời ghi ở trang của từng nội dung. Không ghi họ tên người dân.',
  readPermission: 'democracy.read',
  writePermission: 'democracy.write',
  columns: [
    {
      ...{ key: 'planId', title: PLAN, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const plans = await inspectionPlansToChoose(database, official, today)
        return Object.fromEntries(
          plans.map(({ id, periodCode, unitName }) => [id, `${planTitle(periodCode)}, ${unitName}`]),
        )
      },
      ...{ help: 'Chọn trong danh sách các kế hoạch đã soạn.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'form', title: L.form, kind: 'choice', required: true, choices: INSPECTION_FORMS },
      ...{ help: 'Chọn trong danh sách.', example: INSPECTION_FORMS.supervision },
    },
    {
      ...{ key: 'title', title: L.title, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự; không ghi họ tên người dân.', example: 'Thu, chi quỹ làm cầu Kênh Ba' },
    },
    {
      ...{ key: 'body', title: L.body, kind: 'text', required: true },
      ...{ help: 'Không ghi họ tên người được giám sát.', example: 'Ủy ban nhân dân xã' },
    },
    {
      ...{ key: 'requestedBy', title: L.requestedBy, kind: 'text' },
      ...{ help: 'Chỉ ghi khi xác minh theo yêu cầu.', example: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã' },
    },
    {
      ...{ key: 'responsible', title: L.responsible, kind: 'text', required: true },
      ...{ help: 'Chức danh trong Ban, không ghi họ tên.', example: 'Phó Trưởng ban' },
    },
    {
      ...{ key: 'plannedOn', title: L.plannedOn, kind: 'date', required: true },
      ...{ help: 'Trong kỳ của kế hoạch.', example: '31/03/2026' },
    },
  ],
  fields: Fields,
  records: recordsOf({
    table: 'inspection_board_item',
    unitColumn: 'plan_id',
    units: ({ official, today }) => sql`(select plan.id from inspection_board_plan plan
      where plan.withdrawn_on is null and plan.unit_id in ${unitsUnder(unitsFor(official, 'democracy.read'), today)})`,
    only: sql`withdrawn_on is null`,
    one: async ({ database, official, today }, id) => {
      const item = await inspectionItemById(database, official, id, today)
      return item && { planId: item.planId, ...inspectionItemFormValues(item) }
    },
  }),
  add: ({ database, official, today }, { planId, ...given }) =>
    addInspectionItem(database, official, { planId, given, today }),
  change: async ({ database, official, today }, id, { planId, ...given }) => {
    const before = await inspectionItemById(database, official, id, today)
    if (before && before.planId !== planId) {
      const message = 'Nội dung không chuyển sang kế hoạch khác được. Hãy giữ kế hoạch cũ, hoặc thêm nội dung mới.'
      throw new Refusal('invalid', 'democracy.inspection-item-of-another-plan', message, { planId: message })
    }
    await changeInspectionItem(database, official, { id, version: null, given, today })
  },
  takeBack: ({ database, official, today }, id, reason) =>
    withdrawInspectionItem(database, official, { id, reason, today }),
})

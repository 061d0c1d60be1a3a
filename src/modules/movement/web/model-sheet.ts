import { type RecordSheet, recordSheet, recordsOf } from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeModel, registerModel } from '../actions/register-model.ts'
import { fieldTitles } from '../queries/model-fields.ts'
import { modelById } from '../queries/models.ts'
import { MODEL_REGISTRATIONS, OWNER_KINDS } from '../rules/model.ts'
import { modelFormValues } from '../rules/model-form-values.ts'
import { MODEL_LABELS as L, ModelFields } from './model-fields.ts'

/** “Dân vận khéo” models as they were registered. */
export const modelSheet: RecordSheet = recordSheet({
  kind: 'models',
  title: 'Mô hình Dân vận khéo',
  about:
    'Mỗi dòng là một mô hình đăng ký. Kết quả bình xét, quyết định công nhận và mô hình gốc được nhân rộng ghi ở trang của từng mô hình, nhập từ Excel giữ nguyên. Mô hình đã nhập không hủy hàng loạt được: hoàn tác chỉ trả lại những mô hình đã sửa.',
  readPermission: 'movement.read',
  writePermission: 'movement.write',
  columns: [
    {
      ...{ key: 'name', title: L.name, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Tuyến đường hoa ấp 5' },
    },
    {
      ...{ key: 'registration', title: L.registration, kind: 'choice', required: true, choices: MODEL_REGISTRATIONS },
      ...{ help: 'Chọn trong danh sách.', example: MODEL_REGISTRATIONS.new },
    },
    {
      ...{
        key: 'field',
        title: L.field,
        kind: 'choice',
        required: true,
        choices: ({ database }) => fieldTitles(database),
      },
      ...{ help: 'Chọn trong danh sách.', example: 'Kinh tế' },
    },
    {
      ...{ key: 'ownerKind', title: L.ownerKind, kind: 'choice', required: true, choices: OWNER_KINDS },
      ...{ help: 'Chọn trong danh sách.', example: OWNER_KINDS.collective },
    },
    {
      ...{ key: 'ownerName', title: L.ownerName, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Tổ dân vận ấp 5' },
    },
    {
      ...{ key: 'content', title: L.content, kind: 'text' },
      ...{ help: 'Không quá 20.000 ký tự.', example: 'Vận động các hộ trồng hoa dọc tuyến đường' },
    },
    {
      ...{ key: 'year', title: L.year, kind: 'whole-number', required: true },
      ...{ help: 'Bốn chữ số.', example: '2026' },
    },
    {
      ...{ key: 'registeredOn', title: L.registeredOn, kind: 'date', required: true },
      ...{ help: 'Ngày/tháng/năm.', example: '05/03/2026' },
    },
    {
      ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
      ...{ help: 'Đơn vị mà bạn được ghi mô hình.', example: 'Chọn trong danh sách' },
    },
  ],
  fields: ModelFields,
  records: recordsOf({
    table: 'movement_model',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'movement.read'), today),
    one: async ({ database, official, today }, id) => {
      const model = await modelById(database, official, id, today)
      return model && modelFormValues(model)
    },
  }),
  add: ({ database, official, today }, entered) => registerModel(database, official, entered, today),
  change: async ({ database, official, today }, id, given) => {
    await changeModel(database, official, { id, version: null, given, today })
  },
})

import { sql } from 'kysely'
import { type RecordSheet, recordSheet, recordsOf } from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeActivity, recordActivity } from '../actions/record-activity.ts'
import { withdrawActivity } from '../actions/withdraw-activity.ts'
import { activityById, opinionsOf } from '../queries/activities.ts'
import { ACTIVITY_KINDS } from '../rules/activity.ts'
import { activityFormValues } from '../rules/activity-form-values.ts'
import { ActivityFields, ACTIVITY_LABELS as L } from './activity-fields.ts'

/** Activities with the opinions raised there, one activity a row. */
export const activitySheet: RecordSheet = recordSheet({
  kind: 'activities',
  title: 'Hoạt động',
  about:
    'Mỗi dòng là một hoạt động đã diễn ra; các ý kiến ghi trong một ô, mỗi dòng một ý kiến. Buổi tiếp công dân lấy số liệu từ sổ thì sửa ở sổ, không có ở đây. Tệp kèm theo không nhập từ Excel; hoạt động đã có thì giữ nguyên tệp của nó.',
  readPermission: 'activity.read',
  writePermission: 'activity.record',
  columns: [
    {
      ...{ key: 'kind', title: L.kind, kind: 'choice', required: true, choices: ACTIVITY_KINDS },
      ...{ help: 'Chọn trong danh sách.', example: ACTIVITY_KINDS.dialogue },
    },
    {
      ...{ key: 'title', title: L.title, kind: 'text', required: true },
      ...{ help: 'Một câu, không quá 300 ký tự.', example: 'Đối thoại với Nhân dân về tiến độ làm đường ấp 3' },
    },
    {
      ...{ key: 'heldOn', title: L.heldOn, kind: 'date', required: true },
      ...{ help: 'Ngày đã diễn ra, không sau hôm nay.', example: '05/03/2026' },
    },
    {
      ...{ key: 'place', title: L.place, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Nhà văn hóa ấp 3' },
    },
    {
      ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
      ...{ help: 'Đơn vị mà bạn được ghi hoạt động.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'chairedBy', title: L.chairedBy, kind: 'text', required: true },
      ...{ help: 'Họ tên và chức vụ, không quá 200 ký tự.', example: 'Trần Văn Tám, Chủ tịch' },
    },
    {
      ...{ key: 'participantCount', title: L.participantCount, kind: 'whole-number', required: true },
      ...{ help: 'Lớp tập huấn: số học viên. Tiếp công dân: số lượt người.', example: '120' },
    },
    {
      ...{ key: 'opinionCount', title: L.opinionCount, kind: 'whole-number' },
      ...{ help: 'Để trống nếu đã ghi đủ từng ý kiến ở cột sau.', example: '2' },
    },
    {
      ...{ key: 'opinions', title: L.opinions, kind: 'text' },
      ...{
        help: 'Mỗi dòng trong ô một ý kiến (xuống dòng trong ô: Alt + Enter).',
        example: 'Đề nghị nạo vét kênh Ba Sào',
      },
    },
    {
      ...{ key: 'content', title: L.content, kind: 'text' },
      ...{ help: 'Không quá 20.000 ký tự.', example: 'Ủy ban nhân dân xã tiếp thu, trả lời trong tháng 4' },
    },
    {
      ...{ key: 'behalfUnitId', title: L.behalfUnitId, kind: 'unit' },
      unitKinds: ['council-standing-body', 'council', 'council-committee', 'national-assembly-delegation'],
      ...{ help: 'Để trống nếu thực hiện cho chính đơn vị.', example: '' },
    },
  ],
  fields: ActivityFields,
  records: recordsOf({
    table: 'activity',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'activity.read'), today),
    only: sql`withdrawn_on is null and register_path is null`,
    one: async ({ database, official, today }, id) => {
      const activity = await activityById(database, official, id, today)
      return activity && activityFormValues(activity, await opinionsOf(database, id))
    },
  }),
  add: ({ database, official, today }, entered) => recordActivity(database, official, entered, today),
  change: ({ database, official, today }, id, given) =>
    changeActivity(database, official, { id, version: null, given, today }),
  takeBack: ({ database, official, today }, id, reason) => withdrawActivity(database, official, { id, reason, today }),
})

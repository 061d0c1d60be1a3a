import { z } from 'zod'
import { recordIds } from '../../../platform/http/form-fields.ts'
import { idsInLines, linesOf } from '../../../platform/spreadsheet/read-cell.ts'
import {
  type RecordSheet,
  recordSheet,
  type SheetColumn,
  type SheetContext,
  type SheetValues,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { changeTask, withdrawTask } from '../actions/change-task.ts'
import { giveTask } from '../actions/give-task.ts'
import { planById } from '../queries/plans.ts'
import { assignmentsOfTask, milestonesOf, taskById } from '../queries/tasks.ts'
import { contentTitles, planOfContent, taskIdsForSheet } from '../queries/tasks-for-sheet.ts'
import { DUE_READINGS } from '../rules/deadline-reading.ts'
import { taskFormValues } from '../rules/form-values.ts'
import { COUNTED_RECORDS } from '../rules/task-details.ts'
import { TASK_LABELS as L, TaskFields } from './plan-fields.ts'

/** Several units in one cell, as the form has them. */
const unitsInCell = (label: string) =>
  z.preprocess((cell) => (typeof cell === 'string' ? linesOf(cell) : cell), recordIds(label))

const SheetFields = TaskFields.extend({
  leadUnitIds: unitsInCell(L.leadUnitIds),
  coordinatingUnitIds: unitsInCell(L.coordinatingUnitIds),
})

const about: readonly SheetColumn[] = [
  {
    ...{ key: 'contentId', title: L.contentId, kind: 'choice', required: true },
    choices: ({ database, official, today }) => contentTitles(database, official, { above: false, today }),
    ...{ help: 'Kế hoạch và nội dung: chọn trong danh sách.', example: 'Chọn trong danh sách' },
  },
  {
    ...{ key: 'title', title: L.title, kind: 'text', required: true },
    ...{ help: 'Không quá 500 ký tự.', example: 'Tổ chức đối thoại với Nhân dân ít nhất một lần trong năm' },
  },
  {
    ...{ key: 'product', title: L.product, kind: 'text' },
    ...{ help: 'Không quá 300 ký tự.', example: 'Biên bản, báo cáo kết quả' },
  },
  {
    ...{ key: 'leadUnitIds', title: L.leadUnitIds, kind: 'units', required: true },
    ...{
      help: 'Mỗi dòng trong ô một đơn vị (xuống dòng trong ô: Alt + Enter): tên, hoặc mã đơn vị.',
      example: 'Ủy ban nhân dân xã A\nỦy ban nhân dân xã B',
    },
  },
  {
    ...{ key: 'coordinatingUnitIds', title: L.coordinatingUnitIds, kind: 'units' },
    ...{ help: 'Mỗi dòng trong ô một đơn vị. Để trống nếu không có.', example: 'Sở Tài chính' },
  },
]

const deadline: readonly SheetColumn[] = [
  {
    ...{ key: 'dueOn', title: L.dueOn, kind: 'date', required: true },
    ...{ help: 'Ngày/tháng/năm.', example: '05/12/2026' },
  },
  {
    ...{ key: 'dueReading', title: L.dueReading, kind: 'choice', choices: DUE_READINGS },
    ...{ help: 'Để trống: tính cả ngày ghi ở cột hạn.', example: DUE_READINGS.by },
  },
  {
    ...{ key: 'dueReadingReason', title: L.dueReadingReason, kind: 'text' },
    ...{ help: 'Bắt buộc khi tính cả chính ngày “trước ngày”.', example: 'Thống nhất tại cuộc họp giao ban' },
  },
  {
    ...{ key: 'dueTime', title: L.dueTime, kind: 'text' },
    ...{ help: 'Giờ của ngày cuối, để đơn vị biết.', example: '16:30' },
  },
  {
    ...{ key: 'assignedOn', title: L.assignedOn, kind: 'date' },
    ...{ help: 'Chỉ với nhiệm vụ mới; để trống: từ ngày ban hành kế hoạch.', example: '05/01/2026' },
  },
]

const details: readonly SheetColumn[] = [
  {
    ...{ key: 'targetAmount', title: L.targetAmount, kind: 'whole-number' },
    ...{ help: 'Ghi cùng đơn vị tính, hoặc bỏ trống cả hai.', example: '2' },
  },
  {
    ...{ key: 'targetMeasure', title: L.targetMeasure, kind: 'text' },
    ...{ help: 'Không quá 100 ký tự.', example: 'cuộc đối thoại' },
  },
  {
    ...{ key: 'targetCounts', title: L.targetCounts, kind: 'choice', choices: COUNTED_RECORDS },
    ...{ help: 'Để trống: không tính tự động.', example: COUNTED_RECORDS.activity },
  },
  {
    ...{ key: 'periodFrom', title: L.periodFrom, kind: 'date' },
    ...{ help: 'Ghi cả hai ngày, hoặc bỏ trống cả hai.', example: '01/03/2026' },
  },
  {
    ...{ key: 'periodTo', title: L.periodTo, kind: 'date' },
    ...{ help: 'Ghi cả hai ngày, hoặc bỏ trống cả hai.', example: '30/11/2026' },
  },
  {
    ...{ key: 'milestones', title: L.milestones, kind: 'text' },
    ...{
      help: 'Mỗi dòng trong ô một mốc: ngày, dấu hai chấm, việc phải xong.',
      example: '30/06/2026: Ban hành kế hoạch',
    },
  },
  {
    ...{ key: 'carriesOutContentId', title: L.carriesOutContentId, kind: 'choice' },
    choices: ({ database, official, today }) => contentTitles(database, official, { above: true, today }),
    ...{ help: 'Để trống: theo nội dung mà nhiệm vụ thuộc về.', example: 'Chọn trong danh sách' },
  },
]

/** Tasks of plans with the units that do them and those that support, one task a row. */
export const taskSheet: RecordSheet = recordSheet({
  kind: 'tasks',
  title: 'Nhiệm vụ của kế hoạch',
  about:
    'Mỗi dòng là một nhiệm vụ của một kế hoạch đã có; các đơn vị thực hiện, phối hợp ghi trong một ô, mỗi dòng một đơn vị. Tiến độ, tiếp nhận và minh chứng ghi ở trang của từng nhiệm vụ.',
  readPermission: 'plan.read',
  writePermission: 'task.assign',
  columns: [...about, ...deadline, ...details],
  fields: SheetFields,
  records: async (context, which) => {
    const ids = await taskIdsForSheet(context.database, context.official, { which, today: context.today })
    const found = await Promise.all(ids.map((id) => valuesOf(context, id)))
    return ids.flatMap((id, at) => {
      const values = found[at]
      return values ? [{ id, values }] : []
    })
  },
  add: async ({ database, official, today }, given) => {
    const planId = (await planOfContent(database, given.contentId)) ?? '0'
    const plan = await planById(database, official, planId, today)
    const assignedOn = given.assignedOn ?? plan?.issuedOn ?? today
    return giveTask(database, official, { planId, given: { ...given, assignedOn }, today })
  },
  change: async (context, id, given) => {
    const { database, official, today } = context
    const now = await valuesOf(context, id)
    if (given.assignedOn !== null && now && formatCalendarDate(given.assignedOn) !== now.assignedOn) {
      const message = 'Ngày giao của nhiệm vụ đã có không sửa được. Hãy giữ nguyên ô này như trong tệp đã tải về.'
      throw new Refusal('invalid', 'plan.assigned-day-kept', message, { assignedOn: message })
    }
    await changeTask(database, official, { id, version: null, given, today })
  },
  takeBack: ({ database, official, today }, id, reason) => withdrawTask(database, official, { id, reason, today }),
})

async function valuesOf({ database, official, today }: SheetContext, id: string): Promise<SheetValues | undefined> {
  const task = await taskById(database, official, id, today)
  if (!task) return undefined
  const assignments = await assignmentsOfTask(database, official, id, today)
  const form = taskFormValues(task, assignments, await milestonesOf(database, id))
  const assignedOn = assignments.map((each) => each.assignedOn).sort()[0]
  const { _version, ...values } = Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, Array.isArray(value) ? idsInLines(value) : value]),
  )
  return { ...values, assignedOn: assignedOn === undefined ? '' : formatCalendarDate(assignedOn) }
}

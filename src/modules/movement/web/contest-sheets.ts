import { sql } from 'kysely'
import {
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
  type SheetContext,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { awardOf, enterWork, noSuchStage } from '../actions/enter-work.ts'
import { changeWork, removeWork } from '../actions/mend-work.ts'
import { enterWorkForAuthor } from '../actions/send-entry.ts'
import { worksWithAuthors } from '../queries/contest-authors.ts'
import { contestsInReach, contestsToChoose, entryById, stageById, stagesToChoose } from '../queries/contests.ts'
import { workFormValues } from '../rules/work-form-values.ts'
import { WORK_LABELS as W, WorkFields } from './contest-fields.ts'
import { JUDGED_LABELS as J, JudgedRowFields } from './judged-fields.ts'

const words = (key: string, title: string, help: string, example: string, required = false): SheetColumn => ({
  ...{ key, title, kind: 'text', help, example, required },
})

/** Works of contests that are judged elsewhere: author, award and all, as the unit writes them down. */
const workSheet: RecordSheet = recordSheet({
  kind: 'contest-works',
  title: 'Tác phẩm dự thi và giải',
  about:
    'Mỗi dòng là một tác phẩm của cuộc thi chỉ ghi lại tác phẩm và giải. Bài của cuộc thi chấm trên hệ thống không ở đây.',
  readPermission: 'movement.read',
  writePermission: 'movement.write',
  columns: [
    {
      ...{ key: 'stageId', title: W.stageId, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const stages = await stagesToChoose(database, official, today)
        return Object.fromEntries(stages.map(({ id, title, contestTitle }) => [id, `${contestTitle} – ${title}`]))
      },
      ...{ help: 'Cuộc thi và chặng, chọn trong danh sách.', example: 'Chọn trong danh sách' },
    },
    words('authorName', W.authorName, 'Nhóm tác giả thì ghi các tên cách nhau bằng dấu phẩy.', 'Nguyễn Văn An', true),
    words('authorPlace', W.authorPlace, 'Không quá 300 ký tự.', 'Ấp 3, xã Vĩnh Tường'),
    words('workTitle', W.workTitle, 'Không quá 300 ký tự.', 'Con đường sáu mét', true),
    words('prize', W.prize, 'Để trống khi chưa có giải.', 'Giải Nhất'),
    {
      ...{ key: 'awardedOn', title: W.awardedOn, kind: 'date' },
      ...{ help: 'Ghi cùng với giải.', example: '05/03/2026' },
    },
  ],
  fields: WorkFields,
  records: recordsOf({
    table: 'contest_entry',
    unitColumn: 'contest_id',
    units: ({ official, today }) => contestsInReach(official, today),
    only: sql`state is null`,
    one: async ({ database, official, today }, id) => {
      const entry = await entryById(database, official, id, today)
      return entry && workFormValues(entry)
    },
  }),
  add: async ({ database, official, today }, { prize, awardedOn, ...work }) => {
    const stage = await stageById(database, work.stageId)
    if (!stage) throw noSuchStage()
    const given = { contestId: stage.contestId, ...work, award: awardOf(prize, awardedOn) }
    return enterWork(database, official, given, today)
  },
  change: ({ database, official, today }, id, { prize, awardedOn, ...work }) =>
    changeWork(database, official, { id, version: null, given: { ...work, award: awardOf(prize, awardedOn) }, today }),
  takeBack: async ({ database, official, today }, id, reason) => {
    await removeWork(database, official, { id, reason, today })
  },
})

/** Works that are judged here, with their authors: they go out to secretaries alone, and come in for their authors. */
const judgedWorkSheet: RecordSheet = recordSheet({
  kind: 'judged-works',
  title: 'Bài dự thi chấm trên hệ thống',
  about:
    'Mỗi dòng là một bài nhận bằng giấy hoặc qua bưu điện, nhập thay tác giả; người nhập không chấm bài ấy. Chỉ thư ký cuộc thi tải được các bài, vì trong đó có tên tác giả. Bài đã nhận không sửa, không hủy hàng loạt được. Tệp bài dự thi gửi ở trang của cuộc thi.',
  readPermission: 'movement.write',
  writePermission: 'movement.write',
  onlyItsColumns: true,
  columns: [
    {
      ...{ key: 'contestId', title: 'Cuộc thi', kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const judged = await contestsToChoose(database, official, today)
        return Object.fromEntries(judged.map(({ id, title }) => [id, title]))
      },
      ...{ help: 'Cuộc thi đang nhận bài, chọn trong danh sách.', example: 'Chọn trong danh sách' },
    },
    words('authorName', J.authorName, 'Nhóm tác giả thì ghi các tên cách nhau bằng dấu phẩy.', 'Nguyễn Văn An', true),
    words('authorPlace', J.authorPlace, 'Không quá 300 ký tự.', 'Ấp 3, xã Vĩnh Tường'),
    words('contact', J.contact, 'Không quá 200 ký tự.', '0912 345 678'),
    {
      ...{ key: 'unitId', title: J.unitId, kind: 'unit' },
      ...{ help: 'Giám khảo cùng đơn vị không chấm bài này; để trống khi không rõ.', example: 'Chọn trong danh sách' },
    },
    words('workTitle', J.workTitle, 'Không quá 300 ký tự.', 'Bến đò không còn rác', true),
    words('content', J.content, 'Bài mới phải có; không ghi tên tác giả trong bài.', 'Cả ấp cùng vớt rác'),
  ],
  fields: JudgedRowFields,
  records: async ({ database, official }: SheetContext, which) => {
    const works = await worksWithAuthors(database, official, which)
    return works.map(({ id, unitId, ...values }) => ({ id, values: { ...values, unitId: unitId ?? '' } }))
  },
  add: async ({ database, official, today }, entered) => {
    const { id } = await enterWorkForAuthor(database, official, { ...entered, storedFileId: null }, today)
    return id
  },
  change: async () => {
    throw new Refusal(
      'conflict',
      'movement.work-stays',
      'Bài đã nhận giữ nguyên như tác giả gửi. Hãy giữ dòng này như tệp tải về.',
    )
  },
})

/** What of contests comes in from spreadsheets. */
export const contestSheets: readonly RecordSheet[] = [workSheet, judgedWorkSheet]

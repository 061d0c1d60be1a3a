import { z } from 'zod'
import { optionalText } from '../../../platform/http/form-fields.ts'
import {
  type RecordSheet,
  recordSheet,
  type SheetContext,
  type SheetValues,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addPerson, endPost, givePost, noSuchPost, renamePerson } from '../actions/keep-people.ts'
import { lastPostOf, type PostForSheet, postsForSheet } from '../queries/posts-for-sheet.ts'
import { roles } from '../queries/roles.ts'
import { NewPersonFields, POST_LABELS as P } from './organisation-fields.ts'

const PERSON_ID = 'Mã của người'

const SheetFields = NewPersonFields.extend({
  personId: optionalText(PERSON_ID, { longest: 18 }).pipe(
    z.string().regex(/^\d*$/, 'Mã của người chỉ gồm chữ số. Hãy chép từ tệp đã tải về, hoặc để trống với người mới.'),
  ),
})

/** What cannot be changed of a post that was given: it is ended and another is given. */
const FIXED = ['personId', 'isAnother', 'unitId', 'title', 'roleCode', 'reachUnitId', 'position', 'validFrom'] as const

/** People with their posts, one post a row: whoever holds two has two rows with the same id of the person. */
export const postSheet: RecordSheet = recordSheet({
  kind: 'posts',
  title: 'Cán bộ và chức vụ',
  about:
    'Mỗi dòng là một chức vụ của một người, kể cả chức vụ đã thôi. Người mới thì để trống mã của người; giao thêm chức vụ cho người đã có thì ghi mã ấy ở dòng mới. Chức vụ đã giao chỉ sửa được họ tên và ngày thôi giữ. Tài khoản cấp riêng cho từng người. Bản ghi mới không hủy hàng loạt được; ngày thôi giữ đã ghi cũng không hoàn tác được.',
  // Only who manages them takes lists of people out.
  readPermission: 'organisation.manage',
  writePermission: 'organisation.manage',
  columns: [
    {
      ...{ key: 'fullName', title: P.fullName, kind: 'text', required: true },
      ...{ help: 'Không quá 100 ký tự.', example: 'Nguyễn Thị Mười' },
    },
    {
      ...{ key: 'personId', title: PERSON_ID, kind: 'text' },
      ...{ help: 'Hệ thống ghi. Để trống với người mới; chép lại để giao thêm chức vụ.', example: '' },
    },
    {
      ...{ key: 'isAnother', title: P.isAnother, kind: 'choice', choices: { '1': 'Là người khác' } },
      ...{ help: 'Chỉ ghi khi người mới trùng họ tên với người đã có trong đơn vị.', example: 'Là người khác' },
    },
    {
      ...{ key: 'unitId', title: P.unitId, kind: 'unit', required: true },
      ...{ help: 'Đơn vị mà bạn quản lý.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'title', title: P.title, kind: 'text', required: true },
      ...{ help: 'Không quá 200 ký tự.', example: 'Công chức Văn phòng - Thống kê' },
    },
    {
      ...{ key: 'validFrom', title: P.validFrom, kind: 'date', required: true },
      ...{ help: 'Ngày bắt đầu giữ chức vụ.', example: '05/03/2026' },
    },
    {
      ...{ key: 'validTo', title: P.validTo, kind: 'date' },
      ...{ help: 'Để trống nếu chưa có hạn.', example: '' },
    },
    {
      ...{ key: 'roleCode', title: P.roleCode, kind: 'choice' },
      choices: async ({ database }) =>
        Object.fromEntries((await roles(database)).map(({ code, title }) => [code, title])),
      ...{ help: 'Để trống: không sử dụng hệ thống.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'reachUnitId', title: P.reachUnitId, kind: 'unit' },
      ...{ help: 'Chỉ ghi khi làm việc cho cả cấp trên.', example: '' },
    },
    {
      ...{ key: 'position', title: P.position, kind: 'whole-number' },
      ...{ help: '1 là người đứng đầu.', example: '1' },
    },
  ],
  fields: SheetFields,
  records: async ({ database, official, today }, which) =>
    (await postsForSheet(database, official, { which, today })).map((post) => ({ id: post.id, values: shown(post) })),
  add: async ({ database, official, today }, { fullName, isAnother, personId, ...post }) => {
    if (personId === '') {
      const added = await addPerson(database, official, { fullName, isAnother, post }, today)
      return (await lastPostOf(database, added)) ?? ''
    }
    await givePost(database, official, personId, post, today)
    const given = (await lastPostOf(database, personId)) ?? ''
    const [kept] = await postsForSheet(database, official, { which: { ids: [given] }, today })
    if (kept?.fullName === fullName) return given
    const message = `Người có mã ${personId} tên là ${kept?.fullName ?? ''}. Hãy kiểm tra lại mã, hoặc để trống mã nếu là người mới.`
    throw new Refusal('invalid', 'organisation.another-name', message, { personId: message })
  },
  change: async (context, id, given) => {
    const { database, official, today } = context
    const [post] = await postsForSheet(database, official, { which: { ids: [id] }, today })
    if (!post) throw noSuchPost()
    refuseFixed(post, given)
    await renamePerson(database, official, { personId: post.personId, fullName: given.fullName }, today)
    if (given.validTo === post.validTo) return
    await end(context, post, given.validTo)
  },
})

/** Gives a post its last day; one that has a last day keeps having one. */
async function end(
  { database, official, today }: SheetContext,
  post: PostForSheet,
  lastDay: PostForSheet['validTo'],
): Promise<void> {
  try {
    if (lastDay === null) throw fixed('validTo')
    await endPost(database, official, { postId: post.id, lastDay, reason: '' }, today)
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.lastDay === undefined) throw error
    throw new Refusal(error.kind, error.code, error.messageForPerson, { validTo: error.fields.lastDay })
  }
}

function refuseFixed(post: PostForSheet, given: z.output<typeof SheetFields>): void {
  const now = {
    ...{ personId: post.personId, isAnother: false, unitId: post.unitId, title: post.title, roleCode: post.roleCode },
    ...{ reachUnitId: post.reachUnitId, position: post.position, validFrom: post.validFrom },
  }
  for (const key of FIXED) if (given[key] !== now[key]) throw fixed(key)
}

function fixed(key: string): Refusal {
  const message =
    'Chức vụ đã giao chỉ sửa được họ tên và ghi ngày thôi giữ. Hãy giữ nguyên ô này; muốn đổi thì cho thôi chức vụ rồi thêm dòng mới.'
  return new Refusal('invalid', 'organisation.post-kept', message, { [key]: message })
}

function shown(post: PostForSheet): SheetValues {
  return {
    ...{ fullName: post.fullName, personId: post.personId, isAnother: '', unitId: post.unitId, title: post.title },
    ...{ roleCode: post.roleCode ?? '', reachUnitId: post.reachUnitId ?? '', position: String(post.position) },
    validFrom: formatCalendarDate(post.validFrom),
    validTo: post.validTo === null ? '' : formatCalendarDate(post.validTo),
  }
}

import { sql } from 'kysely'
import { z } from 'zod'
import { choice } from '../../../platform/http/form-fields.ts'
import {
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
import { changePetition } from '../actions/change-petition.ts'
import { registerPetition } from '../actions/register-petition.ts'
import { registerPetitions } from '../actions/register-petitions.ts'
import { petitionById, petitionsForForms } from '../queries/petition.ts'
import { possibleDuplicates } from '../queries/possible-duplicates.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionFormValues } from '../rules/petition-form-values.ts'
import { PETITION_CHANNELS, petitionNumber } from '../rules/petition-kind.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS, OrdinaryPetitionFields } from './petition-fields.ts'

/** What is sent over the network comes in with its sender's own words, never by a sheet. */
const { online: _online, ...PAPER_CHANNELS } = PETITION_CHANNELS
const DIFFERENT = { different: 'Là đơn khác' } as const
const DUPLICATE = 'Trùng với đơn đã vào sổ'

const SheetFields = OrdinaryPetitionFields.extend({
  channel: choice(L.channel, PAPER_CHANNELS),
  duplicate: z.enum(['', 'different'], { error: 'Hãy chọn trong danh sách.' }).default(''),
})

/** Source: Law on Denunciations 25/2018/QH14, Article 8(3): who denounces is kept secret, so it goes only into the protected store. */
const NEVER_DENUNCIATIONS =
  'Đơn tố cáo không nhập bằng bảng tính: danh tính người tố cáo chỉ ở kho bảo vệ riêng. Hệ thống không giữ lại ô nào khác của dòng này.'

const aboutPetition: readonly SheetColumn[] = [
  {
    ...{ key: 'kind', title: L.kind, kind: 'choice', required: true, choices: ORDINARY_KINDS },
    neverIn: { 'Tố cáo': NEVER_DENUNCIATIONS, denunciation: NEVER_DENUNCIATIONS },
    ...{ help: 'Chọn trong danh sách. Không nhập đơn tố cáo.', example: ORDINARY_KINDS.proposal },
  },
  {
    ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
    ...{ help: 'Đơn vị giữ sổ mà bạn được vào sổ.', example: 'Chọn trong danh sách' },
  },
  {
    ...{ key: 'receivedOn', title: L.receivedOn, kind: 'date', required: true },
    ...{ help: 'Ngày nhận đơn, không sau hôm nay.', example: '05/03/2026' },
  },
  {
    ...{ key: 'channel', title: L.channel, kind: 'choice', required: true, choices: PAPER_CHANNELS },
    ...{ help: 'Chọn trong danh sách.', example: PAPER_CHANNELS.counter },
  },
  {
    ...{ key: 'title', title: L.title, kind: 'text', required: true },
    ...{ help: 'Không quá 300 ký tự.', example: 'Đề nghị sửa cầu ấp 3' },
  },
  {
    ...{ key: 'content', title: L.content, kind: 'text' },
    ...{ help: 'Không quá 20.000 ký tự.', example: 'Cầu ấp 3 hư mặt sàn, đề nghị sửa trước mùa mưa' },
  },
]

const aboutSender: readonly SheetColumn[] = [
  {
    ...{ key: 'senderName', title: L.senderName, kind: 'text' },
    ...{ help: 'Không quá 200 ký tự.', example: 'Nguyễn Văn Bảy' },
  },
  {
    ...{ key: 'senderAddress', title: L.senderAddress, kind: 'text' },
    ...{ help: 'Không quá 300 ký tự.', example: 'Ấp 3, xã Vĩnh Tường' },
  },
  {
    ...{ key: 'senderPhone', title: L.senderPhone, kind: 'text' },
    ...{ help: 'Chỉ chữ số; định dạng ô là văn bản để giữ số 0 ở đầu.', example: '0912 345 678' },
  },
  {
    ...{ key: 'signatoryCount', title: L.signatoryCount, kind: 'whole-number' },
    ...{ help: 'Để trống là 1.', example: '1' },
  },
  {
    ...{ key: 'forwardedBy', title: L.forwardedBy, kind: 'text' },
    ...{ help: 'Để trống nếu người gửi nộp thẳng.', example: 'Ban Tiếp công dân tỉnh' },
  },
  {
    ...{ key: 'behalfUnitId', title: L.behalfUnitId, kind: 'unit' },
    unitKinds: ['council-standing-body', 'council', 'council-committee', 'national-assembly-delegation'],
    ...{ help: 'Để trống nếu nhận cho chính đơn vị.', example: '' },
  },
  {
    ...{ key: 'duplicate', title: DUPLICATE, kind: 'choice', choices: DIFFERENT },
    ...{
      help: 'Chỉ ghi khi hệ thống báo có thể trùng mà bạn đã xem, thấy là đơn khác. Nếu là đơn trùng, vào sổ ở biểu mẫu.',
      example: DIFFERENT.different,
    },
  },
]

/** Petitions that came in on paper or by word of mouth; never denunciations, in or out. */
export const petitionSheet: RecordSheet = recordSheet({
  kind: 'petitions',
  title: 'Đơn nhận bằng giấy',
  about:
    'Mỗi dòng là một đơn khiếu nại, kiến nghị, phản ánh; vào sổ theo thứ tự dòng, lấy số như khi ghi tay. Không bao giờ nhập hay xuất đơn tố cáo. Đơn gửi trực tuyến không có ở đây. Bước xử lý, tệp kèm theo ghi ở trang của từng đơn. Số đã lấy không rút lại được nên đơn mới không hủy hàng loạt được.',
  // A list of senders goes out only to those who keep the register.
  readPermission: 'petition.register',
  writePermission: 'petition.register',
  columns: [...aboutPetition, ...aboutSender],
  fields: SheetFields,
  records: recordsOf({
    table: 'petition',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'petition.register'), today),
    only: sql`kind_code <> 'denunciation' and channel_code <> 'online'`,
    one: async ({ database, official, today }, id) => {
      const petition = await petitionById(database, official, id, today)
      if (!petition?.opened || petition.kind === 'denunciation') return undefined
      return { ...petitionFormValues(petition), kind: petition.kind, unitId: petition.unitId, duplicate: '' }
    },
    many: async ({ database, official, today }, ids) => {
      const found = await petitionsForForms(database, official, { ids, today })
      const forms = found.map(({ id, ...petition }) => {
        const { _version, ...values } = petitionFormValues(petition)
        return [id, { ...values, kind: petition.kind, unitId: petition.unitId, duplicate: '' }] as const
      })
      return new Map(forms)
    },
  }),
  add: async (context, { duplicate, ...given }) => {
    if (duplicate === '') await refuseDuplicate(context, given)
    return registerPetition(context.database, context.official, given, context.today)
  },
  many: {
    // Whether a petition is another one's duplicate is asked when all before it are in the register.
    takes: ({ duplicate }) => duplicate === 'different',
    add: ({ database, official, today }, rows, trial) => registerPetitions(database, official, rows, { today, trial }),
  },
  change: async ({ database, official, today }, id, { duplicate, kind, unitId, ...given }) => {
    const petition = await petitionById(database, official, id, today)
    if (!petition) throw noSuchPetition()
    if (kind !== petition.kind) throw kept('kind', 'Loại đơn đổi ở trang của đơn. Hãy giữ nguyên ô này.')
    if (unitId !== petition.unitId) throw kept('unitId', 'Đơn đã vào sổ của đơn vị này. Hãy giữ nguyên ô này.')
    if (duplicate !== '') throw kept('duplicate', 'Ô này chỉ ghi với đơn mới. Hãy để trống.')
    await changePetition(database, official, { id, version: null, given, today })
  },
})

async function refuseDuplicate(
  { database, official, today }: SheetContext,
  given: Parameters<typeof possibleDuplicates>[2],
): Promise<void> {
  const [found] = await possibleDuplicates(database, official, given, today)
  if (!found) return
  const message = `Có thể trùng với đơn số ${petitionNumber(found)} nhận ngày ${formatCalendarDate(found.receivedOn)}.`
  throw new Refusal('conflict', 'petition.possible-duplicate', message, { duplicate: message })
}

function kept(key: string, message: string): Refusal {
  return new Refusal('invalid', 'petition.not-by-spreadsheet', message, { [key]: message })
}

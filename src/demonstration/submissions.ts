import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { markAsAbuse, registerSubmission } from '../modules/petitions/actions/check-submission.ts'
import { decidePublication, proposePublication } from '../modules/petitions/actions/publish-petition.ts'
import { takeStep } from '../modules/petitions/actions/take-step.ts'
import type { PetitionKind } from '../modules/petitions/rules/petition-kind.ts'
import type { Visibility } from '../modules/petitions/rules/submission.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import '../modules/petitions/queries/submission-tables.ts'

const ILLUSTRATION = 'Đơn minh họa; người gửi và nội dung được đặt ra.'

type Sent = {
  kind: Exclude<PetitionKind, 'denunciation'>
  title: string
  content: string
  place: string
  /** Days ago. */
  ago: number
  visibility: Visibility
  name?: string
}

const WAITING: readonly Sent[] = [
  {
    kind: 'feedback',
    title: 'Đèn đường trước chợ không sáng đã hai tuần',
    content: 'Ba bóng đèn trước chợ không sáng, buổi tối đi lại nguy hiểm. Đề nghị thay bóng mới.',
    place: 'Trước chợ Vĩnh Tường',
    ago: 4,
    visibility: 'name-hidden',
  },
  {
    kind: 'proposal',
    title: 'Đề nghị làm nhà vệ sinh ở bến xe khách',
    content: 'Khách chờ xe đông, không có nhà vệ sinh. Đề nghị xã làm một nhà vệ sinh công cộng.',
    place: 'Bến xe khách xã',
    ago: 1,
    visibility: 'public',
    name: 'Nguyễn Văn Lành',
  },
  {
    kind: 'complaint',
    title: 'Không đồng ý quyết định thu hồi sạp ở chợ',
    content: 'Quyết định thu hồi sạp không nêu lý do, không báo trước. Đề nghị xem xét lại.',
    place: 'Chợ Vĩnh Tường, dãy B',
    ago: 0,
    visibility: 'closed',
    name: 'Trần Thị Hai',
  },
]

/** What was answered, rated (1 to 5) and, where there is an `answer`, made public. */
const ANSWERED: readonly (Sent & { points: number; answer: string | null })[] = [
  {
    kind: 'feedback',
    title: 'Cầu ván ấp Vĩnh Hòa mục, học sinh đi học nguy hiểm',
    content: 'Cầu ván qua kênh ở ấp Vĩnh Hòa mục nhiều tấm, mưa trơn trượt.',
    place: 'Ấp Vĩnh Hòa',
    ago: 58,
    visibility: 'public',
    points: 5,
    answer: 'Ủy ban nhân dân xã đã thay toàn bộ ván mặt cầu; cầu bê tông được ghi vào danh mục đầu tư năm sau.',
  },
  {
    kind: 'feedback',
    title: 'Rác tồn đọng ở đầu kênh nhiều ngày',
    content: 'Rác ở đầu kênh không được thu gom, bốc mùi.',
    place: 'Đầu kênh Xáng',
    ago: 44,
    visibility: 'name-hidden',
    points: 4,
    answer: 'Đơn vị thu gom đã tăng lên ba chuyến mỗi tuần; điểm rác tự phát đã được dọn.',
  },
  {
    kind: 'proposal',
    title: 'Đề nghị kéo nước sạch cho các hộ cuối tuyến',
    content: 'Mười hai hộ cuối tuyến chưa có nước sạch.',
    place: 'Ấp Vĩnh Thuận',
    ago: 39,
    visibility: 'public',
    points: 3,
    answer: 'Tuyến ống được ghi vào kế hoạch quý I năm sau; trong lúc chờ, xã bố trí điểm cấp nước tại nhà văn hóa ấp.',
  },
  {
    kind: 'feedback',
    title: 'Bộ phận một cửa làm việc trễ giờ',
    content: 'Bảy giờ rưỡi chưa có người nhận hồ sơ.',
    place: 'Trụ sở Ủy ban nhân dân xã',
    ago: 31,
    visibility: 'closed',
    points: 4,
    answer: null,
  },
  {
    kind: 'proposal',
    title: 'Đề nghị gắn gương cầu lồi ở khúc cua',
    content: 'Khúc cua gần trường khuất tầm nhìn, hay va quẹt.',
    place: 'Gần trường tiểu học',
    ago: 25,
    visibility: 'name-hidden',
    points: 5,
    answer: 'Ủy ban nhân dân xã đã gắn hai gương cầu lồi ở khúc cua.',
  },
  {
    kind: 'feedback',
    title: 'Loa phát thanh mở quá to lúc sáng sớm',
    content: 'Loa ở đầu ấp mở từ năm giờ sáng, người già khó ngủ.',
    place: 'Đầu ấp Vĩnh Thuận',
    ago: 18,
    visibility: 'public',
    points: 2,
    answer: null,
  },
]

const WAITING_FOR_PUBLICATION = ANSWERED[4]

/** What people sent to the commune of the accounts: some wait to be checked, some are under way, answered and rated, some public. */
export async function addSubmissions(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const { communeId } = placesOfAccounts(hauGiang)
  const account = async (userName: string) => {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`The account ${userName} of the demonstration has gone.`)
    return official
  }
  const clerk = await account('canbo.xa')
  const head = await account('lanhdao.xa')
  const sentOn = ({ ago }: Sent) => addDays(today, -ago)
  for (const sent of WAITING) await insert(database, communeId, sent, sentOn(sent))
  const advertising: Sent = {
    kind: 'feedback',
    title: 'Cho vay lãi suất thấp',
    content: 'Gọi ngay.',
    place: '',
    ago: 3,
    visibility: 'closed',
  }
  const nonsense = await insert(database, communeId, advertising, sentOn(advertising))
  await markAsAbuse(database, clerk, { ids: [nonsense], reason: 'Quảng cáo, thư rác' }, addDays(today, -2))
  const open: Sent = {
    kind: 'proposal',
    title: 'Đề nghị mở lối đi cho xe cứu thương vào hẻm 3',
    content: 'Hẻm 3 bị chắn bằng trụ bê tông, xe cứu thương không vào được.',
    place: 'Hẻm 3, ấp Vĩnh Hòa',
    ago: 6,
    visibility: 'public',
    name: 'Lê Thị Tư',
  }
  const openId = await register(database, clerk, { communeId, sent: open, on: sentOn(open) })
  const added = 'Hôm qua xe cứu thương phải dừng ở đầu hẻm, người nhà khiêng bệnh nhân ra.'
  await database
    .insertInto('citizen_message')
    .values({
      submission_id: null,
      petition_id: openId,
      words: added,
      protected_words: null,
      read_at: null,
      read_by_account_id: null,
    })
    .execute()
  for (const answered of ANSWERED) {
    const { title, content, points, answer } = answered
    const on = sentOn(answered)
    const petitionId = await register(database, clerk, { communeId, sent: answered, on })
    const answeredOn = addDays(on, 7)
    const note = answer ?? 'Ủy ban nhân dân xã đã kiểm tra, trả lời và xử lý xong.'
    await takeStep(
      database,
      clerk,
      { petitionId, event: { kind: 'answered', on: answeredOn }, words: { note } },
      answeredOn,
    )
    await database
      .insertInto('answer_rating')
      .values({ petition_id: petitionId, unit_id: communeId, points, rated_on: addDays(answeredOn, 2) })
      .execute()
    if (answer === null) continue
    await proposePublication(database, clerk, { petitionId, given: { title, words: content, answer } }, answeredOn)
    // The last one waits for the second look.
    if (answered === WAITING_FOR_PUBLICATION) continue
    await decidePublication(database, head, { petitionId, decision: 'published', note: '' }, addDays(answeredOn, 1))
  }
}

async function insert(database: Database, communeId: string, sent: Sent, on: CalendarDate): Promise<string> {
  const { id } = await database
    .insertInto('submission')
    .values({
      kind_code: sent.kind,
      unit_id: communeId,
      place_unit_id: communeId,
      sent_on: on,
      visibility: sent.visibility,
      title: sent.title,
      content: sent.content,
      place: sent.place,
      sender_name: sent.name ?? '',
      sender_address: sent.name ? 'Ấp Vĩnh Hòa' : '',
      protected_words: null,
      protected_sender: null,
      checked_on: null,
      checked_by_account_id: null,
      petition_id: null,
      appeals_petition_id: null,
      illustration: ILLUSTRATION,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function register(
  database: Database,
  clerk: Official,
  { communeId, sent, on }: { communeId: string; sent: Sent; on: CalendarDate },
): Promise<string> {
  const submissionId = await insert(database, communeId, sent, on)
  const given = {
    kind: sent.kind,
    title: sent.title,
    content: sent.content,
    senderName: sent.name ?? '',
    senderAddress: sent.name ? 'Ấp Vĩnh Hòa' : '',
    senderPhone: '',
    signatoryCount: 1,
    publicTitle: sent.visibility === 'closed' ? '' : sent.title,
  }
  return registerSubmission(database, clerk, { submissionId, given }, on)
}

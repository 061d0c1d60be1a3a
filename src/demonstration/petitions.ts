import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { registerPetition } from '../modules/petitions/actions/register-petition.ts'
import { takeStep } from '../modules/petitions/actions/take-step.ts'
import type { PetitionChannel, PetitionKind } from '../modules/petitions/rules/petition-kind.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import { type Chance, chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'
import type { CouncilOffice } from './other-roots.ts'
import { addPetitionLives } from './petition-lives.ts'

const SUBJECTS: readonly { kind: PetitionKind; title: string; content: string }[] = [
  {
    kind: 'proposal',
    title: 'Kiến nghị sửa chữa cầu nông thôn',
    content: 'Cầu bắc qua kênh đã mục, học sinh đi lại nguy hiểm. Đề nghị sớm sửa chữa hoặc làm mới.',
  },
  {
    kind: 'feedback',
    title: 'Phản ánh rác thải chưa được thu gom',
    content: 'Rác ở đầu hẻm nhiều ngày chưa được thu gom, gây mùi và mất vệ sinh.',
  },
  {
    kind: 'complaint',
    title: 'Khiếu nại mức bồi thường khi thu hồi đất',
    content: 'Không đồng ý với đơn giá bồi thường trong quyết định; đề nghị xem xét lại việc xác định loại đất.',
  },
  {
    kind: 'proposal',
    title: 'Kiến nghị hỗ trợ vay vốn sản xuất',
    content: 'Hộ gia đình muốn chuyển đổi cây trồng, đề nghị hướng dẫn thủ tục vay vốn ưu đãi.',
  },
  {
    kind: 'feedback',
    title: 'Phản ánh thái độ phục vụ tại bộ phận một cửa',
    content: 'Phải đi lại nhiều lần vì không được hướng dẫn đủ giấy tờ ngay từ đầu.',
  },
  {
    kind: 'complaint',
    title: 'Khiếu nại việc không được cấp giấy chứng nhận quyền sử dụng đất',
    content: 'Hồ sơ đã nộp quá thời hạn trả kết quả mà chưa có trả lời.',
  },
  {
    kind: 'proposal',
    title: 'Kiến nghị mở rộng hệ thống cấp nước',
    content: 'Các hộ cuối tuyến chưa có nước sạch, đề nghị kéo thêm đường ống.',
  },
  {
    kind: 'feedback',
    title: 'Phản ánh tiếng ồn của cơ sở sản xuất',
    content: 'Cơ sở hoạt động ban đêm gây ồn, ảnh hưởng sinh hoạt của nhiều hộ.',
  },
]

const CHANNELS: readonly PetitionChannel[] = ['counter', 'post', 'reception', 'dialogue', 'online', 'forwarded']

/** Petitions of seed 002, then some of the working year in the commune and district of the accounts; all through the real steps. */
export async function addPetitions(
  database: Database,
  accounts: Readonly<Record<string, string>>,
  { hauGiang, office, today }: { hauGiang: HauGiang; office: CouncilOffice; today: CalendarDate },
): Promise<void> {
  const clerk = async (userName: string, day: CalendarDate) => {
    const official = await officialOfAccount(database, accounts[userName] ?? '', day)
    if (!official) throw new Error(`The account ${userName} of the demonstration has gone.`)
    return official
  }
  await addPetitionsOf2023(database, await clerk('canbo.vanphong', '2023-01-03'), office)
  const { communeId, districtId, departmentId } = placesOfAccounts(hauGiang)
  const random = chance(77)
  for (const [userName, unitId, count] of [
    ['canbo.xa', communeId, 14],
    ['canbo.huyen', districtId, 12],
    ['canbo.so', departmentId, 8],
  ] as const) {
    const official = await clerk(userName, today)
    const days = Array.from({ length: count }, () => addDays(today, -random.between(2, 120))).sort()
    for (const receivedOn of days) {
      const illustration = 'Đơn minh họa; người gửi và nội dung được đặt ra.'
      await addPetition(database, official, {
        unitId,
        behalfUnitId: null,
        receivedOn,
        random,
        until: today,
        illustration,
      })
    }
  }
  await addPetitionLives(database, accounts, { communeId, districtId, today })
}

/** January to May 2023: 236 petitions = 46 received for the delegation and 190 for the Council's standing body. */
async function addPetitionsOf2023(database: Database, official: Official, office: CouncilOffice): Promise<void> {
  const random = chance(236)
  const days = Array.from({ length: 236 }, () => addDays('2023-01-04', random.between(0, 140))).sort()
  for (const [index, receivedOn] of days.entries()) {
    // Every fifth went to the delegation, until its 46 are full.
    const behalfUnitId = index % 5 === 0 && index / 5 < 46 ? office.delegationId : office.standingBodyId
    await addPetition(database, official, {
      unitId: office.officeId,
      behalfUnitId,
      receivedOn,
      random,
      until: '2023-06-30',
      illustration:
        'Đơn minh họa: nguồn (báo cáo 5 tháng đầu năm 2023) chỉ cho tổng 236 đơn = Đoàn ĐBQH 46 + Thường trực HĐND 190; người gửi và nội dung được đặt ra.',
    })
  }
}

type PetitionToAdd = {
  unitId: string
  behalfUnitId: string | null
  receivedOn: CalendarDate
  random: Chance
  /** What would have been answered after this day has not been yet. */
  until: CalendarDate
  illustration: string
}

async function addPetition(database: Database, official: Official, given: PetitionToAdd): Promise<void> {
  const { random, receivedOn } = given
  const { kind, title, content } = random.pick(SUBJECTS)
  const petitionId = await registerPetition(
    database,
    official,
    {
      kind,
      title,
      content,
      channel: random.pick(CHANNELS),
      receivedOn,
      unitId: given.unitId,
      behalfUnitId: given.behalfUnitId,
      forwardedBy: '',
      senderName: inventedName(random),
      senderAddress: `Ấp ${random.between(1, 9)}`,
      senderPhone: '',
      signatoryCount: random.next() < 0.1 ? random.between(2, 12) : 1,
      files: [],
      illustration: given.illustration,
    },
    receivedOn,
  )
  const step = (event: Parameters<typeof takeStep>[2]['event'], note: string) =>
    takeStep(database, official, { petitionId, event, words: { note } }, event.on)
  const decidedOn = addDays(receivedOn, random.between(1, 6))
  const answeredOn = addDays(decidedOn, random.between(3, kind === 'complaint' ? 40 : 14))
  const sentOn = addDays(answeredOn, 2)
  if (decidedOn > given.until) return
  if (kind === 'complaint') await step({ kind: 'accepted', on: decidedOn }, 'Đủ điều kiện thụ lý.')
  if (answeredOn > given.until || random.next() < 0.12) return
  // A complaint that was accepted is settled by a decision; anything else is answered by a letter.
  if (kind === 'complaint') {
    const outcome = (['unfounded', 'partly', 'founded'] as const)[random.between(0, 2)] ?? 'unfounded'
    await step(
      { kind: 'decided', on: answeredOn, outcome, manner: 'decision' },
      'Đã có quyết định giải quyết khiếu nại.',
    )
    if (sentOn <= given.until) await step({ kind: 'sent', on: sentOn }, '')
  } else await step({ kind: 'answered', on: answeredOn }, 'Đã có văn bản trả lời người gửi đơn.')
}

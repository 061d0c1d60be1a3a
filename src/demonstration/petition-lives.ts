import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { addReplyTemplate } from '../modules/petitions/actions/keep-reply-template.ts'
import { markSecondRound, mergePetition, splitPetition } from '../modules/petitions/actions/link-petitions.ts'
import { registerPetition } from '../modules/petitions/actions/register-petition.ts'
import { type StepToTake, takeStep } from '../modules/petitions/actions/take-step.ts'
import type { PetitionKind } from '../modules/petitions/rules/petition-kind.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'

type Event = StepToTake['event']
type Lived = {
  title: string
  content: string
  kind: PetitionKind
  received: number
  /** Who passed it on, when it did not come from its sender. */
  forwardedBy?: string
  steps?: [number, EventToday, string][]
}
/** An event whose day is told apart, as days before today. */
type EventToday = Event extends infer Each ? (Each extends Event ? Omit<Each, 'on'> : never) : never

const SENDERS = ['Nguyễn Văn Bảy', 'Trần Thị Hồng', 'Lê Văn Út', 'Danh Sơn', 'Phạm Thị Lụa', 'Huỳnh Văn Tư'] as const

/** Petitions of a commune that show what the law knows of their life, one for each turn it can take. */
const LIVES: readonly Lived[] = [
  {
    title: 'Khiếu nại việc thu hồi đất làm đường liên ấp',
    content: 'Không đồng ý diện tích thu hồi ghi trong quyết định; đề nghị đo đạc lại.',
    kind: 'complaint',
    received: 75,
    steps: [
      [73, { kind: 'examined', gaps: [] }, ''],
      [70, { kind: 'accepted' }, 'Đủ điều kiện thụ lý.'],
      [
        62,
        { kind: 'found-complex', criteria: ['several-places', 'several-bodies'] },
        'Phải đo đạc ở hai ấp; liên quan cơ quan quản lý đất đai.',
      ],
      [45, { kind: 'dialogue-held' }, 'Có mặt người khiếu nại và Chủ tịch xã; hai bên thống nhất đo đạc lại.'],
      [
        32,
        {
          kind: 'decided',
          outcome: 'partly',
          manner: 'decision',
          recommended: { 'person-money': 18_500_000, 'person-land': 42.5, 'persons-restored': 1 },
        },
        'Điều chỉnh diện tích theo kết quả đo đạc.',
      ],
      [30, { kind: 'sent' }, ''],
      [8, { kind: 'executed' }, 'Đã chi trả phần chênh lệch.'],
    ],
  },
  {
    title: 'Khiếu nại quyết định xử phạt vi phạm hành chính về xây dựng',
    content: 'Cho rằng biên bản ghi sai thời điểm xây dựng.',
    kind: 'complaint',
    received: 40,
    steps: [
      [36, { kind: 'accepted' }, ''],
      [20, { kind: 'suspended', ground: 'other-result' }, 'Đợi kết quả thanh tra chuyên ngành về cùng công trình.'],
    ],
  },
  {
    title: 'Khiếu nại việc không xác nhận tình trạng nhà ở',
    content: 'Hồ sơ đã bổ sung hai lần nhưng chưa được xác nhận.',
    kind: 'complaint',
    received: 38,
    steps: [
      [34, { kind: 'accepted', remote: true }, ''],
      [28, { kind: 'suspended', ground: 'other-result' }, 'Đợi trích lục bản đồ địa chính.'],
      [19, { kind: 'resumed' }, 'Đã có trích lục.'],
    ],
  },
  {
    title: 'Khiếu nại mức hỗ trợ thiệt hại do sạt lở',
    content: 'Đề nghị xem lại mức hỗ trợ.',
    kind: 'complaint',
    received: 50,
    steps: [
      [46, { kind: 'accepted' }, ''],
      [26, { kind: 'stopped', ground: 'withdrawn' }, 'Người khiếu nại rút đơn sau khi được giải thích.'],
    ],
  },
  {
    title: 'Khiếu nại nội dung thông báo nội bộ của Ủy ban nhân dân xã',
    content: 'Thông báo nội bộ về phân công trực.',
    kind: 'complaint',
    received: 66,
    steps: [[61, { kind: 'refused' }, 'Quyết định mang tính nội bộ, không thuộc trường hợp được thụ lý.']],
  },
  {
    title: 'Đơn khiếu nại không ký tên',
    content: 'Đơn đánh máy, không có chữ ký.',
    kind: 'complaint',
    received: 27,
    steps: [
      [
        25,
        { kind: 'examined', gaps: ['signature', 'complaint-content'] },
        'Đã liên hệ nhưng không xác định được người viết.',
      ],
      [20, { kind: 'filed' }, 'Không đủ điều kiện xử lý.'],
    ],
  },
  {
    title: 'Phản ánh trạm biến áp quá tải',
    content: 'Điện yếu vào giờ cao điểm, đề nghị ngành điện xử lý.',
    kind: 'feedback',
    received: 24,
    steps: [
      [21, { kind: 'transferred', toUnitId: null }, 'Thuộc thẩm quyền của ngành điện.'],
      [6, { kind: 'replied' }, 'Điện lực trả lời: thay máy biến áp trong tháng.'],
    ],
  },
  {
    title: 'Khiếu nại việc di dời hàng quán trước cổng chợ',
    content: 'Cho rằng thời gian báo trước quá ngắn.',
    kind: 'complaint',
    received: 30,
    steps: [
      [26, { kind: 'accepted' }, ''],
      [2, { kind: 'decided', outcome: 'unfounded', manner: 'decision' }, 'Việc di dời đúng quy định.'],
    ],
  },
  {
    title: 'Khiếu nại việc chậm trả kết quả cấp giấy phép xây dựng',
    content: 'Quá hẹn hai lần chưa nhận được kết quả.',
    kind: 'complaint',
    received: 3,
  },
]

/** Denunciations, seen by the head of the commune alone; nothing is told of who denounces. */
const DENUNCIATIONS: readonly Lived[] = [
  {
    title: 'Tố cáo việc thu tiền xây cầu không có biên lai',
    content: 'Người phụ trách một tổ nhân dân tự quản thu tiền hai lần, không lập biên lai.',
    kind: 'denunciation',
    received: 4,
  },
  {
    title: 'Tố cáo việc xét hộ nghèo không đúng đối tượng',
    content: 'Một số hộ không đủ điều kiện vẫn có tên trong danh sách.',
    kind: 'denunciation',
    received: 80,
    steps: [
      [76, { kind: 'accepted' }, 'Đủ điều kiện thụ lý.'],
      [
        70,
        { kind: 'found-complex', criteria: ['many-people', 'contradictory-evidence'] },
        'Phải đối chiếu hồ sơ nhiều hộ.',
      ],
      [50, { kind: 'extended' }, 'Cần thêm thời gian xác minh.'],
      [
        5,
        {
          kind: 'decided',
          outcome: 'partly',
          manner: 'decision',
          recommended: { 'state-money': 6_000_000, 'persons-sanctioned': 2, 'officials-sanctioned': 1 },
        },
        'Hai hộ không đủ điều kiện; kiến nghị rà soát lại.',
      ],
      [3, { kind: 'sent' }, ''],
    ],
  },
]

const TEMPLATES = [
  {
    title: 'Tiếp thu kiến nghị',
    body: 'Kính gửi {người gửi}.\n{đơn vị} đã nhận đơn {loại đơn} số {số đơn} ngày {ngày nhận} về việc: {tóm tắt}.\nĐơn vị tiếp thu và sẽ bố trí thực hiện trong kế hoạch năm tới.',
  },
  {
    title: 'Đã xử lý phản ánh',
    body: 'Kính gửi {người gửi}.\nPhản ánh của ông/bà (đơn số {số đơn}, nhận ngày {ngày nhận}) đã được xử lý xong. Trân trọng cảm ơn.',
  },
] as const

const FIRST_OF_TWO = {
  title: 'Kiến nghị nạo vét kênh Ba Sào',
  content: 'Kênh bồi lắng, ghe không vào được; đề nghị nạo vét trước mùa khô.',
}

/** Adds them through the real steps, with a duplicate, a petition of two contents, and a second complaint at the district. */
export async function addPetitionLives(
  database: Database,
  accounts: Readonly<Record<string, string>>,
  { communeId, districtId, today }: { communeId: string; districtId: string; today: CalendarDate },
): Promise<void> {
  const officialCalled = async (userName: string) => {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`The account ${userName} of the demonstration has gone.`)
    return official
  }
  const clerk = await officialCalled('canbo.xa')
  const ids: string[] = []
  for (const [index, life] of LIVES.entries())
    ids.push(await live(database, clerk, { life, index, unitId: communeId, today }))

  const head = await officialCalled('lanhdao.xa')
  for (const [index, life] of DENUNCIATIONS.entries())
    await live(database, head, { life, index, unitId: communeId, today })
  for (const template of TEMPLATES) await addReplyTemplate(database, head, { ...template, unitId: communeId }, today)

  const twin = async (index: number, received: number, words: { title: string; content: string }) =>
    live(database, clerk, { life: { ...words, kind: 'proposal', received }, index, unitId: communeId, today })
  const first = await twin(0, 15, FIRST_OF_TWO)
  const duplicate = await twin(1, 9, {
    title: 'Đề nghị nạo vét kênh Ba Sào',
    content: 'Ghe chở lúa không qua được kênh Ba Sào, xin nạo vét sớm.',
  })
  const linked = { petitionId: duplicate, intoPetitionId: first, on: addDays(today, -7) }
  await mergePetition(database, clerk, { ...linked, words: { note: 'Cùng đề nghị nạo vét một tuyến kênh.' } }, today)

  const whole = await twin(2, 12, {
    title: 'Kiến nghị lắp đèn đường và phản ánh nước sinh hoạt đục',
    content: 'Đoạn đường đầu ấp chưa có đèn. Nước máy đục từ đầu tháng.',
  })
  await splitPetition(
    database,
    clerk,
    {
      petitionId: whole,
      kind: 'feedback',
      title: 'Phản ánh nước sinh hoạt đục',
      content: 'Nước máy đục từ đầu tháng.',
      on: addDays(today, -10),
    },
    today,
  )

  const passedOn: Lived = {
    title: 'Đề nghị xem xét hỗ trợ xây nhà ở cho hộ nghèo',
    content: 'Hộ nghèo, nhà dột nát, đề nghị được xét hỗ trợ.',
    kind: 'proposal',
    received: 4,
    forwardedBy: 'Đoàn đại biểu Quốc hội tỉnh',
  }
  await live(database, clerk, { life: passedOn, index: 3, unitId: communeId, today })

  const district = await officialCalled('canbo.huyen')
  const [decided] = ids
  if (decided === undefined) return
  const second = await live(database, district, {
    life: {
      title: 'Khiếu nại lần hai việc thu hồi đất làm đường liên ấp',
      content: 'Không đồng ý quyết định lần đầu của xã.',
      kind: 'complaint',
      received: 14,
    },
    index: 0,
    unitId: districtId,
    today,
  })
  await markSecondRound(
    database,
    district,
    { petitionId: second, firstPetitionId: decided, on: addDays(today, -13) },
    today,
  )
  await takeStep(
    database,
    district,
    { petitionId: second, event: { kind: 'accepted', on: addDays(today, -11) } },
    today,
  )
}

async function live(
  database: Database,
  official: Official,
  { life, index, unitId, today }: { life: Lived; index: number; unitId: string; today: CalendarDate },
): Promise<string> {
  const receivedOn = addDays(today, -life.received)
  const petitionId = await registerPetition(
    database,
    official,
    {
      kind: life.kind,
      title: life.title,
      content: life.content,
      channel: life.forwardedBy === undefined ? 'counter' : 'forwarded',
      receivedOn,
      unitId,
      behalfUnitId: null,
      forwardedBy: life.forwardedBy ?? '',
      senderName: life.kind === 'denunciation' ? '' : (SENDERS[index % SENDERS.length] ?? ''),
      senderAddress: life.kind === 'denunciation' ? '' : `Ấp ${1 + (index % 9)}`,
      senderPhone: '',
      signatoryCount: 1,
      files: [],
      illustration: 'Đơn minh họa; người gửi và nội dung được đặt ra.',
    },
    receivedOn,
  )
  for (const [daysAgo, event, note] of life.steps ?? []) {
    const on = addDays(today, -daysAgo)
    await takeStep(database, official, { petitionId, event: { ...event, on }, words: { note } }, on)
  }
  return petitionId
}

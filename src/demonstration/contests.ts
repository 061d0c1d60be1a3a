import { sql } from 'kysely'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { decideRound, publishResults } from '../modules/movement/actions/decide-board.ts'
import { holdContest } from '../modules/movement/actions/hold-contest.ts'
import { nameMember, openMarking } from '../modules/movement/actions/keep-board.ts'
import { prepareRound } from '../modules/movement/actions/keep-judged-contest.ts'
import { closeMarks, giveMarks } from '../modules/movement/actions/mark.ts'
import { admitWork, enterWorkForAuthor } from '../modules/movement/actions/send-entry.ts'
import { criteriaOf, subjectsForMember, subjectsOf } from '../modules/movement/queries/boards.ts'
import { authorsOf } from '../modules/movement/queries/contest-authors.ts'
import { stagesOf } from '../modules/movement/queries/contests.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import { type Chance, chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'

const WORKS = [
  ['Bến đò không còn rác', 'Cả ấp cùng vớt rác mỗi sáng thứ bảy, ban đầu chỉ có ba nhà.'],
  ['Người đi từng nhà', 'Chuyện một tổ trưởng nhân dân tự quản đi từng nhà vận động làm cầu.'],
  ['Tiếng loa lúc năm giờ', 'Từ tiếng loa phát thanh đến buổi họp tổ đông đủ.'],
  ['Con đường sáu mét', 'Mười hai hộ hiến đất, và một hộ suy nghĩ suốt một mùa nước.'],
] as const

/** Of the contest of 2019, in the order of their results; the second stage awarded the first ten. */
const WORKS_OF_2019 = [
  'Cây cầu của lòng dân',
  'Người bí thư chi bộ ấp hiến đất mở đường',
  'Tổ hòa giải bên dòng kênh xáng',
  'Tuyến đường hoa của chị em phụ nữ',
  'Ngày thứ bảy vì dân',
  'Chuyện vận động ở ấp nhiều sông',
  'Cà phê với doanh nghiệp, nông dân',
  'Góc sân nhà văn hóa sáng đèn',
  'Ông Tám và con đường không rào',
  'Khi cán bộ một cửa biết lắng nghe',
  'Chiếc loa của ấp văn hóa',
  'Mùa nước nổi ở tổ tự quản',
  'Một ngày của cô cán bộ hội',
]
const PRIZES_OF_2019 = [
  ...['Giải Nhất', 'Giải Nhì', 'Giải Nhì', 'Giải Ba', 'Giải Ba', 'Giải Ba'],
  ...Array<string>(4).fill('Giải Khuyến khích'),
]

const CRITERIA = [
  { title: 'Nội dung sát thực tế', maximum: '40.00' },
  { title: 'Hiệu quả, sức lan tỏa', maximum: '40.00' },
  { title: 'Cách thể hiện', maximum: '20.00' },
]

/** How far a contest of the demonstration has come. */
type Stand = 'receiving' | 'first-round' | 'far-apart' | 'second-round' | 'awarded' | 'published'

type People = { secretary: Official; jurors: readonly Official[] }

/** Contests that are judged here, each at another step; authors, works and marks are invented. */
export async function addJudgedContests(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const named = async (userName: string) => {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`${userName} holds no post today.`)
    return official
  }
  const people = {
    secretary: await named('tonghop.snv'),
    jurors: [await named('lanhdao.tinh'), await named('lanhdao.huyen'), await named('lanhdao.xa')],
  }
  const contests: readonly [string, Stand][] = [
    ['Cuộc thi viết “Dân vận khéo” ở cơ sở', 'receiving'],
    ['Cuộc thi ảnh “Nụ cười một cửa”', 'first-round'],
    ['Cuộc thi kể chuyện “Dân tin, dân làm”', 'far-apart'],
    ['Cuộc thi tìm hiểu công tác dân vận', 'second-round'],
    ['Cuộc thi sáng kiến dân vận của thanh niên', 'awarded'],
    ['Cuộc thi viết về tổ hòa giải', 'published'],
  ]
  await addContestOf2019(database, hauGiang, people)
  const random = chance(20_261_015)
  for (const [title, stand] of contests)
    await addContest(database, { hauGiang, people, random, today }, { title, stand })
  await sql`update contest set illustration = 'Cuộc thi, tác giả, bài và điểm được đặt ra để minh họa.'
    where is_judged and illustration is null`.execute(database)
  await sql`update contest_entry set illustration = 'Bài được đặt ra để minh họa.' where state is not null`.execute(
    database,
  )
}

type Making = { hauGiang: HauGiang; people: People; random: Chance; today: CalendarDate }

async function addContest(
  database: Database,
  { hauGiang, people, random, today }: Making,
  { title, stand }: { title: string; stand: Stand },
): Promise<void> {
  const { secretary } = people
  const day = (before: number) => addDays(today, -before)
  const isOpen = stand === 'receiving'
  const contest = {
    ...{ unitId: hauGiang.homeAffairsId, title, openedOn: day(60), stages: ['Vòng sơ khảo', 'Vòng chung khảo'] },
    content: 'Bài viết từ 800 đến 2.000 chữ, chưa đăng ở đâu, không ghi tên tác giả trong bài.',
    isJudged: true,
  }
  const contestId = await holdContest(database, secretary, contest, today)
  const daysOf = (position: number) => {
    if (isOpen)
      return position === 1 ? { opensOn: day(10), closesOn: day(-20) } : { opensOn: day(-30), closesOn: day(-40) }
    return position === 1 ? { opensOn: day(50), closesOn: day(30) } : { opensOn: day(20), closesOn: day(2) }
  }
  for (const { id: stageId, position } of await stagesOf(database, contestId)) {
    const given = { ...daysOf(position), criteria: CRITERIA, criterionPercent: 30, totalPercent: 15 }
    await prepareRound(database, secretary, { stageId, given, today: day(55) })
  }
  const { communeId } = placesOfAccounts(hauGiang)
  const receivedOn = isOpen ? day(3) : day(40)
  for (const [index, [workTitle, content]] of WORKS.entries()) {
    const work = {
      ...{ contestId, authorName: inventedName(random), authorPlace: random.pick(hauGiang.districts).name },
      ...{ contact: '', unitId: index === 0 ? communeId : null, workTitle, content, storedFileId: null },
    }
    await enterWorkForAuthor(database, secretary, work, receivedOn, () => random.next())
  }
  if (isOpen) return
  for (const [entryId, { unitId }] of await authorsOf(database, secretary, contestId))
    await admitWork(database, secretary, { entryId, admission: 'admitted', reason: '', unitId })
  const [first = '', second = ''] = (await stagesOf(database, contestId)).map(({ boardId }) => boardId ?? '')
  await openBoard(database, people, first, day(25))
  if (stand === 'first-round') return markFirst(database, people.jurors[0], first, day(1))
  await markAll(database, people, { boardId: first, today: day(22), isWide: stand === 'far-apart' })
  if (stand === 'far-apart') return
  await decide(database, secretary, { boardId: first, chosen: 2, prizes: [], decidedOn: day(21) })
  if (stand === 'second-round') {
    await nameJury(database, people, second, day(19))
    return
  }
  await openBoard(database, people, second, day(19))
  await markAll(database, people, { boardId: second, today: day(5), isWide: false })
  await decide(database, secretary, {
    boardId: second,
    chosen: 2,
    prizes: ['Giải Nhất', 'Giải Nhì'],
    decidedOn: day(4),
  })
  if (stand === 'published') await publishResults(database, secretary, { contestId, today: day(2) })
}

/**
 * The writing contest of 2019: thirteen works, a jury, two stages; its second stage awards ten authors, which is the one figure that
 * the source gives. It comes out of marks and decisions, as it would in any contest held here.
 */
async function addContestOf2019(database: Database, hauGiang: HauGiang, people: People): Promise<void> {
  const { secretary } = people
  const random = chance(2019)
  const contestId = await holdContest(
    database,
    secretary,
    {
      ...{ unitId: hauGiang.mobilisationBoardId, title: 'Cuộc thi viết về gương “Dân vận khéo” năm 2019' },
      ...{ content: 'Cuộc thi có hai chặng; chặng 2 chấm lại và trao giải.', openedOn: '2019-01-15', isJudged: true },
      stages: ['Chặng 1', 'Chặng 2'],
    },
    '2019-01-15',
  )
  await sql`update contest set illustration = 'Nguồn chỉ cho: 10 tác giả đạt giải chặng 2 của cuộc thi năm 2019. Tên tác giả, tác phẩm, điểm, giải và ngày được đặt ra.'
    where id = ${contestId}`.execute(database)
  const days = [
    { opensOn: '2019-02-01', closesOn: '2019-04-30' },
    { opensOn: '2019-06-01', closesOn: '2019-08-31' },
  ] as const
  for (const { id: stageId, position } of await stagesOf(database, contestId)) {
    const given = { ...(days[position - 1] ?? days[0]), criteria: CRITERIA, criterionPercent: 30, totalPercent: 15 }
    await prepareRound(database, secretary, { stageId, given, today: '2019-01-20' })
  }
  for (const workTitle of WORKS_OF_2019) {
    const work = {
      ...{ contestId, authorName: inventedName(random), authorPlace: random.pick(hauGiang.districts).name },
      ...{ contact: '', unitId: null, workTitle, content: 'Bài dự thi (minh họa).', storedFileId: null },
    }
    await enterWorkForAuthor(database, secretary, work, '2019-03-15', () => random.next())
  }
  for (const [entryId, { unitId }] of await authorsOf(database, secretary, contestId))
    await admitWork(database, secretary, { entryId, admission: 'admitted', reason: '', unitId })
  const [first = '', second = ''] = (await stagesOf(database, contestId)).map(({ boardId }) => boardId ?? '')
  const order = WORKS_OF_2019
  await openBoard(database, people, first, '2019-05-02')
  await markAll(database, people, { boardId: first, today: '2019-05-20', isWide: false, order })
  await decide(database, secretary, { boardId: first, chosen: 12, prizes: [], decidedOn: '2019-05-25', order })
  await openBoard(database, people, second, '2019-09-03')
  await markAll(database, people, { boardId: second, today: '2019-09-12', isWide: false, order })
  const last = { boardId: second, chosen: PRIZES_OF_2019.length, prizes: PRIZES_OF_2019, order }
  await decide(database, secretary, { ...last, decidedOn: '2019-09-20' })
  await publishResults(database, secretary, { contestId, today: '2019-09-25' })
}

async function nameJury(database: Database, { secretary, jurors }: People, boardId: string, today: CalendarDate) {
  for (const { personId } of jurors) await nameMember(database, secretary, { boardId, personId, today })
}

async function openBoard(database: Database, people: People, boardId: string, today: CalendarDate) {
  await nameJury(database, people, boardId, today)
  await openMarking(database, people.secretary, { boardId, today })
}

/** Works are marked in this order, the best first. */
type Marking = { boardId: string; today: CalendarDate; isWide: boolean; order?: readonly string[] }
const TITLES: readonly string[] = WORKS.map(([title]) => title).sort()
const byOrder = (order: readonly string[]) => (one: { title: string }, other: { title: string }) =>
  order.indexOf(one.title) - order.indexOf(other.title)

/** Points in the order of the criteria: the later a work, the fewer, and each juror a little different. */
async function mark(
  database: Database,
  juror: Official,
  { boardId, today, isWide, order = TITLES }: Marking,
  most = Number.POSITIVE_INFINITY,
) {
  const criteria = await criteriaOf(database, boardId)
  for (const [index, subject] of (await subjectsForMember(database, juror, boardId, today)).entries()) {
    if (index >= most) return
    const place = order.indexOf(subject.title)
    const less =
      2 * place +
      (Number(juror.personId) % 3) +
      (isWide && place === 0 && juror.posts[0]?.roleCode === 'leader' ? 16 : 0)
    const points = [37 - less, 36 - less, 18 - place]
    const typed = Object.fromEntries(criteria.map(({ id }, at) => [id, String(points[at] ?? 0)]))
    await giveMarks(database, juror, { subjectId: subject.id, typed, note: '', reason: '' }, today)
  }
}

const markFirst = (database: Database, juror: Official | undefined, boardId: string, today: CalendarDate) =>
  juror ? mark(database, juror, { boardId, today, isWide: false }, 1) : undefined

async function markAll(database: Database, { jurors }: People, given: Marking) {
  for (const juror of jurors) {
    await mark(database, juror, given)
    await closeMarks(database, juror, given)
  }
}

async function decide(
  database: Database,
  secretary: Official,
  given: Omit<Marking, 'today' | 'isWide'> & { chosen: number; prizes: readonly string[]; decidedOn: CalendarDate },
) {
  const subjects = (await subjectsOf(database, given.boardId)).sort(byOrder(given.order ?? TITLES))
  const chosen = subjects.slice(0, given.chosen)
  await decideRound(
    database,
    secretary,
    {
      ...{ boardId: given.boardId, chosenIds: chosen.map(({ id }) => id), decidedOn: given.decidedOn },
      reasons: Object.fromEntries(chosen.map(({ id }, index) => [id, given.prizes[index] ?? ''])),
      ...{ decision: 'Biên bản họp ban giám khảo (minh họa)', choiceReason: '' },
    },
    given.decidedOn,
  )
}

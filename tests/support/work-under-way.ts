import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import type { SignatureRole } from '../../src/modules/documents/rules/issue-state.ts'
import { unitsAsWorkbook } from '../../src/modules/organisation/index.ts'
import { activityPages, recommendationPages } from './activities-under-way.ts'
import { decideOnAwards, voteOnAwards } from './awards-under-way.ts'
import { dashboardPages } from './dashboards-under-way.ts'
import { democracyPages } from './democracy-under-way.ts'
import { approveCopy, registerDenunciation, writeCopies } from './denunciation-under-way.ts'
import { explainMissingEvidence } from './handing-in.ts'
import { modelPages } from './models-under-way.ts'
import { type Person, signedIn } from './person.ts'
import { receptionPages } from './reception-under-way.ts'
import { recordAfterSending, wordsToTakeUp } from './report-figures-under-way.ts'
import { requestByLevel, unlockingPage } from './report-types-under-way.ts'
import { signingPages } from './signing-under-way.ts'
import { spreadsheetPages } from './spreadsheet-under-way.ts'
import { type RunningSystem, TEST_TODAY } from './system.ts'
import { webhookPages } from './webhook-under-way.ts'
import '../../src/modules/criteria/queries/tables.ts'
import '../../src/modules/petitions/queries/tables.ts'

export const REPORT_OF_THE_QUARTER = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'
const TASK = 'Đối thoại của người đứng đầu với Nhân dân'
const PAPER = { files: [{ name: 'bien-ban.pdf', buffer: Buffer.from('%PDF-1.7 minutes') }] }

/**
 * Brings the demonstration into the midst of its work, as people do it: something drafted, handed in, asked back, attached, closed.
 * Some pages stand only then; answers, by account, where that is among many others of its kind.
 */
export async function workUnderWay(browser: Browser, system: RunningSystem): Promise<Record<string, string[]>> {
  const rare: Record<string, string[]> = {}
  const at = async (userName: string, work: (person: Person) => Promise<void>) => {
    const person = await signedIn(browser, system, userName)
    await work(person)
    await person.leave()
  }
  let denunciation = ''
  await at('canbo.xa', async (clerk) => {
    rare['canbo.xa'] = [
      await recordDialogue(clerk),
      ...(await petitionsCalled(system, PETITIONS_OF_THE_CLERK)),
      await together(system, '/petitions/answers/new'),
    ]
    denunciation = await registerDenunciation(clerk)
    await registerPapers(clerk)
    await draftReport(clerk)
    await assessOneself(clerk)
    await askTaskBack(clerk)
    rare['canbo.xa'].push(...(await receptionPages(clerk, system)), ...(await democracyPages(clerk, system)))
    rare['canbo.xa'].push(...(await spreadsheetPages(clerk)))
    rare['canbo.xa'].push(...(await activityPages(clerk, system)), ...(await modelPages(clerk, system)))
    rare['mattran.tinh'] = await recommendationPages(system)
    rare['canbo.xa'].push('/notices/reading', ...(await dashboardPages(system)))
  })
  let copies: string[] = []
  rare['lanhdao.huyen'] = await petitionsCalled(system, PETITIONS_OF_THE_DISTRICT)
  await at('lanhdao.xa', async (head) => {
    rare['lanhdao.xa'] = await petitionsCalled(system, PETITIONS_OF_THE_HEAD)
    rare['lanhdao.xa'].push(await together(system, '/petitions/assignments/new'))
    copies = await writeCopies(head, denunciation, 'Nguyễn Thị Mai')
    rare['lanhdao.xa'].push(`${denunciation}/denouncer`, ...copies)
    await head.go('/reports')
    await head.follow(REPORT_OF_THE_QUARTER)
    await head.follow('Gửi báo cáo')
    await head.press('Gửi báo cáo')
    await head.go('/assessments')
    await head.follow('Năm 2026')
    await head.follow('Nộp bảng tự chấm')
    await explainMissingEvidence(head)
    await head.press('Nộp bảng tự chấm')
  })
  await at('canbo.xa', async (clerk) => {
    await approveCopy(clerk, denunciation, copies[0] ?? '')
    const toSign = { userName: 'canbo.xa', headUserName: 'lanhdao.xa', steps: [[]] }
    rare['lanhdao.xa']?.push(...(await signingPages(clerk, system, toSign)))
    rare['canbo.xa']?.push(`${denunciation}/denouncer`, ...copies)
    rare['canbo.xa']?.push(await recordAfterSending(clerk, REPORT_OF_THE_QUARTER))
  })
  await at('canbo.huyen', async (clerk) => {
    await attachToScore(clerk)
    await holdContest(clerk)
    rare['canbo.huyen'] = [await wordsToTakeUp(clerk, REPORT_OF_THE_QUARTER)]
    await system.database
      .updateTable('account')
      .set({ email: 'canbo.huyen@example.org', email_confirmed_at: new Date() })
      .where('user_name', '=', 'canbo.huyen')
      .execute()
  })
  await at('canbo.so', async (clerk) => {
    const steps: SignatureRole[][] = [['person'], ['person', 'body']]
    rare['canbo.so'] = await signingPages(clerk, system, { userName: 'canbo.so', headUserName: 'lanhdao.so', steps })
  })
  await at('lanhdao.so', async (head) => {
    await head.go('/assessments')
    await head.follow('Năm 2026')
    await head.follow(/^1\.1 /)
    await head.follow('Kiến nghị về điểm')
    await head.fill({ 'Lý do kiến nghị': 'Phụ lục kế hoạch đã phân công theo từng nội dung' })
    await head.press('Gửi kiến nghị')
  })
  await at('lanhdao.tinh', async (leader) => {
    await leader.go('/assessments')
    await leader.follow('Năm 2026')
    await leader.follow('Hội đồng')
    await leader.follow('Ghi phiên họp')
    await leader.fill({
      'Địa điểm': 'Trụ sở UBND tỉnh',
      'Người chủ trì': 'Võ Minh Quân, Phó Chủ tịch UBND tỉnh',
      'Thư ký': 'Phạm Thị Hoa, Sở Nội vụ',
      'Họ và tên thành viên 1': 'Võ Minh Quân',
      'Chức vụ thành viên 1': 'Phó Chủ tịch UBND tỉnh',
    })
    await leader.press('Lưu phiên họp')
  })
  let round = ''
  await at('tonghop.snv', async (collector) => {
    round = await voteOnAwards(collector)
    await collector.go('/reports/requests')
    await collector.follow(REPORT_OF_THE_QUARTER)
    await collector.follow('Tổng hợp báo cáo')
    await collector.press('Mở báo cáo tổng hợp')
    rare['tonghop.snv'] = [...(await planNextYear(collector)), ...(await opinionsRaisedAgain(system))]
    rare['tonghop.snv'].push(...(await judgedContests(system)))
    rare['tonghop.snv'].push(await requestByLevel(collector), await unlockingPage(system))
  })
  await at('lanhdao.tinh', async (leader) => {
    rare['tonghop.snv']?.push(await decideOnAwards(leader, round))
  })
  const scored = await scoredAgency(system)
  rare['canbo.so']?.push(`${scored.sheet}/criteria/${scored.asked}`)
  rare['lanhdao.so'] = [`${scored.sheet}/criteria/1.2`]
  rare['lanhdao.tinh'] = [`${scored.sheet}/criteria/1.1`]
  rare['tonghop.snv']?.push(`${scored.year}/second-marking`)
  // Nobody has signed in: the contest that still takes works stands last.
  rare[''] = await openContests(system)
  await at('quantri', async (administrator) => {
    await administrator.go('/accounts?words=thutruong')
    await administrator.follow(/^thutruong/)
    await administrator.follow('Khóa tài khoản')
    await administrator.fill({ 'Lý do': 'Nghỉ thai sản' })
    await administrator.press('Khóa tài khoản')
    rare.quantri = [
      administrator.path(),
      await addRole(administrator),
      ...(await keepUnits(administrator, system)),
      await draftReorganisation(administrator),
      await reorganise(administrator),
      ...(await webhookPages(system)),
    ]
  })
  return rare
}

/** The sheet on which a verifier's question waits for its answer, and its year. */
async function scoredAgency({ database }: RunningSystem): Promise<{ sheet: string; asked: string; year: string }> {
  const found = await database
    .selectFrom('assessment_explanation as explanation')
    .innerJoin('assessment', 'assessment.id', 'explanation.assessment_id')
    .select(['assessment.id', 'explanation.criterion_code as asked', 'assessment.assessment_year_id as yearId'])
    .where('explanation.answer', 'is', null)
    .executeTakeFirstOrThrow()
  return { sheet: `/assessments/${found.id}`, asked: found.asked, year: `/assessments/years/${found.yearId}` }
}

/** The boards of contests, each at another step. */
async function judgedContests({ database }: RunningSystem): Promise<string[]> {
  const boards = await database.selectFrom('movement_board').select('id').orderBy('id').execute()
  return boards.map(({ id }) => `/movement/boards/${id}`)
}

async function openContests({ database }: RunningSystem): Promise<string[]> {
  const contests = await database.selectFrom('contest').select('id').where('is_judged', '=', true).execute()
  return contests.map(({ id }) => `/public/contests/${id}`)
}

/** Petitions of the demonstration that stand where few do, so that each step can be taken on one of them. */
const PETITIONS_OF_THE_CLERK = [
  'Khiếu nại việc thu hồi đất làm đường liên ấp',
  'Khiếu nại việc không xác nhận tình trạng nhà ở',
  'Đề nghị nạo vét kênh Ba Sào',
  'Đề nghị xem xét hỗ trợ xây nhà ở cho hộ nghèo',
]
const PETITIONS_OF_THE_HEAD = [
  'Phản ánh trạm biến áp quá tải',
  'Khiếu nại mức hỗ trợ thiệt hại do sạt lở',
  'Tố cáo việc thu tiền xây cầu không có biên lai',
]
const PETITIONS_OF_THE_DISTRICT = [
  'Khiếu nại quyết định xử phạt vi phạm hành chính về xây dựng',
  'Khiếu nại việc di dời hàng quán trước cổng chợ',
  'Khiếu nại việc chậm trả kết quả cấp giấy phép xây dựng',
]

async function petitionsCalled({ database }: RunningSystem, titles: readonly string[]): Promise<string[]> {
  const found = await database.selectFrom('petition').select(['id', 'title']).where('title', 'in', titles).execute()
  return titles.map((title) => {
    const petition = found.find((each) => each.title === title)
    if (!petition) throw new Error(`The demonstration has no petition “${title}”.`)
    return `/petitions/${petition.id}`
  })
}

/** Where the list leads when several of its petitions are ticked. */
async function together(system: RunningSystem, path: string): Promise<string> {
  const ids = (await petitionsCalled(system, PETITIONS_OF_THE_CLERK)).map((petition) => petition.split('/').at(-1))
  return `${path}?${ids.map((id) => `petition=${id}`).join('&')}`
}

/** A committee among all the units, and a file of units that is looked at before it is brought in. */
async function keepUnits(administrator: Person, { database }: RunningSystem): Promise<string[]> {
  await administrator.go('/units?words=ban chi dao')
  await administrator.follow(/^Ban Chỉ đạo/)
  const committee = administrator.path()
  const file = { name: 'don-vi.xlsx', buffer: await unitsAsWorkbook(database, null, TEST_TODAY) }
  await administrator.go('/units/import')
  await administrator.fill({ 'Tệp Excel (.xlsx)': { files: [file] } })
  await administrator.press('Xem trước')
  return [committee, administrator.path()]
}

/** A role that nobody has held yet, which can therefore be taken away. */
async function addRole(administrator: Person): Promise<string> {
  await administrator.go('/roles')
  await administrator.follow('Thêm vai trò')
  await administrator.fill({ 'Tên vai trò': 'Văn thư' })
  await administrator.press('Thêm vai trò')
  await administrator.follow('Văn thư')
  return administrator.path()
}

/** A part of a commune that is to pass on to its neighbour: looked at, not yet done. */
async function draftReorganisation(administrator: Person): Promise<string> {
  await administrator.go('/units/reorganisations/new')
  await administrator.fill({ 'Căn cứ pháp lý': 'Nghị quyết 12/NQ-HĐND', 'Ngày hiệu lực': '01/10/2026' })
  await administrator.press('Soạn và xem trước')
  await administrator.follow('Thêm dòng')
  await administrator.fill({
    'Hình thức': 'Chuyển một phần',
    'Đơn vị cũ': 'Ủy ban nhân dân xã Vị Đông',
    'Đơn vị kế thừa đã có': 'Ủy ban nhân dân xã Vị Bình',
    'Thôn, ấp, khu vực chuyển': 'Ấp 3',
  })
  await administrator.press('Thêm dòng')
  return administrator.path()
}

/** The same, carried out: it can still be taken back. */
async function reorganise(administrator: Person): Promise<string> {
  await draftReorganisation(administrator)
  await administrator.follow('Thực hiện…')
  await administrator.press('Thực hiện sắp xếp')
  return administrator.path()
}

/** Answers the page of the task for which the dialogue and its papers are evidence. */
async function recordDialogue(clerk: Person): Promise<string> {
  await clerk.go('/activities/new')
  await clerk.fill({
    'Nội dung chính': 'Đối thoại về tuyến đường ấp Vĩnh Hòa',
    'Ngày tổ chức': '20/11/2026',
    'Địa điểm': 'Nhà văn hóa ấp Vĩnh Hòa',
    'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
    'Số người tham dự': '215',
    'Nội dung các ý kiến': 'Sửa đoạn đường sạt lở',
    'Thuộc nhiệm vụ': TASK,
    'Biên bản, ảnh, tài liệu': PAPER,
  })
  await clerk.press('Lưu hoạt động')
  await clerk.follow(TASK)
  return clerk.path()
}

/** Answers the plan of 2022 with its reviews, and the plan of the next year made from the one of this year. */
async function planNextYear(collector: Person): Promise<string[]> {
  await collector.go('/plans?year=2022&words=32/KH')
  await collector.follow('Kế hoạch công tác dân vận chính quyền năm 2022')
  const reviewed = collector.path()
  await collector.go('/plans?year=2026&words=chinh quyen')
  await collector.follow('Kế hoạch công tác dân vận chính quyền năm 2026')
  await collector.follow('Lập kế hoạch năm sau từ kế hoạch này')
  await collector.press('Lập kế hoạch năm 2027')
  return [reviewed, collector.path().replace('/comparison', '')]
}

async function registerPapers(clerk: Person): Promise<void> {
  await clerk.go('/documents/incoming/new')
  await clerk.fill({
    'Số, ký hiệu': '88/UBND-NC',
    'Loại văn bản': 'Công văn',
    'Cơ quan ban hành': 'Ủy ban nhân dân tỉnh',
    'Ngày văn bản': '18/11/2026',
    'Trích yếu': 'Báo cáo việc đối thoại với Nhân dân',
    'Ngày đến': '20/11/2026',
    'Hạn thực hiện hoặc trả lời': '30/11/2026',
    'Tệp văn bản': PAPER,
  })
  await clerk.press('Lưu văn bản đến')
  await clerk.go('/petitions/new')
  await clerk.fill({
    'Khiếu nại': 'x',
    'Họ tên người gửi': 'Lê Văn Năm',
    'Tóm tắt nội dung': 'Đề nghị xem lại mức bồi thường khi làm đường ấp 3',
    'Ngày nhận': '20/11/2026',
  })
  await clerk.press('Vào sổ và lấy số')
}

async function draftReport(clerk: Person): Promise<void> {
  await clerk.go('/reports/new')
  await clerk.fill({ Kỳ: 'Quý IV', Năm: '2026' })
  await clerk.press('Lập báo cáo')
}

async function assessOneself(clerk: Person): Promise<void> {
  await clerk.go('/assessments')
  await clerk.follow('Năm 2026')
  await clerk.follow(/^1\.2 /)
  await clerk.fill({ 'Thời gian ban hành kế hoạch': '04/02/2026' })
  await clerk.press('Lưu, về bảng chấm điểm')
  await clerk.follow(/^9\.2 /)
  await clerk.fill({ Có: 'x' })
  await clerk.press('Lưu, về bảng chấm điểm')
}

async function attachToScore(clerk: Person): Promise<void> {
  await clerk.go('/assessments')
  await clerk.follow('Năm 2026')
  await clerk.follow(/^1\.1 /)
  await clerk.fill({ 'Tệp minh chứng': PAPER })
  await clerk.press('Lưu, về bảng chấm điểm')
}

async function askTaskBack(clerk: Person): Promise<void> {
  await clerk.go('/tasks')
  await clerk.follow('Phối hợp phổ biến pháp luật cho Nhân dân ở cơ sở')
  await clerk.follow('Xin trả lại')
  await clerk.fill({ 'Lý do xin trả lại': 'Đã giao cho đơn vị khác' })
  await clerk.press('Gửi đề nghị')
}

async function holdContest(clerk: Person): Promise<void> {
  await clerk.go('/movement/contests/new')
  await clerk.fill({
    'Tên cuộc thi': 'Cuộc thi viết về gương “Dân vận khéo” năm 2026',
    'Ngày phát động': '01/09/2026',
    'Các chặng': 'Chặng 1',
  })
  await clerk.press('Lưu cuộc thi')
  await clerk.follow('Thêm tác phẩm')
  await clerk.fill({ 'Tác giả': 'Nguyễn Văn Sáu', 'Tên tác phẩm': 'Con đường của ấp' })
  await clerk.press('Lưu tác phẩm')
}

/** An opinion that was raised again and is linked, and one that has a likeness which nobody has looked at. */
async function opinionsRaisedAgain({ database }: RunningSystem): Promise<string[]> {
  const { rows } = await sql<{ linked: string; alike: string }>`
    with raised as (
      select opinion.id, opinion.first_raised_id,
        row_number() over (partition by activity.unit_id, opinion.content order by activity.held_on, opinion.id) as time
      from opinion join activity on activity.id = opinion.activity_id)
    select max(id) filter (where first_raised_id is not null) as linked, max(id) filter (where time = 3) as alike from raised`.execute(
    database,
  )
  return Object.values(rows[0] ?? {}).map((id) => `/opinions/${id}`)
}

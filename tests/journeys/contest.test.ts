import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/**
 * A contest in two rounds by five people: the secretary, three jurors, and somebody who sends a work from a phone without script. The
 * days on which works are received lie before marking, so between the steps the round is set back in time.
 */
const TITLE = 'Cuộc thi viết về người tốt việc tốt'
const AUTHOR = 'Đoàn Văn Thật'
const JURORS = ['lanhdao.tinh', 'lanhdao.huyen', 'lanhdao.xa'] as const
const NAMES = { 'lanhdao.tinh': 'Võ Minh Quân', 'lanhdao.huyen': 'Huỳnh Thanh Liên', 'lanhdao.xa': 'Trần Văn Tám' }

let system: RunningSystem
let browser: Browser
let secretary: Person
let author: Person
let jurors: Record<(typeof JURORS)[number], Person>
let contest = ''

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  secretary = await personAt(browser, system)
  author = await personAt(browser, system, { width: 360 })
  const signedIn = async (userName: string) => {
    const person = await personAt(browser, system)
    await person.signIn(userName)
    return person
  }
  await secretary.signIn('tonghop.snv')
  jurors = {
    'lanhdao.tinh': await signedIn('lanhdao.tinh'),
    'lanhdao.huyen': await signedIn('lanhdao.huyen'),
    'lanhdao.xa': await signedIn('lanhdao.xa'),
  }
})

const mainText = (person: Person) => person.page.getByRole('main').innerText()

async function prepare(round: string, opensOn: string, closesOn: string): Promise<void> {
  await secretary.go(contest)
  await secretary.follow(new RegExp(`^Chuẩn bị\\s*${round}`))
  await secretary.fill({
    'Từ ngày': opensOn,
    'Đến hết ngày': closesOn,
    'Tiêu chí và điểm tối đa': 'Nội dung: 40\nHiệu quả: 60',
  })
  await secretary.press('Lưu vòng thi')
}

async function nameJury(round: string): Promise<void> {
  await secretary.go(contest)
  await secretary.follow(new RegExp(`^Chấm và kết quả\\s*${round}`))
  const board = secretary.path()
  for (const userName of JURORS) {
    await secretary.follow('Cử giám khảo')
    await secretary.page.getByLabel('Họ tên').fill(NAMES[userName])
    await secretary.page.getByRole('main').getByRole('button').first().click()
    await secretary.page.getByRole('main').getByRole('radio').first().check()
    await secretary.press('Cử người này')
  }
  expect(secretary.path()).toBe(board)
}

async function markEverything(person: Person, points: (title: string) => readonly [string, string]): Promise<string> {
  await person.go('/movement/marking')
  await person.follow(new RegExp(TITLE))
  const board = person.path()
  const titles = (await person.rows('Tên bài')).map((row) => row['Tên bài'] ?? '')
  for (const title of titles) {
    await person.go(board)
    await person.follow(title)
    expect(await mainText(person)).not.toContain(AUTHOR)
    const [content, effect] = points(title)
    await person.fill({ 'Nội dung': content, 'Hiệu quả': effect })
    await person.press('Lưu điểm')
  }
  await person.follow('Chốt điểm')
  await person.press('Chốt điểm của tôi')
  return mainText(person)
}

test('the secretary opens the contest, and an author sends a work from a phone', async () => {
  await secretary.go('/movement/contests/new')
  await secretary.fill({
    'Tên cuộc thi': TITLE,
    'Ngày phát động': '01/11/2026',
    'Nhận bài và chấm trên hệ thống, giám khảo không biết tác giả': 'x',
    'Các chặng': 'Vòng một\nVòng hai',
    'Nội dung, thể lệ': 'Bài viết không quá 1.000 chữ.',
  })
  await secretary.press('Lưu cuộc thi')
  contest = secretary.path()
  await prepare('Vòng một', '01/11/2026', '30/11/2026')
  await prepare('Vòng hai', '01/11/2026', '30/11/2026')

  await author.go('/public/contests')
  await author.follow(TITLE)
  expect((await readPage(author.page)).faults).toEqual([])
  await author.follow('Gửi bài dự thi')
  await author.press('Gửi bài')
  expect(Object.keys((await author.errors()).besideField).length).toBeGreaterThan(2)
  await author.fill({
    'Tên bài dự thi': 'Cây cầu của ấp',
    'Nội dung bài': `Chuyện do ${AUTHOR} kể.`,
    'Họ tên tác giả': AUTHOR,
    'Điện thoại hoặc thư điện tử': '0900 000 000',
    'Tôi đồng ý với việc dùng dữ liệu như trên': 'x',
  })
  expect((await readPage(author.page)).faults).toEqual([])
  await author.press('Gửi bài')
  expect(await mainText(author)).toContain('Chờ xét điều kiện')
  expect((await readPage(author.page)).faults).toEqual([])
  for (const [title, name] of [
    ['Bếp ăn tình thương', 'Lý Thị Hai'],
    ['Hàng rào xanh', 'Mai Văn Ba'],
  ]) {
    await secretary.go(contest)
    await secretary.follow('Nhập bài thay tác giả')
    await secretary.fill({ 'Tác giả': name ?? '', 'Tên bài dự thi': title ?? '', 'Nội dung bài': 'Một câu chuyện.' })
    await secretary.press('Lưu bài dự thi')
  }
})

test('the secretary is warned of the name in the work, and admits all', async () => {
  for (const title of ['Cây cầu của ấp', 'Bếp ăn tình thương', 'Hàng rào xanh']) {
    await secretary.go(contest)
    await secretary.follow(title)
    await secretary.follow('Xét điều kiện dự thi')
    const warned = (await mainText(secretary)).includes('Trong bài có tên tác giả')
    expect(warned).toBe(title === 'Cây cầu của ấp')
    await secretary.press('Lưu kết quả xét')
  }
  // The author sends it again without the name: here the text is mended in place, as the secretary asked.
  await sql`update contest_entry set content = 'Một câu chuyện.' where work_title = 'Cây cầu của ấp'`.execute(
    system.database,
  )
  await nameJury('Vòng một')
  await secretary.follow('Mở chấm')
  await secretary.press('Mở chấm')
  expect(await mainText(secretary)).toContain('còn đang nhận bài')
  await sql`update contest_stage set opens_on = '2026-11-01', closes_on = '2026-11-15' where position = 1
    and contest_id = ${contest.split('/').at(-1)}`.execute(system.database)
  await secretary.press('Mở chấm')
})

test('the jury marks without knowing whose the works are, and sees the marks of others when all have closed', async () => {
  const points = (title: string) => (title === 'Hàng rào xanh' ? (['10', '20'] as const) : (['35', '50'] as const))
  expect(await markEverything(jurors['lanhdao.tinh'], points)).not.toContain('Điểm trung bình')
  await markEverything(jurors['lanhdao.huyen'], points)
  const far = (title: string) => (title === 'Cây cầu của ấp' ? (['5', '10'] as const) : points(title))
  expect(await markEverything(jurors['lanhdao.xa'], far)).toContain('Lệch')
  // Talked over: the third marks anew, with the reason.
  await jurors['lanhdao.xa'].follow('Cây cầu của ấp')
  await jurors['lanhdao.xa'].fill({ 'Nội dung': '36', 'Hiệu quả': '50', 'Lý do chấm lại': 'Đã thảo luận' })
  await jurors['lanhdao.xa'].press('Lưu điểm chấm lại')
  expect(await mainText(jurors['lanhdao.xa'])).not.toContain('Lệch ')
})

test('two go on to the second round, the best is awarded, and only that author is named', async () => {
  await secretary.go(contest)
  await secretary.follow(/^Chấm và kết quả\s*Vòng một/)
  await secretary.follow('Ghi quyết định')
  await secretary.page.getByRole('checkbox', { name: /Cây cầu của ấp/ }).check()
  await secretary.page.getByRole('checkbox', { name: /Bếp ăn tình thương/ }).check()
  await secretary.fill({ 'Quyết định hoặc biên bản': 'Biên bản số 1' })
  await secretary.press('Lưu quyết định')
  await nameJury('Vòng hai')
  await secretary.follow('Mở chấm')
  await secretary.press('Mở chấm')
  for (const userName of JURORS)
    await markEverything(jurors[userName], (title) => (title === 'Cây cầu của ấp' ? ['39,5', '58'] : ['30', '50']))
  await secretary.page.reload()
  await secretary.follow('Ghi quyết định')
  await secretary.page.getByLabel(/Cây cầu của ấp/).fill('Giải Nhất')
  await secretary.fill({ 'Quyết định hoặc biên bản': 'Quyết định số 45/QĐ-BTC' })
  await secretary.press('Lưu quyết định')
  const publicPath = contest.replace('/movement', '/public')
  await author.go(publicPath)
  expect(await mainText(author)).not.toContain(AUTHOR)
  await secretary.go(contest)
  await secretary.follow('Công bố kết quả')
  await secretary.press('Công bố')
  await author.go(publicPath)
  const results = await mainText(author)
  expect(results).toContain(AUTHOR)
  expect(results).not.toContain('Lý Thị Hai')
  expect((await readPage(author.page)).faults).toEqual([])
  await author.go('/public/contests/entry')
  expect(await mainText(author)).toContain('Giải Nhất')
  await jurors['lanhdao.tinh'].go(contest)
  expect(await mainText(jurors['lanhdao.tinh'])).not.toContain('Lý Thị Hai')
})

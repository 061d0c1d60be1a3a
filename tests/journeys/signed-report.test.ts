import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../support/certificates.ts'
import { journey } from '../support/journey.ts'
import { hasPdfsig, pdfsig } from '../support/pdfsig.ts'
import { type Person, personAt, signedIn } from '../support/person.ts'
import { signedOutside } from '../support/signed-outside.ts'
import { type RunningSystem, TEST_NOW } from '../support/system.ts'

const OFFICE = 'Sở Tư pháp tỉnh Hậu Giang'
const HEAD = 'Lâm Ngọc Hà'
const REPORT = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'

let system: RunningSystem
let browser: Browser
let clerk: Person
let head: Person
let homeAffairs: Person
let citizen: Person
let ofHead: TestCertificate
let ofOffice: TestCertificate

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await signedIn(browser, system, 'canbo.so')
  head = await signedIn(browser, system, 'lanhdao.so')
  homeAffairs = await signedIn(browser, system, 'tonghop.snv')
  citizen = await personAt(browser, system, { width: 360 })
  ofHead = await makeCertificate({ CN: HEAD, O: OFFICE })
  ofOffice = await makeCertificate({ CN: OFFICE, O: 'Ủy ban nhân dân tỉnh Hậu Giang' }, { elliptic: true })
})

const mainOf = (person: Person) => person.page.getByRole('main').innerText()

async function downloaded(person: Person, link: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('link', { name: link }).first().click(),
  ])
  return readFile(await download.path())
}

const asFile = (buffer: Buffer) => ({ files: [{ name: 'da-ky.pdf', buffer }] })

/** One story: each test goes on where the one before it ended. */
describe('a report that was sent', () => {
  let document: string
  let code: string
  let issued: Buffer

  test('is found to be what was sent', async () => {
    await clerk.go('/reports')
    await clerk.follow(REPORT)
    await clerk.follow('Đối chiếu với bản đã gửi')
    expect(await mainOf(clerk)).toContain('Lời văn và số liệu còn đúng như khi gửi.')
    expect((await clerk.table('Lời văn')).map((row) => row['So với bản đã gửi'])).toEqual(['Đúng'])
  })

  test('is issued by the clerk who keeps the register: it gets its number and waits for the head', async () => {
    await clerk.page.goBack()
    await clerk.follow('Phát hành')
    await clerk.fill({ 'Người ký': `${HEAD}, Phó Giám đốc Sở` })
    await clerk.press('Cấp số, lập bản để ký')
    document = clerk.path()
    const said = await mainOf(clerk)
    expect(said).toContain('Chờ người có thẩm quyền ký số')
    expect(said).toMatch(/BC-STP|\/BC-/)
    code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said)?.[0] ?? ''
    expect(code).not.toBe('')
    expect(await clerk.page.getByRole('link', { name: 'Ký văn bản' }).count()).toBe(0)
    await citizen.go(`/verify/${code}`)
    expect(await mainOf(citizen)).toContain('đang làm thủ tục ký số, chưa phát hành')
  })

  test('is signed by the head, outside: a file of somebody else’s signature is refused, the head’s is entered', async () => {
    await head.go('/')
    await head.follow(/^Báo cáo kết quả công tác dân vận chính quyền/)
    expect(head.path()).toBe(document)
    await head.follow('Ký văn bản')
    const file = await downloaded(head, /^Tải tệp/)
    const wrong = await signedOutside(file, ofOffice, 'Người ký', TEST_NOW)
    await head.fill({ 'Tệp đã ký': asFile(wrong) })
    await head.press('Kiểm tra và ghi chữ ký')
    expect((await head.errors()).summary[0]).toContain(`không phải ${HEAD}`)
    await head.fill({ 'Tệp đã ký': asFile(await signedOutside(file, ofHead, 'Người ký', TEST_NOW)) })
    await head.press('Kiểm tra và ghi chữ ký')
    expect(head.path()).toBe(document)
    expect((await head.table('Chữ ký số đã ghi'))[0]).toMatchObject({ 'Chữ ký của': 'Người có thẩm quyền' })
  })

  test('is signed for the office by its clerk, and sent', async () => {
    await clerk.go(document)
    await clerk.follow('Ký số của cơ quan')
    const file = await downloaded(clerk, /^Tải tệp/)
    issued = await signedOutside(file, ofOffice, 'Cơ quan', TEST_NOW)
    await clerk.fill({ 'Tệp đã ký': asFile(issued) })
    await clerk.press('Kiểm tra và ghi chữ ký')
    expect((await clerk.table('Chữ ký số đã ghi')).map((row) => row['Chữ ký của'])).toEqual([
      'Người có thẩm quyền',
      'Cơ quan ban hành',
    ])
    await clerk.follow('Gửi văn bản')
    expect(await mainOf(clerk)).toContain('Sở Nội vụ')
    await clerk.press('Gửi văn bản')
    expect(await mainOf(clerk)).toContain('Đã phát hành')
  })

  test('reaches who gathers reports, with the file that was signed', async () => {
    await homeAffairs.go(document)
    expect((await downloaded(homeAffairs, /\.pdf$/)).equals(issued)).toBe(true)
  })

  test('is verified by a citizen on a telephone, by the code on the paper and by the file', async () => {
    await citizen.go('/public')
    await citizen.page.getByText('Danh mục').click()
    await citizen.page.getByRole('link', { name: 'Kiểm tra văn bản', exact: true }).first().click()
    await citizen.fill({ 'Mã kiểm tra trên văn bản': code.toLowerCase().replaceAll('-', ' ') })
    await citizen.press('Xem theo mã')
    const said = await mainOf(citizen)
    expect(said).toContain('Mã này là của văn bản do hệ thống phát hành.')
    expect(said).toContain(OFFICE)
    expect(said).toContain(HEAD)
    // What it is about is not told.
    expect(said).not.toContain('dân vận')
    await citizen.follow('Kiểm tra tệp PDF')
    await citizen.fill({ 'Tệp PDF cần kiểm tra': asFile(issued) })
    await citizen.press('Kiểm tra tệp')
    const result = await mainOf(citizen)
    expect(result).toContain('Các chữ ký số trong tệp đều hợp lệ')
    expect(result).toContain('Tệp này đúng là văn bản')
    expect(result).toContain('Toàn bộ tệp khi ký; sau đó chỉ có chữ ký khác được thêm vào')
  })

  test('is told to be altered when one byte of it is another', async () => {
    const altered = Buffer.from(issued)
    const at = issued.indexOf('endstream') - 40
    altered[at] = ((altered[at] ?? 0) + 1) % 256
    await citizen.go('/verify')
    await citizen.fill({ 'Tệp PDF cần kiểm tra': asFile(altered) })
    await citizen.press('Kiểm tra tệp')
    const result = await mainOf(citizen)
    expect(result).toContain('Tệp này đã bị thay đổi sau khi ký')
    expect(result).toContain('Tệp không trùng với văn bản nào')
    expect(result).not.toContain('Các chữ ký số trong tệp đều hợp lệ')
  })

  test('that is no PDF is refused in words', async () => {
    await citizen.go('/verify')
    await citizen.press('Kiểm tra tệp')
    expect((await citizen.errors()).summary).toEqual(['Hãy chọn tệp PDF cần kiểm tra.'])
    await citizen.fill({ 'Tệp PDF cần kiểm tra': asFile(Buffer.from('%PDF-1.7 và không có gì nữa')) })
    await citizen.press('Kiểm tra tệp')
    expect((await citizen.errors()).summary[0]).toContain('bị hỏng')
  })

  test.skipIf(!hasPdfsig)(
    'is found in order by another program: both signatures valid, the first unbroken',
    async () => {
      const said = await pdfsig(issued)
      expect(said.match(/Signature is Valid/g)).toHaveLength(2)
      expect(said).toContain(`Signer Certificate Common Name: ${HEAD}`)
    },
  )
})

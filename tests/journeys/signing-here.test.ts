import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { asCertificateFile, makeCertificate } from '../support/certificates.ts'
import { hasPdfsig, pdfsig } from '../support/pdfsig.ts'
import { type Person, signedIn } from '../support/person.ts'
import { secretFinder, tablesTelling } from '../support/secret-search.ts'
import { type SigningService, startSigningService } from '../support/signing-service.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js')

const OFFICE = 'Sở Tư pháp tỉnh Hậu Giang'
const HEAD = 'Lâm Ngọc Hà'
const REPORT = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'
const PASSWORD = 'mat-khau-cua-khoa-8361'
const PIN = '70491358'

let system: RunningSystem
let service: SigningService
let browser: Browser
let clerk: Person
let head: Person
let file: Buffer

beforeAll(async () => {
  const ofOffice = await makeCertificate({ CN: OFFICE, O: 'Ủy ban nhân dân tỉnh Hậu Giang' })
  service = await startSigningService({ 'van-thu-stp': { ...ofOffice, pin: PIN } })
  file = await asCertificateFile(await makeCertificate({ CN: HEAD, O: OFFICE }), PASSWORD)
  ;[system, browser] = await Promise.all([
    startSystem('province', { port: 0, identityProvider: null, signingService: service.settings }),
    launchBrowser(),
  ])
  clerk = await signedIn(browser, system, 'canbo.so')
  head = await signedIn(browser, system, 'lanhdao.so', { width: 360 })
})
afterAll(async () => {
  await browser.close()
  await system.stop()
  await service.stop()
})

const named = (buffer: Buffer, name = 'lam-ngoc-ha.p12') => ({ files: [{ name, buffer }] })
/** A scanned signature in a colour, on nothing. */
const drawn = (colour: string) =>
  new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><path d="M20 90 L140 20 L280 100" fill="none" stroke="${colour}" stroke-width="6"/></svg>`,
  )
    .render()
    .asPng()
const mainOf = (person: Person) => person.page.getByRole('main').innerText()

/** One story: each test goes on where the one before it ended. */
describe('a document signed on its page', () => {
  let document: string

  test('is signed by the head with a certificate file, once the password is right and the name is theirs', async () => {
    await clerk.go('/reports')
    await clerk.follow(REPORT)
    await clerk.follow('Phát hành')
    await clerk.fill({ 'Người ký': `${HEAD}, Phó Giám đốc Sở` })
    await clerk.press('Cấp số, lập bản để ký')
    document = clerk.path()
    await head.go(document)
    await head.follow('Ký văn bản')
    await head.follow('Ký bằng tệp chứng thư')
    expect(await mainOf(head)).toContain('ghi bằng chữ tên và thời gian ký')
    await head.follow('Gửi hình')
    await head.fill({ 'Tệp hình (.png)': named(drawn('#c01020'), 'chu-ky.png') })
    await head.press('Lưu hình')
    expect((await head.errors()).summary[0]).toContain('phải màu xanh')
    await head.fill({ 'Tệp hình (.png)': named(drawn('#1030a0'), 'chu-ky.png') })
    await head.press('Lưu hình')
    expect(await mainOf(head)).toContain('Đã có hình')
    await head.go(`${document}/person-signature/certificate`)
    expect(await mainOf(head)).toContain('sẽ được vẽ vào đúng chỗ ký')
    const sign = async (content: Buffer, password: string) => {
      await head.fill({ 'Tệp chứng thư (.p12, .pfx)': named(content), 'Mật khẩu của tệp chứng thư': password })
      await head.press('Ký văn bản')
    }
    await sign(file, 'bộ khác 8361')
    expect((await head.errors()).summary[0]).toContain('mật khẩu không đúng')
    expect(await head.page.content()).not.toContain('bộ khác 8361')
    const stranger = await makeCertificate({ CN: 'Nguyễn Văn An', O: OFFICE })
    await sign(await asCertificateFile(stranger, PASSWORD), PASSWORD)
    expect((await head.errors()).summary[0]).toContain(`không phải ${HEAD}`)
    const old = await makeCertificate({ CN: HEAD, O: OFFICE }, { from: '2020-01-01', to: '2022-01-01' })
    await sign(await asCertificateFile(old, PASSWORD), PASSWORD)
    expect((await head.errors()).summary[0]).toContain('đã hết hiệu lực từ ngày 01/01/2022')
    await sign(file, PASSWORD)
    expect(head.path()).toBe(document)
    expect((await head.table('Chữ ký số đã ghi'))[0]).toMatchObject({ 'Cách ký': 'Ký bằng tệp chứng thư' })
  })

  test('is signed for the office by a service, which is given digests alone', async () => {
    await clerk.go(document)
    await clerk.follow('Ký số của cơ quan')
    await clerk.follow('Ký qua dịch vụ ký số')
    const sign = async (credential: string, password: string) => {
      await clerk.fill({ 'Mã chứng thư ở dịch vụ ký số': credential, 'Mã xác thực': password })
      await clerk.press('Ký văn bản')
    }
    await sign('ai-do', PIN)
    expect((await clerk.errors()).summary[0]).toContain('không có chứng thư mang mã này')
    await sign('van-thu-stp', '0')
    expect((await clerk.errors()).summary[0]).toContain('chưa nhận được xác nhận của người ký')
    await sign('van-thu-stp', PIN)
    expect(clerk.path()).toBe(document)
    expect(await mainOf(clerk)).toContain('Đã ký số đủ, chờ gửi')
    expect(service.received.every(({ body }) => body.length < 600)).toBe(true)
  })

  test('leaves nothing of keys and passwords behind', async () => {
    const find = secretFinder([PASSWORD, PIN, 'van-thu-stp', 'bộ khác 8361'].map((words) => ({ name: words, words })))
    expect(await tablesTelling(system.connectionString, find)).toEqual([])
    const { rows } = await sql<{ name: string }>`select name from stored_file where name like '%.p12'`.execute(
      system.database,
    )
    expect(rows).toEqual([])
  })

  test.skipIf(!hasPdfsig)('is found in order by another program', async () => {
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page
        .getByRole('link', { name: /\.pdf$/ })
        .first()
        .click(),
    ])
    const said = await pdfsig(await readFile(await download.path()))
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
    expect(said).toContain(`Signer Certificate Common Name: ${HEAD}`)
  })
})

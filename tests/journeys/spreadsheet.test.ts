import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import { finished as hasFinished, spreadsheetPages } from '../support/spreadsheet-under-way.ts'
import type { RunningSystem } from '../support/system.ts'

/** A clerk fills the template in Excel, is shown the wrong cell, mends it, brings the file in and takes it back. Without script. */
let system: RunningSystem
let browser: Browser

journey('province', (opened) => {
  ;({ system, browser } = opened)
})

const mainText = (person: Person) => person.page.getByRole('main').innerText()

async function fits(person: Person): Promise<void> {
  expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
}

async function finished(person: Person): Promise<string> {
  await hasFinished(person)
  return mainText(person)
}

/** The template as a person downloads it, filled in. */
async function filledTemplate(person: Person, title: string, heldOn: string): Promise<Buffer> {
  const template = await person.context.request.get('/spreadsheets/template.xlsx?kind=activities')
  const book = new ExcelJS.Workbook()
  const content = await template.body()
  await book.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer)
  const page = book.getWorksheet('Hoạt động')
  const unit = book.getWorksheet('Danh mục')?.getColumn(6).values.find(Boolean)
  if (!page || typeof unit !== 'string') throw new Error('The template has no sheet, or offers no unit.')
  page.getRow(2).values = [
    '',
    'Đối thoại',
    title,
    heldOn,
    'Nhà văn hóa',
    unit,
    'Chủ tịch xã',
    '2.657',
    '',
    'Nạo vét kênh',
  ]
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe.each([360, 1280])('at %i pixels', (width) => {
  const title = `Đối thoại nhập từ Excel ${width}`

  test('the wrong cell is named; mended, the file is brought in and taken back', async () => {
    const clerk = await personAt(browser, system, { width })
    await clerk.signIn('canbo.xa')
    await clerk.go('/spreadsheets')
    await fits(clerk)
    await clerk.follow(/^Nhập\s+Hoạt động/)
    await fits(clerk)
    const wrong = { name: 'sai.xlsx', buffer: await filledTemplate(clerk, title, '30/02/2026') }
    await clerk.fill({ 'Tệp Excel (.xlsx)': { files: [wrong] } })
    await clerk.press('Kiểm tra thử')
    expect(await finished(clerk)).toContain('Không có ngày “30/02/2026”')
    expect((await clerk.table('Lỗi theo ô')).map((row) => row.Ô)).toEqual(['Hoạt động!D2'])
    await fits(clerk)

    await clerk.follow('Gửi tệp khác')
    const mended = { name: 'dung.xlsx', buffer: await filledTemplate(clerk, title, '28/02/2026') }
    await clerk.fill({ 'Tệp Excel (.xlsx)': { files: [mended] } })
    await clerk.press('Kiểm tra thử')
    expect(await finished(clerk)).toContain('Tệp không có lỗi')
    expect(await clerk.table('Bản ghi mới')).toHaveLength(1)
    await fits(clerk)
    await clerk.follow('Nhập vào hệ thống')
    await fits(clerk)
    await clerk.press('Nhập')
    expect(await finished(clerk)).toContain('Đã nhập 1 bản ghi')
    await fits(clerk)
    const path = clerk.path()
    await clerk.go(`/activities?words=${encodeURIComponent(title)}`)
    expect(await mainText(clerk)).toContain(title)

    await clerk.go(path)
    await clerk.follow('Hoàn tác lần nhập này')
    await fits(clerk)
    await clerk.press('Hoàn tác')
    expect(await finished(clerk)).toContain('Đã hoàn tác 1 bản ghi')
    await clerk.go(`/activities?words=${encodeURIComponent(title)}`)
    expect(await mainText(clerk)).not.toContain(title)
    await clerk.leave()
  })
})

test('cells are pasted as they were copied, and every page on the way fits a phone', async () => {
  const clerk = await personAt(browser, system, { width: 360 })
  await clerk.signIn('canbo.xa')
  const [checked = '', applied = ''] = await spreadsheetPages(clerk)
  for (const path of [`${checked}?show=new`, `${checked}/removal`, `${checked}/application`, `${applied}/undoing`]) {
    expect(await clerk.go(path)).toBe(200)
    await fits(clerk)
  }
  await clerk.go(checked)
  await clerk.follow('Bỏ lần nhập')
  await clerk.press('Bỏ lần nhập')
  expect((await clerk.table(/Các lần nhập của bạn/)).map((row) => row['Tình trạng'])).toContain('Đã bỏ')
  const faults = await clerk.context.request.get(`${checked}/faults.xlsx`)
  expect(faults.status()).toBe(200)
  await clerk.leave()
})

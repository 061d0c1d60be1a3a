import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { readRows } from '../../../platform/spreadsheet/read-rows.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { activities } from '../../activities/index.ts'
import { batchById, faultsOfBatch, rowsOfBatch } from '../queries/batches.ts'
import { faultsAsWorkbook } from '../queries/faults-as-workbook.ts'
import { sheetAsWorkbook } from '../queries/write-sheet.ts'
import { advanceBatch } from './advance-batch.ts'
import { askToApply, askToUndo } from './decide.ts'
import { receiveFile, receivePasted } from './receive.ts'

const sheets = activities.sheets ?? []
const [sheet] = sheets
if (!sheet) throw new Error('Activities offer no sheet.')
const HEADINGS = ['Mã trong hệ thống', ...sheet.columns.map(({ title }) => title)]
const DIALOGUE = [
  ...['', 'Đối thoại', 'Đối thoại về đường ấp 3', '05/03/2026', 'Nhà văn hóa ấp 3', 'T-X3', 'Trần Văn Tám, Chủ tịch'],
  ...[120, null, 'Nạo vét kênh\nSửa cầu', '', ''],
]

async function clerksOffice() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-sheets-')))
  const services = { database, files, now: () => TEST_NOW }
  const official = officials.communeClerk
  const context = { database, official, today: TEST_TODAY }
  const send = async (content: Buffer) => {
    const { id: fileId } = await files.put(database, {
      name: 'hoat-dong.xlsx',
      content: Readable.from([content]),
      accountId: official.accountId,
    })
    if (!sheet) throw new Error('no sheet')
    return receiveFile(database, official, { sheet, fileId })
  }
  const goOn = async (batchId: string) => {
    while (await advanceBatch(services, sheets, batchId));
    return batchById(database, official, batchId)
  }
  return { database, official, officials, context, services, send, goOn }
}

async function workbook(rows: readonly (readonly ExcelJS.CellValue[])[], name = 'Hoạt động'): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet(name)
  for (const row of [HEADINGS, ...rows]) page.addRow([...row])
  return Buffer.from(await book.xlsx.writeBuffer())
}

const titlesOf = async (database: Database) =>
  (await database.selectFrom('activity').select('title').where('withdrawn_on', 'is', null).orderBy('id').execute()).map(
    ({ title }) => title,
  )
const apply = (database: Database, official: Official, batchId: string, allOrNothing = true) =>
  database.transaction().execute((transaction) => askToApply(transaction, official, { batchId, allOrNothing }))

describe('a file of activities', () => {
  test('is tried without leaving a trace, applied as one, exported the same, and undone to what was', async () => {
    const { database, official, context, send, goOn } = await clerksOffice()
    const batchId = await send(await workbook([DIALOGUE, [...DIALOGUE.slice(0, 2), '=1+1', ...DIALOGUE.slice(3)]]))
    expect(await goOn(batchId)).toMatchObject({ state: 'checked', newCount: 2, faultyCount: 0 })
    expect(await titlesOf(database)).toEqual([])

    await apply(database, official, batchId)
    expect(await goOn(batchId)).toMatchObject({ state: 'applied' })
    expect(await titlesOf(database)).toEqual(['Đối thoại về đường ấp 3', '=1+1'])

    const exported = await sheetAsWorkbook(context, sheet, { template: false })
    const again = await goOn(await send(exported))
    expect(again).toMatchObject({ state: 'checked', newCount: 0, changedCount: 0, sameCount: 2, faultyCount: 0 })

    const [{ rows } = { rows: [] }] = await readRows(exported)
    const id = String(rows[1]?.cells[0])
    const changed = await send(await workbook([[id, ...DIALOGUE.slice(1, 7), 2657, ...DIALOGUE.slice(8)]]))
    expect(await goOn(changed)).toMatchObject({ newCount: 0, changedCount: 1 })
    expect((await rowsOfBatch(database, changed, { outcome: 'changed', after: 0 }))[0]).toMatchObject({
      before: { participantCount: '120' },
      entered: { participantCount: '2657' },
    })
    await apply(database, official, changed)
    await goOn(changed)
    await askToUndo(database, official, changed)
    expect(await goOn(changed)).toMatchObject({ state: 'undone' })
    const asBefore = await sheetAsWorkbook(context, sheet, { template: false })
    expect((await readRows(asBefore))[0]).toEqual((await readRows(exported))[0])

    await askToUndo(database, official, batchId)
    expect(await goOn(batchId)).toMatchObject({ state: 'undone' })
    expect(await titlesOf(database)).toEqual([])
  })

  test('with a fault is not applied as a whole, names the cell and the remedy, and comes back with its faults', async () => {
    const { database, official, send, goOn } = await clerksOffice()
    const inTheFuture = [...DIALOGUE.slice(0, 3), '30/12/2026', ...DIALOGUE.slice(4)]
    const batchId = await send(await workbook([DIALOGUE, inTheFuture]))
    const batch = await goOn(batchId)
    expect(batch).toMatchObject({ state: 'checked', newCount: 1, faultyCount: 1 })
    const [fault] = await faultsOfBatch(database, batchId, 0)
    expect(fault).toMatchObject({ cell: 'Hoạt động!D3', remedy: expect.stringContaining('Ví dụ') })
    await expect(apply(database, official, batchId)).rejects.toMatchObject({ code: 'spreadsheet.has-faults' })
    const [told] = await readRows(await faultsAsWorkbook(database, { id: batchId, sheets: batch?.sheets ?? [] }, sheet))
    expect(told?.rows[2]?.cells.at(-1)).toContain(fault?.message)
    expect(told?.rows[1]?.cells.slice(0, 3)).toEqual([null, ...DIALOGUE.slice(1, 3)])

    await apply(database, official, batchId, false)
    expect(await goOn(batchId)).toMatchObject({ state: 'applied', faultyCount: 1 })
    expect(await titlesOf(database)).toEqual(['Đối thoại về đường ấp 3'])
  })

  test('sent twice is one batch; what was changed since stays when it is undone, and is named', async () => {
    const { database, official, send, goOn } = await clerksOffice()
    const file = await workbook([DIALOGUE, DIALOGUE])
    const batchId = await send(file)
    await goOn(batchId)
    expect(await send(file)).toBe(batchId)
    await goOn(batchId)
    await apply(database, official, batchId)
    await goOn(batchId)
    expect(await send(file)).toBe(batchId)
    expect(await titlesOf(database)).toHaveLength(2)
    await database.updateTable('activity').set({ place: 'Nơi khác' }).where('id', '=', sqlFirst(database)).execute()
    await askToUndo(database, official, batchId)
    expect(await goOn(batchId)).toMatchObject({ state: 'undone' })
    expect(await titlesOf(database)).toHaveLength(1)
    expect(await faultsOfBatch(database, batchId, 0)).toMatchObject([{ code: 'spreadsheet.changed-since' }])
  })

  test('goes no further when a record was changed by somebody after the check: nothing is applied', async () => {
    const { database, official, context, send, goOn } = await clerksOffice()
    const first = await send(await workbook([DIALOGUE]))
    await goOn(first)
    await apply(database, official, first)
    await goOn(first)
    const [{ rows } = { rows: [] }] = await readRows(await sheetAsWorkbook(context, sheet, { template: false }))
    const id = String(rows[1]?.cells[0])
    const second = await send(await workbook([DIALOGUE, [id, ...DIALOGUE.slice(1, 7), 5, ...DIALOGUE.slice(8)]]))
    await goOn(second)
    await database.updateTable('activity').set({ place: 'Nơi khác' }).execute()
    await apply(database, official, second)
    expect(await goOn(second)).toMatchObject({
      state: 'checked',
      faultyCount: 1,
      message: expect.stringContaining('Chưa nhập'),
    })
    expect(await titlesOf(database)).toHaveLength(1)
  })

  test('may come as cells copied from Excel, without headings', async () => {
    const { database, official, goOn } = await clerksOffice()
    const cells = DIALOGUE.slice(1).map((cell) =>
      String(cell ?? '').includes('\n') ? `"${cell}"` : String(cell ?? ''),
    )
    const text = Array.from({ length: 10 }, () => cells.join('\t')).join('\r\n')
    const batchId = await receivePasted(database, official, { sheet, text })
    expect(await goOn(batchId)).toMatchObject({ newCount: 10, faultyCount: 0 })
  })

  test('may be written by LibreOffice, with a title above the headings, days as numbers and results of formulas', async () => {
    const { database, send, goOn } = await clerksOffice()
    const written = await readFile(new URL('../../../../tests/samples/written-by-libreoffice.xlsx', import.meta.url))
    const batchId = await send(written)
    expect(await goOn(batchId)).toMatchObject({ state: 'checked', newCount: 2, faultyCount: 0 })
    expect(
      (await rowsOfBatch(database, batchId, { outcome: 'new', after: 0 })).map(({ entered }) => entered),
    ).toMatchObject([
      { heldOn: '05/03/2026', participantCount: '2657', opinions: 'Nạo vét kênh\nSửa cầu' },
      { heldOn: '05/04/2026', participantCount: '40', title: '=1+1' },
    ])
  })

  test('may be written by a program that writes texts into the cells and counts days from 1904', async () => {
    const { database, send, goOn } = await clerksOffice()
    const batchId = await send(plainWorkbook())
    expect(await goOn(batchId)).toMatchObject({ state: 'checked', newCount: 1, faultyCount: 0 })
    const [row] = await rowsOfBatch(database, batchId, { outcome: 'new', after: 0 })
    expect(row?.entered).toMatchObject({
      title: 'Đối thoại về đường ấp 3',
      heldOn: '05/03/2026',
      participantCount: '120',
    })
  })

  test('names units of others, unknown records and records named twice', async () => {
    const { database, official, send, goOn } = await clerksOffice()
    const rows = [
      [...DIALOGUE.slice(0, 5), 'T-X30', ...DIALOGUE.slice(6)],
      ['999', ...DIALOGUE.slice(1)],
      ['abc', ...DIALOGUE.slice(1)],
    ]
    const batchId = await send(await workbook(rows))
    expect(await goOn(batchId)).toMatchObject({ newCount: 0, faultyCount: 3 })
    expect((await faultsOfBatch(database, batchId, 0)).map(({ cell }) => cell)).toEqual([
      'Hoạt động!F2',
      'Hoạt động!A3',
      'Hoạt động!A4',
    ])
    await expect(apply(database, official, batchId)).rejects.toMatchObject({ code: 'spreadsheet.has-faults' })
  })
})

/** A workbook as small writers make it: texts inline, no shared texts, the sheet first in the archive, paths from the root. */
function plainWorkbook(): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const cell = (text: string, at: number, row: number) =>
    `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  // 5 March 2026 counted from 1 January 1904.
  const days = (Date.UTC(2026, 2, 5) - Date.UTC(1904, 0, 1)) / 86_400_000
  const values = DIALOGUE.map((value, at) =>
    at === 3
      ? `<c r="D2" s="1"><v>${days}</v></c>`
      : at === 7
        ? '<c r="H2"><v>120</v></c>'
        : cell(String(value ?? ''), at, 2),
  )
  const parts = {
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${HEADINGS.map((text, at) => cell(text, at, 1)).join('')}</row><row r="2">${values.join('')}</row></sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${kinds}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${kinds}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${kinds}"><workbookPr date1904="1"/><sheets><sheet name="Hoạt động" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${kinds}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)]))),
  )
}

const sqlFirst = (database: Database) => database.selectFrom('activity').select(({ fn }) => fn.min('id').as('id'))

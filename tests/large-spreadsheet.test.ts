import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../src/application.ts'
import { PROJECT_FOLDER } from '../src/folders.ts'
import type { Database } from '../src/platform/database/database.ts'
import { makeDatabase } from './support/system.ts'
import '../src/modules/activities/queries/tables.ts'
import '../src/modules/spreadsheets/queries/tables.ts'

/** Files as large as they come, brought in by a process of its own that says how much memory it took at most. */
const ROWS = 20_000
const MOST_MEMORY_IN_MEGABYTES = 400
const SAY_MEMORY = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS+"\\n"))`

const columns = modules()
  .flatMap((module) => module.sheets ?? [])
  .find(({ kind }) => kind === 'activities')?.columns
const HEADINGS = ['Mã trong hệ thống', ...(columns ?? []).map(({ title }) => title)]

const good = (unit: string, number: number): ExcelJS.CellValue[] => [
  ...[
    '',
    'Đối thoại',
    `Đối thoại số ${number}`,
    '05/03/2026',
    `Nhà văn hóa ấp ${number}`,
    unit,
    'Chủ tịch xã',
    100,
    null,
  ],
  ...[`Ý kiến một của cuộc ${number}\nÝ kiến hai của cuộc ${number}`, 'Nội dung trao đổi. '.repeat(12), ''],
]

/** Twelve kinds of fault: the column it stands in, and what stands there. */
const FAULTS: readonly (readonly [column: string, value: ExcelJS.CellValue])[] = [
  ['A', '987654321'],
  ['B', 'Đối thoai'],
  ['C', 'x'.repeat(301)],
  ['D', '30/02/2026'],
  ['D', '5/3/26'],
  ['D', '30/12/2026'],
  ['E', null],
  ['F', 'Ủy ban nhân dân xã Không Có'],
  ['H', '1,250'],
  ['H', 'hai trăm'],
  ['H', -5],
  ['I', { error: '#N/A' }],
]
const EACH = 25

let folder: string
let database: Database
let connectionString: string
let drop: () => Promise<void>
let unit: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-large-'))
  ;({ database, connectionString, drop } = await makeDatabase('province'))
  const found = await database
    .selectFrom('account')
    .innerJoin('post', 'post.person_id', 'account.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select('unit.code')
    .where('account.user_name', '=', 'canbo.xa')
    .executeTakeFirstOrThrow()
  unit = found.code
})
afterAll(async () => {
  await drop()
  await rm(folder, { recursive: true, force: true })
})

async function writeFile(
  name: string,
  rows: number,
  faulty: ReadonlyMap<number, (typeof FAULTS)[number]>,
): Promise<string> {
  const path = join(folder, name)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(path), useSharedStrings: true })
  const sheet = workbook.addWorksheet('Hoạt động')
  sheet.addRow(HEADINGS).commit()
  for (let number = 2; number <= rows + 1; number += 1) {
    const cells = good(unit, number)
    const fault = faulty.get(number)
    if (fault) cells[fault[0].charCodeAt(0) - 65] = fault[1]
    sheet.addRow(cells).commit()
  }
  await workbook.commit()
  return path
}

function start(argv: readonly string[]): {
  child: ChildProcess
  ended: Promise<{ code: number | null; output: string; messages: string }>
} {
  const child = spawn(process.execPath, ['--import', SAY_MEMORY, join(PROJECT_FOLDER, 'dist', 'main.js'), ...argv], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: connectionString },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { output: '', messages: '' }
  child.stdout?.on('data', (chunk) => {
    said.output += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    said.messages += String(chunk)
  })
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })) }
}

const importing = (path: string) => ['import', 'activities', path, '--account', 'canbo.xa', '--json']
const activityCount = async () => {
  const { count } = await database
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

describe('a file with 20.000 rows', () => {
  test('and 300 faults of 12 kinds names the cell and the remedy of each, applies nothing, in little memory', async () => {
    const faulty = new Map(
      Array.from({ length: EACH }, () => FAULTS)
        .flat()
        .map((fault, at) => [2 + at * 66, fault] as const),
    )
    const before = await activityCount()
    const { code, output, messages } = await start(importing(await writeFile('many.xlsx', ROWS, faulty))).ended
    expect({ code, messages: messages.replace(/maxRSS=\d+\n/, '') }).toEqual({ code: 1, messages: '' })
    const answer = JSON.parse(output) as {
      faulty: number
      new: number
      faults: { cell: string; code: string; remedy: string }[]
    }
    expect(answer).toMatchObject({ faulty: FAULTS.length * EACH, new: ROWS - FAULTS.length * EACH })
    expect(answer.faults.map(({ cell }) => cell)).toEqual(
      [...faulty].map(([row, [column]]) => `Hoạt động!${column}${row}`),
    )
    expect(answer.faults.filter(({ remedy }) => remedy.length < 10)).toEqual([])
    expect(new Set(answer.faults.map((fault) => fault.code)).size).toBe(FAULTS.length)
    expect(await activityCount()).toBe(before)
    const [, maxRSS] = /maxRSS=(\d+)/.exec(messages) ?? []
    expect(Number(maxRSS) / 1024).toBeLessThan(MOST_MEMORY_IN_MEGABYTES)
    expect(Number(maxRSS)).toBeGreaterThan(0)
  }, 600_000)
})

describe('a process that is killed while it applies a file', () => {
  test('leaves nothing half written, and the next one goes on to the end', async () => {
    const path = await writeFile('killed.xlsx', 1_500, new Map())
    const before = await activityCount()
    const { child, ended } = start(importing(path))
    const doing = () =>
      database
        .selectFrom('import_batch')
        .select('done_count as done')
        .where('source_name', 'like', '%killed.xlsx')
        .where('state', '=', 'applying')
        .where('done_count', '>=', 200)
        .executeTakeFirst()
    await expect.poll(doing, { timeout: 120_000, interval: 50 }).toBeDefined()
    child.kill('SIGKILL')
    expect((await ended).code).toBeNull()
    expect(await activityCount()).toBe(before)
    const { code, output } = await start(importing(path)).ended
    expect({ code, answer: JSON.parse(output) }).toMatchObject({ code: 0, answer: { state: 'applied', new: 1_500 } })
    expect(await activityCount()).toBe(before + 1_500)
    expect((await start(importing(path)).ended).code).toBe(0)
    expect(await activityCount()).toBe(before + 1_500)
  }, 300_000)
})

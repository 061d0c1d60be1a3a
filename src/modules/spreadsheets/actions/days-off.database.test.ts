import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { calendar, calendarInForce, nationalCalendar } from '../../calendar/index.ts'
import { batchById, faultsOfBatch } from '../queries/batches.ts'
import { advanceBatch } from './advance-batch.ts'
import { askToApply, askToUndo } from './decide.ts'
import { receiveRows } from './receive.ts'

const DECISION = 'Văn bản 1/VPCP-KGVX'

async function province() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const counted: { from: string; reason: string }[] = []
  const recount = async (_in: unknown, _by: unknown, { from, reason }: { from: string; reason: string }) =>
    counted.push({ from, reason })
  const [sheet] = calendar([{ title: 'Đơn thư', recount }]).sheets ?? []
  if (!sheet) throw new Error('The calendar offers no sheet.')
  const official = officials.administrator
  const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-days-')))
  const goOn = async (batchId: string) => {
    while (await advanceBatch({ database, files, now: () => TEST_NOW }, [sheet], batchId));
    return batchById(database, official, batchId)
  }
  const bringIn = async (rows: readonly (readonly string[])[]) => {
    const headings = ['Mã trong hệ thống', ...sheet.columns.map(({ title }) => title)]
    const given = [headings, ...rows].map((cells, at) => ({ number: at + 1, cells: [...cells] }))
    const batchId = await receiveRows(database, official, { sheet, name: 'lich.xlsx', rows: given })
    return { batchId, batch: await goOn(batchId) }
  }
  const apply = async (batchId: string) => {
    await askToApply(database, official, { batchId, allOrNothing: true })
    return goOn(batchId)
  }
  const undo = async (batchId: string) => {
    await askToUndo(database, official, batchId)
    return goOn(batchId)
  }
  const context = { database, official, today: TEST_TODAY }
  return { database, officials, counted, sheet, context, bringIn, apply, undo }
}

test('the days of a year come in as rows: limits are counted anew once, and undoing leaves the year unknown again', async () => {
  const { database, counted, bringIn, apply, undo } = await province()
  const { batchId, batch } = await bringIn([
    ['', '01/01/2028', 'Nghỉ lễ, Tết', 'nghỉ Tết Dương lịch', DECISION],
    ['', '26/01/2028', 'Nghỉ lễ, Tết', 'nghỉ Tết Nguyên đán', DECISION],
  ])
  expect(batch).toMatchObject({ state: 'checked', newCount: 2, faultyCount: 0 })
  expect(counted).toEqual([])
  expect(await calendarInForce(database)).toEqual(nationalCalendar)
  expect(await apply(batchId)).toMatchObject({ state: 'applied' })
  expect(counted.map(({ from }) => from)).toEqual(['2028-01-01'])
  const { days, knownYears } = await calendarInForce(database)
  expect(knownYears?.last).toBe(2028)
  expect(days.get('2028-01-01')).toMatchObject({ source: DECISION, status: 'decided' })
  expect([...days.keys()].filter((day) => day.startsWith('2028'))).toHaveLength(2)
  expect(await undo(batchId)).toMatchObject({ state: 'undone' })
  expect(counted).toHaveLength(2)
  expect(await calendarInForce(database)).toEqual(nationalCalendar)
})

test('a day that was only expected is decided by a row, and by undoing is expected again', async () => {
  const { database, sheet, context, bringIn, apply, undo } = await province()
  const day = '2027-02-09'
  const before = nationalCalendar.days.get(day)
  const { batchId, batch } = await bringIn([
    ['20270209', '09/02/2027', 'Nghỉ lễ, Tết', 'nghỉ Tết Nguyên đán', DECISION],
  ])
  expect(batch).toMatchObject({ newCount: 0, changedCount: 1 })
  await apply(batchId)
  const after = await calendarInForce(database)
  expect(after.days.get(day)).toMatchObject({ kind: 'holiday', source: DECISION, status: 'decided' })
  expect(after.days.get('2027-02-08')).toEqual(nationalCalendar.days.get('2027-02-08'))
  expect((await sheet.records(context, { ids: ['20270209'] }))[0]?.values.decision).toBe(DECISION)
  await undo(batchId)
  expect((await calendarInForce(database)).days.get(day)).toEqual(before)
  const entered = await sql`select year from calendar_year`.execute(database)
  expect(entered.rows).toEqual([])
})

test('what is wrong with a day is told at its cell, and only who answers for a whole province enters one', async () => {
  const { database, officials, sheet, context, bringIn } = await province()
  const { batchId, batch } = await bringIn([
    ['', '01/01/2027', 'Nghỉ lễ, Tết', 'nghỉ Tết Dương lịch', DECISION],
    ['', '02/01/2027', 'Nghỉ bù', 'nghỉ bù', DECISION],
    ['', '03/01/2029', 'Nghỉ lễ, Tết', 'nghỉ', DECISION],
    ['20270101', '04/01/2027', 'Nghỉ lễ, Tết', 'nghỉ Tết Dương lịch', DECISION],
    ['', '05/01/2027', 'Nghỉ bù', 'nghỉ bù', ''],
  ])
  expect(batch).toMatchObject({ faultyCount: 5 })
  const faults = await faultsOfBatch(database, batchId, 0)
  expect(faults.map(({ code }) => code)).toEqual([
    'calendar.day-twice/date',
    'calendar.not-a-weekday/date',
    'calendar.year-before-is-missing',
    'calendar.other-date/date',
    'required',
  ])
  const entered = { date: '05/01/2027', kind: 'compensatory-off', name: 'nghỉ bù', decision: DECISION }
  await expect(sheet.add({ ...context, official: officials.communeClerk }, entered)).rejects.toMatchObject({
    code: 'organisation.concerns-whole-province',
  })
})

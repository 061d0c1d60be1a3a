import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW } from '../../../../tests/support/system.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { democracy } from '../../democracy/index.ts'
import { batchById, faultsOfBatch } from '../queries/batches.ts'
import { advanceBatch } from './advance-batch.ts'
import { askToApply } from './decide.ts'
import { receiveRows } from './receive.ts'

const sheets = (democracy.sheets ?? []).filter(({ kind }) => kind === 'residential-areas')
const [sheet] = sheets
if (!sheet) throw new Error('Democracy offers no sheet of residential areas.')
const areaSheet = sheet
const HEADINGS = ['Xã, phường', 'Tên thôn, ấp, tổ dân phố', 'Tổng số hộ', 'Số hộ tính đến ngày']

/** Files of areas that are tried, and may be applied. */
async function commune() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const official = officials.communeClerk
  const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-alike-')))
  const goOn = async (batchId: string) => {
    while (await advanceBatch({ database, files, now: () => TEST_NOW }, sheets, batchId));
    return batchById(database, official, batchId)
  }
  const tried = async (names: readonly string[], countedOn: (at: number) => string = () => '01/01/2026') => {
    const areas = names.map((name, at) => ['T-X3', name, '100', countedOn(at)])
    const rows = [HEADINGS, ...areas].map((cells, at) => ({ number: at + 1, cells: [...cells] }))
    const batchId = await receiveRows(database, official, { sheet: areaSheet, name: 'thon.xlsx', rows })
    return { batchId, batch: await goOn(batchId), faults: await faultsOfBatch(database, batchId, 0) }
  }
  return { database, official, goOn, tried }
}

const named = (count: number) => Array.from({ length: count }, (_, at) => `Ấp ${at + 1}`)

test('rows that would take the same thing are told in the dry run, however far apart, and the earlier one is named', async () => {
  const { database, official, goOn, tried } = await commune()
  const { batchId, batch, faults } = await tried([...named(150), 'Ấp 7', 'Ấp 150'])
  expect(batch).toMatchObject({ newCount: 150, faultyCount: 2 })
  expect(faults.map(({ cell, code, message }) => [cell.split('!')[1], code, /dòng (\d+)/.exec(message)?.[1]])).toEqual([
    ['B152', 'row-alike/name', '8'],
    ['B153', 'row-alike/name', '151'],
  ])
  await askToApply(database, official, { batchId, allOrNothing: false })
  expect(await goOn(batchId)).toMatchObject({ state: 'applied', newCount: 150, faultyCount: 2 })
})

test('a row that is refused itself takes nothing from another', async () => {
  const { tried } = await commune()
  const { batch, faults } = await tried([...named(120), 'Ấp 1', 'Ấp 1'], (at) =>
    at === 0 ? '01/01/2027' : '01/01/2026',
  )
  expect(batch).toMatchObject({ newCount: 120, faultyCount: 2 })
  expect(faults.map(({ cell, code }) => [cell.split('!')[1], code])).toEqual([
    ['D2', 'democracy.area-day/countedOn'],
    ['B123', 'row-alike/name'],
  ])
})

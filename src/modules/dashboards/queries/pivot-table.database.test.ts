import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL_FACTS, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { recordsBehind } from '../../indicators/index.ts'
import { MOST_CELLS_ON_PAGE, type PivotQuestion } from '../rules/pivot.ts'
import { type PivotCell, pivotTable } from './pivot-table.ts'

const today = TEST_TODAY
const QUESTION: PivotQuestion = {
  ...{ indicators: ['dialogue.count'], rows: 'unit', columns: 'period', dimension: null, unitId: null },
  ...{ level: 'district', span: 'two-years', from: null, to: null, step: 'quarter', reading: 'now', shownAs: 'table' },
}

let database: Database
let drop: () => Promise<void>
let people: Record<'tonghop.snv' | 'canbo.xa', Official>

beforeAll(async () => {
  const made = await makeDatabase('province')
  database = made.database
  drop = made.drop
  people = { 'tonghop.snv': await official('tonghop.snv'), 'canbo.xa': await official('canbo.xa') }
})
afterAll(() => drop())

async function official(userName: string): Promise<Official> {
  const account = await database.selectFrom('account').select('id').where('user_name', '=', userName).executeTakeFirst()
  const found = await officialOfAccount(database, account?.id ?? '', today)
  if (!found) throw new Error(`No account ${userName}.`)
  return found
}

const ask = (who: keyof typeof people, question: Partial<PivotQuestion> = {}, mostCells = MOST_CELLS_ON_PAGE) =>
  pivotTable(database, ALL_FACTS, people[who], { ...QUESTION, ...question }, { today, mostCells })

/** What the records behind a cell add up to. */
async function recordsOf({ opens }: PivotCell, reading: 'then' | 'now') {
  if (!opens) throw new Error('The cell opens nothing.')
  const { code, unitId, period, by } = opens
  const behind = await recordsBehind(database, ALL_FACTS, {
    ...{ reader: null, indicator: code, unitId, period, asOf: period.to, reading, today, by },
  })
  return behind.total.value
}

describe('a table', () => {
  test.each(['now', 'then'] as const)('opens each number to the records that make it up (%s)', async (reading) => {
    const table = await ask('tonghop.snv', { reading })
    expect(table.rows.length).toBe(8)
    expect(table.columns.length).toBe(8)
    const cells = table.cells.flat()
    expect(cells.some(({ value }) => value !== null && value > 0)).toBe(true)
    for (const cell of cells.slice(0, 24)) expect(await recordsOf(cell, reading)).toBe(cell.value)
  })

  test('has a sum where it is true, which opens where it is the figure of the whole', async () => {
    const table = await ask('tonghop.snv')
    const sums = table.columns.map((_, at) => table.cells.reduce((sum, line) => sum + (line[at]?.value ?? 0), 0))
    expect(table.totals?.map((total) => total?.value)).toEqual(sums)
    const across = table.cells.map((line) => line.reduce((sum, cell) => sum + (cell.value ?? 0), 0))
    expect(table.rowTotals?.map((total) => total?.value)).toEqual(across)
    for (const total of table.rowTotals ?? []) {
      if (total?.opens) expect(await recordsOf(total, 'now')).toBe(total.value)
    }
    expect(table.rowTotals?.every((total) => total?.opens)).toBe(true)
  })

  test('has no sum of shares, of states at several days, nor of numbers of persons', async () => {
    for (const code of ['petition.on-time-share', 'staff.persons']) {
      const table = await ask('tonghop.snv', { indicators: [code] })
      expect([code, table.totals, table.rowTotals]).toEqual([code, null, null])
    }
    const open = await ask('tonghop.snv', { indicators: ['petition.open'] })
    expect(open.rowTotals).toBeNull()
    expect(open.totals).not.toBeNull()
  })

  test('has all units of all levels in one table, and no sum where one counts within another', async () => {
    const unitId = await unitCoded(database, 'HG')
    const table = await ask('tonghop.snv', { unitId, level: 'all', columns: 'indicator' })
    const communes = await ask('tonghop.snv', { unitId, level: 'commune', columns: 'indicator' })
    expect(table.rows.length).toBeGreaterThan(communes.rows.length + 8)
    expect(table.rows.some((row) => row.unitId === unitId)).toBe(true)
    expect([table.totals, communes.totals]).toEqual([null, [expect.anything()]])
  })

  test('takes a figure apart by a classification, and its parts open to their records alone', async () => {
    const unitId = await unitCoded(database, 'HG')
    const asked = { indicators: ['petition.received'], rows: 'dimension', columns: 'indicator', unitId } as const
    const table = await ask('tonghop.snv', { ...asked, dimension: 'petition.kind' })
    expect(table.rows.length).toBeGreaterThan(2)
    for (const [line, { value }] of table.rows.entries()) {
      const cell = table.cells[line]?.[0]
      if (value !== null && cell) expect(await recordsOf(cell, 'now')).toBe(cell.value)
    }
    expect(table.totals?.[0]?.opens).not.toBeNull()
    const both = await ask('tonghop.snv', {
      ...asked,
      indicators: ['petition.received', 'dialogue.count'],
      dimension: 'petition.kind',
    })
    expect(both.notSplit).toHaveLength(1)
  })

  test('is refused before anything is counted when it is too large', async () => {
    await expect(ask('tonghop.snv', {}, 63)).rejects.toThrow('dashboards.too-large')
    await expect(ask('tonghop.snv', {}, 64)).resolves.toBeDefined()
  })

  test('that was made for the province shows a commune the commune and nothing else', async () => {
    const unitId = await unitCoded(database, 'HG')
    const whole = await ask('tonghop.snv', { unitId, level: 'commune' })
    const own = await ask('canbo.xa', { unitId, level: 'commune' })
    expect(whole.isNarrowed).toBe(false)
    expect(whole.rows.length).toBeGreaterThan(70)
    expect(own.isNarrowed).toBe(true)
    expect(own.rows.map(({ text }) => text)).toEqual(['Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'])
    expect(own.cells[0]).toEqual(whole.cells[whole.rows.findIndex(({ text }) => text === own.rows[0]?.text)])
  })
})

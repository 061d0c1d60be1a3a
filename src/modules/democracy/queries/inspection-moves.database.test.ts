import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/support/making-records.ts'
import { reorganiseBy, undo } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'

const DAY = '2026-07-01'

async function board(database: Database, code: string, parentId: string): Promise<string> {
  const id = await idOf(database, sql`insert into unit (code) values (${code}) returning id`)
  await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, valid_from)
    values (${id}, 'Ban Thanh tra nhân dân', 'Ban', 'peoples-inspection-board', ${parentId}, '2020-01-01')`.execute(
    database,
  )
  return id
}

const plan = (database: Database, unitId: string, code: string, from: string, to: string, withdrawnOn: string | null) =>
  idOf(
    database,
    sql`insert into inspection_board_plan (unit_id, period_code, period_from, period_to, withdrawn_on, withdrawn_reason)
      values (${unitId}, ${code}, ${from}, ${to}, ${withdrawnOn}::date, ${withdrawnOn === null ? '' : 'Nhầm'}) returning id`,
  )

test('plans of a board for what has not ended go on with the board that takes it over, unless that has one for the period', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const ending = await board(database, 'T-X3-TTND', units.commune)
  const heir = await board(database, 'T-X30-TTND', units.sibling)
  const year = ['2026', '2026-01-01', '2026-12-31'] as const
  const third = ['2026-Q3', '2026-07-01', '2026-09-30'] as const
  const fourth = ['2026-Q4', '2026-10-01', '2026-12-31'] as const
  const plans = {
    ended: await plan(database, ending, '2026-Q1', '2026-01-01', '2026-03-31', null),
    running: await plan(database, ending, ...year, null),
    taken: await plan(database, ending, ...third, null),
    withdrawn: await plan(database, ending, ...fourth, '2026-05-01'),
    again: await plan(database, ending, ...fourth, null),
    ofHeir: await plan(database, heir, ...third, null),
    withdrawnByHeir: await plan(database, heir, ...year, '2026-05-01'),
  }
  const held = async () => {
    const rows = await database.selectFrom('inspection_board_plan').select(['id', 'unit_id']).execute()
    return Object.fromEntries(
      Object.entries(plans).map(([name, id]) => [name, rows.find((each) => each.id === id)?.unit_id]),
    )
  }
  const before = await held()
  const id = await reorganiseBy(database, officials.administrator, {
    rows: [
      row({ kind: 'merged-into', fromCode: 'T-X3', toCode: 'T-X30' }),
      row({ kind: 'merged-into', fromCode: 'T-X3-TTND', toCode: 'T-X30-TTND' }),
    ],
    effectiveOn: DAY,
  })
  expect(await held()).toEqual({
    ...{ ended: ending, running: heir, taken: ending, withdrawn: ending, again: heir },
    ...{ ofHeir: heir, withdrawnByHeir: heir },
  })
  await undo(database, officials.administrator, id)
  expect(await held()).toEqual(before)
})

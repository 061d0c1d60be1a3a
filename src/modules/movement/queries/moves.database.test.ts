import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/support/making-records.ts'
import { reorganiseBy, undo, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'

const DAY = '2026-07-01'
const NEW_COMMUNE = { toCode: 'T-X4', toName: 'Ủy ban nhân dân xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }

async function communeWithBoards() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const made = (insert: RawBuilder<unknown>) => idOf(database, insert)
  const contest = (title: string, isJudged: boolean, publishedOn: string | null) =>
    made(sql`insert into contest (unit_id, title, content, opened_on, is_judged, results_published_on)
      values (${units.commune}, ${title}, '', '2026-05-01', ${isJudged}, ${publishedOn}::date) returning id`)
  const jury = (contestId: string) =>
    made(
      sql`insert into movement_board (kind, unit_id, contest_id) values ('jury', ${units.commune}, ${contestId}) returning id`,
    )
  const panel = async (decidedOn: string | null) => {
    const id = await made(sql`insert into movement_board (kind, unit_id, opened_on, decided_on)
      values ('panel', ${units.commune}, '2026-05-01', ${decidedOn}::date) returning id`)
    await sql`insert into model_panel (board_id, title, year, level) values (${id}, 'Bình xét', 2026, 'commune')`.execute(
      database,
    )
    return id
  }
  const open = await contest('Đang chấm', true, null)
  const published = await contest('Đã công bố', true, '2026-06-15')
  await contest('Chỉ ghi kết quả', false, null)
  return {
    ...{ database, units, officials, openJury: await jury(open), publishedJury: await jury(published) },
    ...{ openPanel: await panel(null), decidedPanel: await panel('2026-06-20') },
  }
}

type Commune = Awaited<ReturnType<typeof communeWithBoards>>

async function unitsOf({ database }: Commune): Promise<Record<string, string>> {
  const { rows } = await sql<{
    what: string
    unitId: string
  }>`select title as what, unit_id::text as "unitId" from contest
    union all select 'board ' || id, unit_id::text from movement_board`.execute(database)
  return Object.fromEntries(rows.map(({ what, unitId }) => [what, unitId]))
}

test('contests being judged and panels that have not decided go on with the heir of a merger; what is decided stays, and all of it comes back', async () => {
  const commune = await communeWithBoards()
  const { database, units, officials } = commune
  const before = await unitsOf(commune)
  const id = await reorganiseBy(database, officials.administrator, {
    rows: [
      row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW_COMMUNE }),
      row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW_COMMUNE }),
    ],
    effectiveOn: DAY,
  })
  const heir = await unitCoded(database, 'T-X4')
  expect(await unitsOf(commune)).toEqual({
    ...before,
    'Đang chấm': heir,
    [`board ${commune.openJury}`]: heir,
    [`board ${commune.openPanel}`]: heir,
  })
  const versions = await database.selectFrom('movement_board').select(['id', 'version']).orderBy('id').execute()
  expect(versions.map(({ version }) => version)).toEqual([2, 1, 2, 1])
  await undo(database, officials.administrator, id)
  expect(await unitsOf(commune)).toEqual(before)
  expect(before['Đang chấm']).toBe(units.commune)
})

test('a split hands them to the heir that is marked; a unit that is renamed keeps its own', async () => {
  const commune = await communeWithBoards()
  const { database, units, officials } = commune
  const before = await unitsOf(commune)
  await reorganiseBy(database, officials.administrator, {
    rows: [row({ kind: 'renamed', fromCode: 'T-X3', toName: 'Ủy ban nhân dân phường Ba' })],
    effectiveOn: '2026-06-25',
  })
  expect(await unitsOf(commune)).toEqual(before)
  await reorganiseBy(database, officials.administrator, {
    rows: [
      row({ kind: 'split', fromCode: 'T-X3', toCode: 'T-X30', isMainHeir: true }),
      row({ kind: 'split', fromCode: 'T-X3', ...NEW_COMMUNE }),
    ],
    effectiveOn: DAY,
  })
  expect(await unitsOf(commune)).toMatchObject({
    ...{ 'Đang chấm': units.sibling, 'Đã công bố': units.commune, 'Chỉ ghi kết quả': units.commune },
    [`board ${commune.openPanel}`]: units.sibling,
    [`board ${commune.decidedPanel}`]: units.commune,
    [`board ${commune.openJury}`]: units.sibling,
  })
})

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  ALL_MOVES,
  draftReform,
  officialNamed,
  reorganiseBy,
  unitCoded,
} from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { tableDigests } from '../../../../tests/support/table-digests.ts'
import type { Database } from '../../../platform/database/database.ts'
import { reorganisationById } from '../queries/reorganisations.ts'
import { unitOnDay } from '../queries/units.ts'
import { changeDraftRows } from './draft-reorganisation.ts'
import { importCountryUnits } from './import-country-units.ts'
import { previewReorganisation, reorganise } from './reorganise.ts'
import { hindrancesOf, undoReorganisation } from './undo-reorganisation.ts'

const today = TEST_TODAY
const moves = ALL_MOVES
const NOT_COMPARED = /^(audit_|reorganisation)/
const DAY = '2026-07-01'
const NEW_COMMUNE = { toCode: 'T-X4', toName: 'Ủy ban nhân dân xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }

describe('the reorganisation of 2025', () => {
  test('is looked at without a fault and without changing anything, then done, then undone to the letter', async () => {
    const database = await databaseForTest('province')
    const { administrator, id } = await draftReform(database)
    const before = await tableDigests(database, NOT_COMPARED)
    const draft = await reorganisationById(database, administrator, id, today)
    const { plan, moved } = await previewReorganisation(database, administrator, { draft, moves, today })
    expect(plan.faults).toEqual([])
    const ending = (kind: string) => plan.ends.filter((unit) => unit.kindCode === kind).length
    expect([ending('commune'), ending('district')]).toEqual([75, 8])
    expect(await tableDigests(database, NOT_COMPARED)).toEqual(before)

    await reorganise(database, administrator, { id, moves, today })
    const done = await reorganisationById(database, administrator, id, today)
    expect(done.state).toBe('done')
    expect(done.summary).toEqual(moved)
    expect(done.summary.find((kind) => kind.title.startsWith('Đơn thư'))?.moved).toBeGreaterThan(0)
    const left = await sql<{ count: number }>`select count(*)::int as count from activity
      join unit_version version on version.unit_id = activity.unit_id and version.is_last
      where version.valid_to < activity.held_on`.execute(database)
    expect(left.rows).toEqual([{ count: 0 }])

    const again = await officialNamed(database, 'quantri')
    expect(again.posts.map((post) => post.unitName)).toEqual(['Thành phố Cần Thơ'])
    expect(await hindrancesOf(database, id, moves)).toEqual([])
    await undoReorganisation(database, again, { id, moves, today })
    expect(await tableDigests(database, NOT_COMPARED)).toEqual(before)
  })
})

describe('a reorganisation into units of the country’s list', () => {
  test('uses those that are there and makes only the others', async () => {
    const database = await databaseForTest('province')
    await importCountryUnits(database, { onlyProvince: '92', dryRun: false })
    const before = await tableDigests(database, NOT_COMPARED)
    const { administrator, id } = await draftReform(database)
    const draft = await reorganisationById(database, administrator, id, today)
    const { plan } = await previewReorganisation(database, administrator, { draft, moves, today })
    expect(plan.faults).toEqual([])
    const made = plan.begins.map((unit) => unit.code)
    expect(made.filter((code) => code.startsWith('X') || code === 'P92')).toEqual([])
    expect(made).toContain('P92-UBND')
    await reorganise(database, administrator, { id, moves, today })
    const clerk = await officialNamed(database, 'canbo.xa')
    expect(clerk.posts.map((post) => post.unitId)).toContain(await unitCoded(database, 'X31459'))
    await undoReorganisation(database, await officialNamed(database, 'quantri'), { id, moves, today })
    expect(await tableDigests(database, NOT_COMPARED)).toEqual(before)
  })
})

async function petitionAt(database: Database, unitId: string, number: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into petition (unit_id, handling_unit_id, number, year, kind_code, channel_code, title, state, received_on, registered_on, due_on)
    values (${unitId}, ${unitId}, ${number}, 2026, 'proposal', 'counter', 'Kiến nghị', 'classified', '2026-06-10', '2026-06-10', '2026-07-20')
    returning id`.execute(database)
  return rows[0]?.id ?? ''
}

async function sample(): Promise<SampleProvince & { database: Database }> {
  const database = await databaseForTest()
  return { database, ...(await sampleProvince(database)) }
}

describe('what is open in a unit that ends', () => {
  test('goes on with its heir; number, receipt and limit stay, and so do the units of what is done', async () => {
    const { database, units, officials } = await sample()
    const open = await petitionAt(database, units.commune, 7)
    const answered = await petitionAt(database, units.commune, 8)
    await database
      .updateTable('petition')
      .set({ state: 'answered', answered_on: '2026-06-20' })
      .where('id', '=', answered)
      .execute()
    const id = await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW_COMMUNE }),
        row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW_COMMUNE }),
      ],
      effectiveOn: DAY,
    })
    const heir = await unitCoded(database, 'T-X4')
    const petitions = await database
      .selectFrom('petition')
      .select(['number', 'unit_id', 'handling_unit_id', 'received_on', 'due_on'])
      .orderBy('number')
      .execute()
    const kept = { unit_id: units.commune, received_on: '2026-06-10', due_on: '2026-07-20' }
    expect(petitions).toEqual([
      { number: 7, ...kept, handling_unit_id: heir },
      { number: 8, ...kept, handling_unit_id: units.commune },
    ])
    const posts = await database
      .selectFrom('post')
      .innerJoin('person', 'person.id', 'post.person_id')
      .select(['post.unit_id', 'post.valid_from', 'post.valid_to', 'post.role_code'])
      .where('person.full_name', '=', 'Nguyễn Thị Mai')
      .orderBy('post.valid_from')
      .execute()
    expect(posts).toEqual([
      { unit_id: units.commune, valid_from: '2020-01-01', valid_to: '2026-06-30', role_code: 'clerk' },
      { unit_id: heir, valid_from: DAY, valid_to: null, role_code: 'clerk' },
    ])
    expect(await unitOnDay(database, { id: units.commune }, DAY)).toBeUndefined()
    expect((await unitOnDay(database, { id: heir }, DAY))?.parentUnitId).toBe(units.committee)
    expect(await hindrancesOf(database, id, moves)).toEqual([])
    expect(open).toBeDefined()
  })

  test('stays where the heir has the same duty already, and where nobody takes over', async () => {
    const { database, units, officials } = await sample()
    await sql`insert into plan (unit_id, title, year) values (${units.committee}, 'Kế hoạch', 2026)`.execute(database)
    await sql`insert into plan_content (plan_id, position, title) select id, 1, 'Nội dung' from plan`.execute(database)
    await sql`insert into task (plan_content_id, title, due_on) select id, 'Nhiệm vụ', '2026-12-05' from plan_content`.execute(
      database,
    )
    for (const unitId of [units.commune, units.sibling]) {
      await sql`insert into task_assignment (task_id, unit_id) select id, ${unitId} from task`.execute(database)
    }
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW_COMMUNE }),
        row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW_COMMUNE }),
      ],
      effectiveOn: DAY,
    })
    const heir = await unitCoded(database, 'T-X4')
    const held = await database.selectFrom('task_assignment').select('unit_id').orderBy('id').execute()
    expect(held.map((assignment) => assignment.unit_id)).toEqual([heir, units.sibling])
    const done = await database.selectFrom('reorganisation').select('summary').executeTakeFirstOrThrow()
    const tasks = done.summary.find((kind) => kind.title.startsWith('Nhiệm vụ'))
    expect([tasks?.moved, tasks?.stayed.map((each) => each.count)]).toEqual([1, [1]])
  })

  test('of a split goes to the heir that is marked, or to nobody', async () => {
    const { database, units, officials } = await sample()
    const split = (marked: boolean) => [
      row({ kind: 'split', fromCode: 'T-X3', toCode: 'T-X30', isMainHeir: marked }),
      row({ kind: 'split', fromCode: 'T-X3', ...NEW_COMMUNE }),
    ]
    const petitionId = await petitionAt(database, units.commune, 7)
    const handling = async () =>
      (
        await database
          .selectFrom('petition')
          .select('handling_unit_id')
          .where('id', '=', petitionId)
          .executeTakeFirstOrThrow()
      ).handling_unit_id
    const id = await reorganiseBy(database, officials.administrator, { rows: split(false), effectiveOn: DAY })
    expect(await handling()).toBe(units.commune)
    await undoReorganisation(database, officials.administrator, { id, moves, today })
    await reorganiseBy(database, officials.administrator, { rows: split(true), effectiveOn: DAY })
    expect(await handling()).toBe(units.sibling)
  })

  test('keeps units below it, under the heir from that day on', async () => {
    const { database, units, officials } = await sample()
    const id = await reorganiseBy(database, officials.administrator, {
      rows: [row({ kind: 'dissolved', fromCode: 'T-H1', toCode: 'T-UBND' })],
      effectiveOn: DAY,
    })
    expect((await unitOnDay(database, { id: units.commune }, DAY))?.parentUnitId).toBe(units.committee)
    expect((await unitOnDay(database, { id: units.commune }, '2026-06-30'))?.parentUnitId).toBe(units.district)
    await undoReorganisation(database, officials.administrator, { id, moves, today })
    expect((await unitOnDay(database, { id: units.commune }, DAY))?.parentUnitId).toBe(units.district)
  })
})

describe('a reorganisation', () => {
  test('is not done with a fault, before its day, twice, or by who does not keep the units up', async () => {
    const { database, officials } = await sample()
    const merged = [row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW_COMMUNE })]
    const act = (by: keyof typeof officials, rows = merged, effectiveOn = DAY) =>
      reorganiseBy(database, officials[by], { rows, effectiveOn })
    const faults = { code: 'organisation.reorganisation-has-faults' }
    await expect(act('communeClerk')).rejects.toMatchObject(faults)
    await expect(act('administrator', merged, '2026-12-01')).rejects.toMatchObject(faults)
    await expect(act('administrator', [row({ kind: 'dissolved', fromCode: 'T-X9' })])).rejects.toMatchObject(faults)
    const id = await act('administrator')
    await expect(reorganise(database, officials.administrator, { id, moves, today })).rejects.toMatchObject({
      code: 'organisation.not-a-draft',
    })
    await expect(
      changeDraftRows(database, officials.administrator, { id, today, change: () => [] }),
    ).rejects.toMatchObject({ code: 'organisation.not-a-draft' })
  })

  test('cannot be undone once somebody has worked on it, and says on what', async () => {
    const { database, units, officials } = await sample()
    const petitionId = await petitionAt(database, units.commune, 7)
    const id = await reorganiseBy(database, officials.administrator, {
      rows: [row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW_COMMUNE })],
      effectiveOn: DAY,
    })
    await database.updateTable('petition').set({ title: 'Đã sửa' }).where('id', '=', petitionId).execute()
    await sql`insert into document (unit_id, direction, type, reference, issued_on, issuing_body, arrived_on, arrival_number, summary)
      select id, 'incoming', 'letter', '1/SNV', '2026-07-02', 'Sở Nội vụ', '2026-07-03', 1, 'Văn bản đến' from unit where code = 'T-X4'`.execute(
      database,
    )
    const before = await tableDigests(database, /^audit_/)
    expect(await hindrancesOf(database, id, moves)).toEqual([
      { title: 'Đơn thư', count: 1 },
      { title: 'Văn bản', count: 1 },
    ])
    await expect(undoReorganisation(database, officials.administrator, { id, moves, today })).rejects.toMatchObject({
      code: 'organisation.worked-on-since',
      messageForPerson: expect.stringContaining('Văn bản: 1'),
    })
    expect(await tableDigests(database, /^audit_/)).toEqual(before)
  })
})

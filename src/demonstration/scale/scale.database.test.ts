import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from '../../../tests/support/system.ts'
import { nationalCalendar } from '../../modules/calendar/index.ts'
import { petitionDeadline } from '../../modules/petitions/actions/petition-deadline.ts'
import { derivedColumns } from '../../modules/petitions/actions/write-petition.ts'
import { logsOf } from '../../modules/petitions/queries/petition-log.ts'
import { limitsOf } from '../../modules/petitions/rules/limits-of-petition.ts'
import { isOpen, standingFrom } from '../../modules/petitions/rules/petition-standing.ts'
import type { Database } from '../../platform/database/database.ts'
import { loadScale, type ScaleLoaded } from './index.ts'

const PETITIONS = 2000
type Made = Awaited<ReturnType<typeof makeDatabase>>

let made: Made
let again: Made
let database: Database
let loaded: ScaleLoaded
let structure: unknown

beforeAll(async () => {
  made = await makeDatabase('empty')
  again = await makeDatabase('empty')
  database = made.database
  structure = await structureOf(database)
  loaded = await loadScale(made.connectionString, PETITIONS, () => {})
  await loadScale(again.connectionString, PETITIONS, () => {})
})
afterAll(async () => {
  await made.drop()
  await again.drop()
})

const rows = async <Row>(query: ReturnType<typeof sql<Row>>, of: Database = database) => (await query.execute(of)).rows

describe('the generated province', () => {
  test('has 160 units, and as much of everything as was asked for', async () => {
    const [counts] = await rows(sql<Record<string, number>>`select
      (select count(*)::int from unit) as units, (select count(*)::int from petition) as petitions,
      (select count(*)::int from petition_event) as events, (select count(*)::int from activity) as activities,
      (select count(*)::int from opinion) as opinions, (select sum(opinion_count)::int from activity) as counted`)
    expect(counts).toEqual({
      units: 160,
      petitions: PETITIONS,
      events: loaded.events,
      activities: PETITIONS / 5,
      opinions: PETITIONS * 2,
      counted: PETITIONS * 2,
    })
  })

  test('holds in the row of each petition what follows from its log', async () => {
    const petitions = await database.selectFrom('petition').selectAll().execute()
    const logs = await logsOf(
      database,
      petitions.map(({ id }) => id),
    )
    for (const petition of petitions) {
      const log = logs.get(petition.id) ?? []
      const standing = standingFrom(log)
      const derived = derivedColumns(standing, nationalCalendar)
      expect(petition).toMatchObject(derived)
      expect([petition.unit_id, petition.number]).toEqual([standing.unitId, standing.number])
      const limit = limitsOf(log).at(-1)?.limit ?? null
      if (isOpen(standing) && limit !== null) {
        const counted = petitionDeadline(limit, nationalCalendar)
        expect(petition.due_on).toBe(counted.known ? counted.deadline.due : null)
      }
    }
    expect(petitions.filter(({ due_on }) => due_on !== null).length).toBeGreaterThan(PETITIONS / 2)
    expect(petitions.filter(({ ended_on }) => ended_on === null).length).toBeGreaterThan(0)
  })

  test('numbers petitions without a gap in each unit and year, in the order of registering', async () => {
    expect(
      await rows(sql`select unit_id, year from petition group by 1, 2
        having max(number) <> count(*) or max(number) <> (select last_number from petition_numbering numbering
          where numbering.unit_id = petition.unit_id and numbering.year = petition.year)`),
    ).toEqual([])
    expect(
      await rows(sql`select id from (select id, registered_on < lag(registered_on) over (partition by unit_id, year order by number)
        as earlier from petition) ordered where earlier`),
    ).toEqual([])
  })

  test('is searched as if each petition had been registered, and not by what a denunciation says', async () => {
    const words = sql`to_tsvector('simple', searchable(concat_ws(' ', title, content, sender_name, sender_address)))`
    expect(
      await rows(sql`select id from petition left join petition_search search on search.petition_id = petition.id
        where case when petition.kind_code = 'denunciation' then search.petition_id is not null
          else search.words is distinct from ${words} end`),
    ).toEqual([])
    expect(await rows(sql`select id from petition where kind_code = 'denunciation' and sender_name <> ''`)).toEqual([])
  })

  test('says of every row that it was generated, and of the whole in one entry of the trail', async () => {
    expect(await rows(sql`select id from petition where illustration is null`)).toEqual([])
    expect(await rows(sql`select id from activity where illustration is null`)).toEqual([])
    expect(await rows(sql`select id from unit where illustration is null`)).toEqual([])
    const trail = await rows(
      sql<{ action: string }>`select action from audit_entry where action <> 'account.password-set' order by id`,
    )
    expect(trail.map(({ action }) => action)).toContain('demonstration.scale-loaded')
    expect(trail.filter(({ action }) => action.startsWith('petition.'))).toEqual([])
  })

  test('leaves the structure of the database as it was, and goes on counting after the last id', async () => {
    expect(await structureOf(database)).toEqual(structure)
    const [next] = await rows(sql<{ id: number }>`select nextval(pg_get_serial_sequence('petition', 'id'))::int as id`)
    expect(next?.id).toBe(PETITIONS + 1)
  })

  test('is the same for the same number', async () => {
    for (const table of ['petition', 'petition_event', 'petition_search', 'publication', 'activity', 'opinion']) {
      const digest = sql<{ digest: string }>`select md5(string_agg(whole::text, '' order by whole::text)) as digest
        from ${sql.table(table)} whole`
      expect(await rows(digest, again.database), table).toEqual(await rows(digest))
    }
  })
})

/** Every index, constraint and trigger, with its definition. */
function structureOf(of: Database) {
  return rows(
    sql`select 'index' as what, indexname::text as name, indexdef as definition from pg_indexes where schemaname = 'public'
      union all select 'constraint', conname::text, pg_get_constraintdef(oid) || convalidated::text from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select 'trigger', tgname::text, tgenabled::text || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
      union all select 'comment', conname::text, obj_description(oid, 'pg_constraint') from pg_constraint
        where obj_description(oid, 'pg_constraint') is not null
      order by 1, 2, 3`,
    of,
  )
}

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { placesOf } from '../../../../tests/support/places-of-words.ts'
import { rowCounts } from '../../../../tests/support/row-counts.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { sealEntries } from '../../../platform/audit/seal-entries.ts'
import { verifyTrail } from '../../../platform/audit/verify-trail.ts'
import type { Database } from '../../../platform/database/database.ts'
import { ERASED_NAME, erasePerson } from './erase-person.ts'
import { addPerson, endPost, renamePerson } from './keep-people.ts'

const NAME = 'Huỳnh Thị Ngọc Ẩn'
const BASIS = 'Thông báo số 5/TB-SNV'

/** Somebody who came, was renamed and left; all of it in the trail. */
async function formerOfficial(database: Database) {
  const { units, officials } = await sampleProvince(database)
  const personId = await addPerson(
    database,
    officials.administrator,
    {
      fullName: 'Huỳnh Thị Ngọc',
      isAnother: false,
      post: {
        unitId: units.commune,
        title: 'Công chức văn phòng - thống kê',
        roleCode: 'clerk',
        reachUnitId: null,
        position: 5,
        validFrom: '2024-01-01',
        validTo: null,
      },
    },
    TEST_TODAY,
  )
  await renamePerson(database, officials.administrator, { personId, fullName: NAME }, TEST_TODAY)
  await sql`insert into account (user_name, password_digest, person_id) values ('ngocan', 'x', ${personId})`.execute(
    database,
  )
  const post = await sql<{ id: string }>`select id from post where person_id = ${personId}`.execute(database)
  const leave = () =>
    endPost(
      database,
      officials.administrator,
      { postId: post.rows[0]?.id ?? '', lastDay: '2025-06-30', reason: 'Nghỉ hưu' },
      TEST_TODAY,
    )
  return { personId, leave }
}

const erase = (database: Database, personId: string) =>
  erasePerson(database, { personId, basis: BASIS, now: TEST_NOW, today: TEST_TODAY })

describe('erasing the data about a person', () => {
  test('leaves no trace of the name, every count as it was, and a chain that holds', async () => {
    const database = await databaseForTest()
    const { personId, leave } = await formerOfficial(database)
    await leave()
    await sealEntries(database)
    expect(await placesOf(database, 'Huỳnh')).toEqual(['audit_entry', 'person'])
    expect(await placesOf(database, 'ngocan')).toEqual(['account'])
    const before = await rowCounts(database)

    expect(await erase(database, personId)).toEqual({ postCount: 1, accountCount: 1, trailEntryCount: 3 })
    expect(await placesOf(database, 'Huỳnh')).toEqual([])
    expect(await placesOf(database, 'ngocan')).toEqual([])
    expect(await rowCounts(database)).toEqual({
      ...before,
      audit_entry: (before.audit_entry ?? 0) + 1,
      audit_erasure: 3,
    })
    await sealEntries(database)
    expect(await verifyTrail(database)).toMatchObject({ faults: [], erasedEntryCount: 3 })
    const told = await changesOf(database, { kind: 'person', id: personId })
    expect(told.map(({ summary }) => summary)).toEqual([
      `Xóa dữ liệu cá nhân theo ${BASIS}`,
      ...Array.from({ length: 3 }, () => 'Nội dung đã xóa theo quy định về dữ liệu cá nhân'),
    ])
    expect(told.map(({ actorName }) => actorName)).toEqual(['Hệ thống', 'Đặng Thu Hà', 'Đặng Thu Hà', 'Đặng Thu Hà'])
    await expect(erase(database, personId)).rejects.toMatchObject({ code: 'organisation.already-erased' })
  })

  test('waits until the person holds no post and the trail is sealed, and changes nothing until then', async () => {
    const database = await databaseForTest()
    const { personId, leave } = await formerOfficial(database)
    await expect(erase(database, personId)).rejects.toMatchObject({ code: 'organisation.still-in-office' })
    await leave()
    await expect(erase(database, personId)).rejects.toMatchObject({ code: 'audit.not-sealed-yet' })
    await expect(erase(database, '999999')).rejects.toMatchObject({ code: 'organisation.no-such-person' })
    const person = await database.selectFrom('person').select('full_name').where('id', '=', personId).executeTakeFirst()
    expect(person?.full_name).toBe(NAME)
    expect(person?.full_name).not.toBe(ERASED_NAME)
  })

  test('is no cover for changing the trail: words put back, other words, an erasure that nobody recorded', async () => {
    const database = await databaseForTest()
    const { personId, leave } = await formerOfficial(database)
    await leave()
    await sealEntries(database)
    await erase(database, personId)
    await sealEntries(database)
    const erased = await sql<{ id: string }>`select entry_id::text as id from audit_erasure order by 1 limit 1`.execute(
      database,
    )
    const id = erased.rows[0]?.id ?? ''
    for (const statement of [
      `update audit_entry set summary = 'Khác' where id = ${id}`,
      `update audit_entry set actor_name = 'Khác' where id = ${id}`,
      `update audit_entry set summary = '', before = null, after = null, salt = null where id not in (select entry_id from audit_erasure)`,
    ])
      await expect(sql.raw(statement).execute(database), statement).rejects.toThrow('append-only')

    const faultsAfter = async (statement: string) => {
      class Undo extends Error {}
      let faults: unknown
      await database
        .transaction()
        .execute(async (transaction) => {
          await sql`set local session_replication_role = replica`.execute(transaction)
          await sql.raw(statement).execute(transaction)
          faults = (await verifyTrail(transaction)).faults.map(({ kind, entryIds }) => ({ kind, entryIds }))
          throw new Undo()
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error
        })
      return faults
    }
    expect(await faultsAfter(`update audit_entry set summary = 'Khác' where id = ${id}`)).toEqual([
      { kind: 'entry-changed', entryIds: [id] },
    ])
    expect(await faultsAfter(`delete from audit_erasure where entry_id = ${id}`)).toEqual([
      { kind: 'entry-changed', entryIds: [id] },
    ])
    expect(await faultsAfter(`update audit_erasure set recorded_by_entry_id = 1000000 where entry_id = ${id}`)).toEqual(
      [{ kind: 'erasure-unrecorded', entryIds: [id] }],
    )
  })
})

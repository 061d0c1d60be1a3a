import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { keepPasted, pastedById, recordPasted } from './record-pasted.ts'

const ROW = '20/11/2026\tĐối thoại ấp 3\tNhà văn hóa\tChủ tịch xã\t30\t8'

test('a pasted sheet is recorded whole or not at all, by who pasted it, once', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, siblingClerk } = officials
  const count = async () =>
    Number(
      (
        await database
          .selectFrom('activity')
          .select(({ fn }) => fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )
  const given = { unitId: units.commune, kind: 'reception' as const, rows: ROW, today: TEST_TODAY }
  await expect(keepPasted(database, siblingClerk, given)).rejects.toThrow('activity.not-your-unit')
  const id = await keepPasted(database, communeClerk, given)
  expect(await pastedById(database, siblingClerk, id)).toBeUndefined()
  const rows = `${ROW}\n${ROW.replace('ấp 3', 'ấp 4').replace('20/11', '19/11')}`
  const record = (official = communeClerk, what = rows) =>
    recordPasted(database, official, { id, rows: what, today: TEST_TODAY })
  await expect(record(siblingClerk)).rejects.toThrow('activity.no-such-pasted')
  await expect(record(communeClerk, `${rows}\nhôm qua`)).rejects.toThrow('activity.pasted-with-problems')
  // The second row is refused by the register of receptions, after the first was written.
  await database
    .insertInto('activity')
    .values({
      ...{
        kind_code: 'reception',
        title: 'Buổi tiếp',
        held_on: '2026-11-19',
        place: 'Phòng tiếp',
        unit_id: units.commune,
      },
      ...{ behalf_unit_id: null, chaired_by: 'Chủ tịch', participant_count: 3, illustration: null },
      ...{ created_by_account_id: null, changed_by_account_id: null, withdrawn_on: null, withdrawn_reason: null },
      register_path: '/reception/sessions/1',
    })
    .execute()
  await expect(record()).rejects.toThrow('activity.already-in-register')
  expect(await count()).toBe(1)
  expect(await record(communeClerk, ROW)).toBe(1)
  expect(await count()).toBe(2)
  await expect(record(communeClerk, ROW)).rejects.toThrow('activity.no-such-pasted')
})

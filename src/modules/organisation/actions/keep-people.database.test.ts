import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { postFact } from '../queries/fact.ts'
import { people, personById, postsIn, postsOf } from '../queries/people.ts'
import { addPerson, endPost, givePost, type PostToGive } from './keep-people.ts'
import { addUnit } from './keep-unit.ts'

const post = (unitId: string): PostToGive => ({
  unitId,
  title: 'Công chức Địa chính',
  roleCode: 'clerk',
  reachUnitId: null,
  position: 5,
  validFrom: '2026-11-01',
  validTo: null,
})

describe('a person added with a post', () => {
  test('is found without accents by who reads that unit, and by nobody beside it', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = { fullName: 'Đỗ Thị Hạnh', isAnother: false, post: post(units.commune) }
    const id = await addPerson(database, officials.administrator, given, TEST_TODAY)
    const found = async (official: (typeof officials)['communeClerk']) =>
      (await people(database, official, { words: 'hanh do' }, TEST_TODAY)).rows.map((person) => person.id)
    expect(await found(officials.communeHead)).toEqual([id])
    expect(await found(officials.collector)).toEqual([id])
    expect(await found(officials.siblingClerk)).toEqual([])
    expect(await personById(database, officials.siblingClerk, id, TEST_TODAY)).toBeUndefined()
    expect(await changesOf(database, { kind: 'person', id })).toMatchObject([
      { summary: 'Giao Đỗ Thị Hạnh chức vụ Công chức Địa chính, Ủy ban nhân dân xã Ba từ ngày 01/11/2026' },
    ])
  })

  test('is asked about when somebody of that name is there already', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = { fullName: 'Nguyễn Thị Mai', isAnother: false, post: post(units.commune) }
    await expect(addPerson(database, officials.administrator, given, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.same-name',
    })
    await addPerson(database, officials.administrator, { ...given, isAnother: true }, TEST_TODAY)
    expect((await people(database, officials.communeHead, { words: 'mai' }, TEST_TODAY)).rows).toHaveLength(2)
  })
})

describe('giving a post', () => {
  test('gives its rights from its first day to its last', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { personId, accountId } = officials.communeClerk
    const given = { ...post(units.sibling), validTo: '2026-12-31' }
    await givePost(database, officials.administrator, personId, given, TEST_TODAY)
    const unitsHeldOn = async (day: string) =>
      (await officialOfAccount(database, accountId, day))?.posts.map((held) => held.unitId).sort()
    expect(await unitsHeldOn('2026-10-31')).toEqual([units.commune])
    expect(await unitsHeldOn('2026-11-01')).toEqual([units.commune, units.sibling].sort())
    expect(await unitsHeldOn('2027-01-01')).toEqual([units.commune])
  })

  test('is refused for the same post at the same time', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const give = (validFrom: string) =>
      givePost(
        database,
        officials.administrator,
        officials.siblingClerk.personId,
        { ...post(units.commune), validFrom },
        TEST_TODAY,
      )
    await give('2026-11-01')
    await expect(give('2026-11-15')).rejects.toMatchObject({ code: 'organisation.post-held' })
  })

  test('is refused to oneself, and outside of what one manages', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { administrator, communeHead, communeClerk } = officials
    const own = givePost(database, administrator, administrator.personId, post(units.commune), TEST_TODAY)
    await expect(own).rejects.toMatchObject({ code: 'organisation.own-post' })
    const foreign = givePost(database, communeHead, communeClerk.personId, post(units.commune), TEST_TODAY)
    await expect(foreign).rejects.toMatchObject({ code: 'organisation.not-your-unit' })
  })
})

test('ending a post takes its rights away on the next day and keeps it in the list', async () => {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const { personId, accountId } = officials.communeClerk
  const [held] = await postsOf(database, personId, TEST_TODAY)
  const ending = { postId: held?.id ?? '', lastDay: TEST_TODAY, reason: 'điều động' }
  await endPost(database, officials.administrator, ending, TEST_TODAY)
  expect((await officialOfAccount(database, accountId, TEST_TODAY))?.posts).toHaveLength(1)
  expect((await officialOfAccount(database, accountId, '2026-11-23'))?.posts).toEqual([])
  expect(await postsOf(database, personId, TEST_TODAY)).toMatchObject([{ validTo: TEST_TODAY }])
})

test('members of a committee hold no right by it and are not counted as its staff', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { administrator, communeClerk } = officials
  const board = await addUnit(
    database,
    administrator,
    {
      code: 'T-TTND',
      name: 'Ban Thanh tra nhân dân xã Ba',
      shortName: 'Ban Thanh tra nhân dân',
      kindCode: 'peoples-inspection-board',
      parentUnitId: units.commune,
      placeName: null,
      issuerCode: null,
      administrativeCode: null,
      validFrom: '2026-01-01',
      legalAct: '',
    },
    TEST_TODAY,
  )
  const member = { ...post(board), title: 'Ủy viên' }
  const give = (roleCode: string | null) =>
    givePost(database, administrator, communeClerk.personId, { ...member, roleCode }, TEST_TODAY)
  await expect(give('clerk')).rejects.toMatchObject({ code: 'organisation.member-has-no-role' })
  await give(null)
  expect(await postsIn(database, board, TEST_TODAY)).toMatchObject([{ fullName: 'Nguyễn Thị Mai', title: 'Ủy viên' }])
  const counted = await sql<{ title: string }>`select title from (${postFact.source}) fact
    where record_id in (select id::text from post where person_id = ${communeClerk.personId})`.execute(database)
  expect(counted.rows).toEqual([{ title: 'Nguyễn Thị Mai – Công chức văn phòng - thống kê' }])
})

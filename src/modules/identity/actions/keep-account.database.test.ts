import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { accountById, accounts } from '../queries/accounts.ts'
import { accountOfSession, sessionsOf } from '../queries/session.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { isInvitationOpen } from './invite-first-administrator.ts'
import { closeAccount, openAccount, reopenAccount } from './keep-account.ts'
import { accountOfPasswordLink, makePasswordLink, setPasswordByLink } from './password-link.ts'
import { setPassword, signIn } from './sign-in.ts'

const TIME = { now: TEST_NOW, today: TEST_TODAY }
const PASSWORD = 'mùa nước nổi về sớm'

const signedIn = async (database: Database, userName: string, password: string) => {
  const from = { address: '127.0.0.1', device: 'Firefox trên Linux', secondFactorIsForced: false, now: TEST_NOW }
  return (await signIn(database, { userName, password, ...from })).session
}

async function personWithoutAccount(database: Database, unitId: string): Promise<string> {
  const { id } = await database
    .insertInto('person')
    .values({ full_name: 'Đỗ Thị Hạnh', illustration: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const post = { person_id: id, unit_id: unitId, title: 'Công chức', role_code: 'clerk', valid_from: '2026-01-01' }
  await database
    .insertInto('post')
    .values({ ...post, valid_to: null })
    .execute()
  return id
}

describe('an account opened without a password', () => {
  test('waits until the person sets one by the one-time link, which then is used up', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { administrator } = officials
    const personId = await personWithoutAccount(database, units.commune)
    const id = await openAccount(database, administrator, { personId, userName: 'Hanh.DT', password: null }, TEST_TODAY)
    expect(await accountById(database, administrator, id, TEST_TODAY)).toMatchObject({ hasPassword: false })
    await expect(signedIn(database, 'hanh.dt', '')).rejects.toMatchObject({ code: 'identity.wrong-password' })

    const earlier = await makePasswordLink(database, administrator, id, TIME)
    const token = await makePasswordLink(database, administrator, id, TIME)
    expect(await accountOfPasswordLink(database, earlier, TEST_NOW)).toBeUndefined()
    await setPasswordByLink(database, token, PASSWORD, TEST_NOW)
    expect(await accountOfSession(database, await signedIn(database, 'hanh.dt', PASSWORD), TEST_NOW)).toBe(id)
    await expect(setPasswordByLink(database, token, PASSWORD, TEST_NOW)).rejects.toMatchObject({
      code: 'identity.link-used',
    })
    expect((await changesOf(database, { kind: 'account', id })).map((change) => change.summary)).toEqual([
      'Đặt mật khẩu cho tài khoản hanh.dt',
      'Tạo đường dẫn đặt mật khẩu cho tài khoản hanh.dt',
      'Tạo đường dẫn đặt mật khẩu cho tài khoản hanh.dt',
      'Mở tài khoản cho Đỗ Thị Hạnh',
    ])
  })

  test('has a link that ends after three days and does not found a system', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const token = await makePasswordLink(database, officials.administrator, officials.communeClerk.accountId, TIME)
    const later = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000)
    expect(await accountOfPasswordLink(database, token, later(71))).toMatchObject({ userName: 'communeclerk' })
    expect(await accountOfPasswordLink(database, token, later(73))).toBeUndefined()
    expect(await isInvitationOpen(database, token, TEST_NOW)).toBe(false)
  })
})

describe('opening an account', () => {
  test('is refused for a person who has one, and for whom the official keeps none', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { administrator, communeClerk, communeHead } = officials
    const given = { personId: communeClerk.personId, userName: 'mai.nt', password: null }
    await expect(openAccount(database, administrator, given, TEST_TODAY)).rejects.toMatchObject({
      code: 'identity.person-has-account',
    })
    const personId = await personWithoutAccount(database, units.commune)
    await expect(openAccount(database, communeHead, { ...given, personId }, TEST_TODAY)).rejects.toMatchObject({
      code: 'identity.no-such-person',
    })
    expect((await accounts(database, communeHead, {}, TEST_TODAY)).rows).toEqual([])
  })
})

describe('a closed account', () => {
  test('is out at once, and in again once it is opened again', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { administrator, communeClerk } = officials
    const { accountId, userName } = communeClerk
    await setPassword(database, { id: accountId, userName }, PASSWORD)
    const session = await signedIn(database, userName, PASSWORD)
    await closeAccount(database, administrator, { accountId, reason: 'nghỉ hưu' }, TIME)
    expect(await accountOfSession(database, session, TEST_NOW)).toBeNull()
    await expect(signedIn(database, userName, PASSWORD)).rejects.toMatchObject({ code: 'identity.wrong-password' })
    const closed = await accounts(database, administrator, { state: 'closed' }, TEST_TODAY)
    expect(closed.rows.map((account) => account.id)).toEqual([accountId])
    await reopenAccount(database, administrator, { accountId, reason: 'nhầm người' }, TEST_TODAY)
    await signedIn(database, userName, PASSWORD)
  })

  test('is not the administrator’s own', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const own = { accountId: officials.administrator.accountId, reason: 'thử' }
    await expect(closeAccount(database, officials.administrator, own, TIME)).rejects.toMatchObject({
      code: 'identity.own-account',
    })
  })
})

describe('changing one’s own password', () => {
  test('needs the one in use, and ends all sessions', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { communeClerk } = officials
    await setPassword(database, { id: communeClerk.accountId, userName: communeClerk.userName }, PASSWORD)
    await signedIn(database, communeClerk.userName, PASSWORD)
    const change = (current: string) =>
      changeOwnPassword(database, communeClerk, { current, password: 'ghe xuồng ba lá' })
    await expect(change('không phải')).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } })
    expect(await sessionsOf(database, communeClerk.accountId, TEST_NOW)).toMatchObject([
      { device: 'Firefox trên Linux' },
    ])
    await change(PASSWORD)
    expect(await sessionsOf(database, communeClerk.accountId, TEST_NOW)).toEqual([])
    await signedIn(database, communeClerk.userName, 'ghe xuồng ba lá')
  })
})

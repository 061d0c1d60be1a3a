import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { knownDevice } from '../queries/known-device.ts'
import { accountOfSession, accountWaiting, openSession, sessionsOf } from '../queries/session.ts'
import type { Arrival } from './admit.ts'
import { makePasswordLink, setPasswordByLink } from './password-link.ts'
import { setPassword, signIn } from './sign-in.ts'

const PASSWORD = 'mùa nước nổi về sớm'
const HERE = '203.113.5.9'
const ELSEWHERE = '198.51.100.7'

const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000)

const from = (address: string, more: Partial<Arrival> = {}): Arrival => ({
  address,
  device: 'Firefox trên Linux',
  secondFactorIsForced: true,
  now: TEST_NOW,
  ...more,
})

async function withPassword(database: Database, official: Official): Promise<string> {
  await setPassword(database, { id: official.accountId, userName: official.userName }, PASSWORD)
  return official.userName
}

async function fail(database: Database, userName: string, arrival: Arrival, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await expect(signIn(database, { userName, password: 'không phải', ...arrival })).rejects.toMatchObject({
      code: 'identity.wrong-password',
    })
  }
}

const TOO_MANY = { code: 'identity.too-many-tries', kind: 'not-allowed' }

describe('guessing a password', () => {
  test('is slowed down where it is done, more and more, and nowhere else', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const userName = await withPassword(database, officials.communeClerk)
    await fail(database, userName, from(HERE), 4)
    const right = { userName, password: PASSWORD }
    await expect(signIn(database, { ...right, ...from(HERE) })).rejects.toMatchObject(TOO_MANY)
    expect((await signIn(database, { ...right, ...from(ELSEWHERE) })).awaits).toBeNull()
    await expect(signIn(database, { ...right, ...from(HERE, { now: later(14) }) })).rejects.toMatchObject({
      messageForPerson: expect.stringContaining('1 giây'),
    })
    await fail(database, userName, from(HERE, { now: later(15) }), 1)
    await expect(signIn(database, { ...right, ...from(HERE, { now: later(44) }) })).rejects.toMatchObject(TOO_MANY)
    await signIn(database, { ...right, ...from(HERE, { now: later(46) }) })
    // The right password has made up for the wrong ones.
    await fail(database, userName, from(HERE, { now: later(47) }), 4)
  })

  test('does not slow down a device that has signed in before, and cannot be done unseen on one', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const userName = await withPassword(database, officials.communeClerk)
    const right = { userName, password: PASSWORD }
    const { deviceSecret } = await signIn(database, { ...right, ...from(HERE) })
    const known = from(HERE, { deviceSecret: deviceSecret ?? '' })
    await fail(database, userName, from(HERE), 4)
    await expect(signIn(database, { ...right, ...from(HERE) })).rejects.toMatchObject(TOO_MANY)
    expect((await signIn(database, { ...right, ...known })).deviceSecret).toBe(deviceSecret)
    // Others cannot use the device's freedom for their own account, nor with a secret of their own making.
    const other = await withPassword(database, officials.siblingClerk)
    await fail(database, other, known, 4)
    await expect(signIn(database, { userName: other, password: PASSWORD, ...known })).rejects.toMatchObject(TOO_MANY)
    const planted = from(HERE, { deviceSecret: 'x'.repeat(32) })
    await expect(signIn(database, { ...right, ...planted })).rejects.toMatchObject(TOO_MANY)
    await fail(database, userName, known, 4)
    await expect(signIn(database, { ...right, ...known })).rejects.toMatchObject(TOO_MANY)
  })

  test('of many names from one address is slowed down for devices that nobody knows', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const userName = await withPassword(database, officials.communeClerk)
    const right = { userName, password: PASSWORD }
    const { deviceSecret } = await signIn(database, { ...right, ...from(HERE) })
    const names = Array.from({ length: 40 }, (_, index) => `nguoi.${index}`)
    await Promise.all(names.map((name) => fail(database, name, from(HERE), 1)))
    await expect(signIn(database, { ...right, ...from(HERE) })).rejects.toMatchObject(TOO_MANY)
    await signIn(database, { ...right, ...from(ELSEWHERE) })
    await signIn(database, { ...right, ...from(HERE, { deviceSecret: deviceSecret ?? '' }) })
  })

  test('many at the same moment is no way around', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const userName = await withPassword(database, officials.communeClerk)
    const tries = Array.from({ length: 20 }, () =>
      signIn(database, { userName, password: 'không phải', ...from(HERE) }).catch((error) => error.code),
    )
    const codes = await Promise.all(tries)
    expect(codes.filter((code) => code === 'identity.wrong-password').length).toBeLessThan(12)
    expect(codes.filter((code) => code === 'identity.too-many-tries').length).toBeGreaterThan(8)
  })

  test('a device is forgotten when the password is changed', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { administrator, communeClerk } = officials
    const userName = await withPassword(database, communeClerk)
    const { deviceSecret } = await signIn(database, { userName, password: PASSWORD, ...from(HERE) })
    const device = { secret: deviceSecret ?? '', userName }
    expect(await knownDevice(database, device)).not.toBeNull()
    const time = { now: TEST_NOW, today: '2026-11-22' }
    const link = await makePasswordLink(database, administrator, communeClerk.accountId, time)
    await setPasswordByLink(database, link, 'ghe xuồng ba lá', TEST_NOW)
    expect(await knownDevice(database, device)).toBeNull()
  })
})

describe('a session', () => {
  test('ends when nothing is done for an hour, and after twelve hours whatever is done', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { accountId } = officials.communeClerk
    const open = () => openSession(database, accountId, { device: '', now: TEST_NOW })
    const idle = await open()
    expect(await accountOfSession(database, idle, later(59 * 60))).toBe(accountId)
    expect(await accountOfSession(database, idle, later((59 + 61) * 60))).toBeNull()
    const busy = await open()
    for (let minutes = 30; minutes < 12 * 60; minutes += 30) {
      expect(await accountOfSession(database, busy, later(minutes * 60))).toBe(accountId)
    }
    expect(await accountOfSession(database, busy, later(12 * 3600))).toBeNull()
  })

  test('that was opened by a clock far ahead is not open when the clock is right again', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const open = (now: Date) => openSession(database, officials.communeClerk.accountId, { device: '', now })
    const ofNextMonth = await open(later(30 * 86_400))
    const ofAFewMinutesAhead = await open(later(300))

    expect(await accountOfSession(database, ofNextMonth, TEST_NOW)).toBeNull()
    expect(await accountOfSession(database, ofAFewMinutesAhead, TEST_NOW)).toBe(officials.communeClerk.accountId)
  })

  test('that waits for the second factor opens nothing, is in no list and ends soon', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { collector } = officials
    const userName = await withPassword(database, collector)
    const { session, awaits } = await signIn(database, { userName, password: PASSWORD, ...from(HERE) })
    expect(awaits).toBe('set-up')
    expect(await accountOfSession(database, session, TEST_NOW)).toBeNull()
    expect(await sessionsOf(database, collector.accountId, TEST_NOW)).toEqual([])
    const waiting = (seconds: number) =>
      accountWaiting(database, { secret: session, awaits: 'set-up', now: later(seconds) })
    expect(await waiting(60)).toBe(collector.accountId)
    expect(await waiting(20 * 60)).toBeNull()
    expect(await accountWaiting(database, { secret: session, awaits: 'code', now: TEST_NOW })).toBeNull()
  })
})

test('who verifies, leads or administers must have a second factor, others need not, and nobody in the demonstration', async () => {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const awaited: Record<string, string | null> = {}
  for (const [name, official] of Object.entries(officials)) {
    const userName = await withPassword(database, official)
    const given = { userName, password: PASSWORD }
    awaited[name] = (await signIn(database, { ...given, ...from(HERE) })).awaits
    expect((await signIn(database, { ...given, ...from(HERE, { secondFactorIsForced: false }) })).awaits).toBeNull()
  }
  expect(awaited).toEqual({
    communeClerk: null,
    communeHead: null,
    siblingClerk: null,
    collector: 'set-up',
    leader: 'set-up',
    administrator: 'set-up',
  })
})

test('who acts for a leader by delegation needs one too, as long as it lasts', async () => {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const { communeClerk, leader } = officials
  const userName = await withPassword(database, communeClerk)
  const delegation = await database
    .insertInto('delegation')
    .values({
      from_post_id: leader.posts[0]?.postId ?? '',
      to_post_id: communeClerk.posts[0]?.postId ?? '',
      permissions: ['criteria.decide'],
      paper: 'Giấy ủy quyền số 1',
      valid_from: '2026-11-01',
      valid_to: '2026-11-30',
      withdrawn_at: null,
      withdrawn_reason: null,
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const awaits = async (now: Date) =>
    (await signIn(database, { userName, password: PASSWORD, ...from(HERE, { now }) })).awaits
  expect(await awaits(TEST_NOW)).toBe('set-up')
  expect(await awaits(later(30 * 86_400))).toBeNull()
  const withdrawn = { withdrawn_at: TEST_NOW, withdrawn_reason: 'xong việc' }
  await database.updateTable('delegation').set(withdrawn).where('id', '=', delegation.id).execute()
  expect(await awaits(TEST_NOW)).toBeNull()
})

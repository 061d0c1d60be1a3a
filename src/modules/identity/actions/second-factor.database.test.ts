import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openEncryption } from '../../../platform/encryption/encryption.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { secondFactorOf } from '../queries/second-factor.ts'
import { accountOfSession, sessionsOf } from '../queries/session.ts'
import { passSecondFactor, setUpWhileSigningIn } from './pass-second-factor.ts'
import {
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  setUpSecondFactor,
  useCode,
} from './second-factor.ts'
import { setPassword, signIn } from './sign-in.ts'
import { newTimeSecret } from './time-code.ts'

const PASSWORD = 'mùa nước nổi về sớm'
const ARRIVAL = { address: '203.113.5.9', device: 'Firefox trên Linux', secondFactorIsForced: true, now: TEST_NOW }

const encryption = openEncryption({ keyFolder: '/khong-dung-den', key: randomBytes(32) })

const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000)
/** What the app shows so many seconds from now. */
const codeOf = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: later(seconds).getTime() })

async function withSecondFactor(database: Database, official: Official) {
  await setPassword(database, { id: official.accountId, userName: official.userName }, PASSWORD)
  const secret = newTimeSecret()
  // Set up with a code of long ago, so that the codes of today are all unused.
  const typed = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 0 })
  const recoveryCodes = await setUpSecondFactor(database, encryption, official, { secret, typed, now: new Date(0) })
  return { secret, recoveryCodes }
}

const use = (database: Database, official: Official, typed: string, seconds = 0) =>
  useCode(database, encryption, { accountId: official.accountId, typed, now: later(seconds) }).then(
    (kind) => kind,
    (refusal) => refusal.code as string,
  )

describe('a code of the app', () => {
  test('is accepted one step early or late, and never again, nor one before it', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { secret } = await withSecondFactor(database, officials.collector)
    const { collector } = officials
    expect(await use(database, collector, codeOf(secret, -60))).toBe('identity.wrong-code')
    expect(await use(database, collector, codeOf(secret, 60))).toBe('identity.wrong-code')
    expect(await use(database, collector, codeOf(secret, -30))).toBe('time')
    expect(await use(database, collector, codeOf(secret, -30))).toBe('identity.code-used')
    expect(await use(database, collector, codeOf(secret, 30))).toBe('time')
    expect(await use(database, collector, codeOf(secret))).toBe('identity.code-used')
    expect(await use(database, collector, codeOf(secret, 30), 30)).toBe('identity.code-used')
    expect(await use(database, collector, codeOf(secret, 60), 60)).toBe('time')
  })

  test('lets one of many in who come with it at the same moment', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { secret, recoveryCodes } = await withSecondFactor(database, officials.collector)
    for (const [typed, once] of [
      [codeOf(secret), 'time'],
      [recoveryCodes[0] ?? '', 'recovery'],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => use(database, officials.collector, typed)))
      expect(answers.filter((answer) => answer === once)).toHaveLength(1)
    }
  })

  test('cannot be made from what the database holds', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { secret, recoveryCodes } = await withSecondFactor(database, officials.collector)
    const factor = await database.selectFrom('second_factor').selectAll().executeTakeFirstOrThrow()
    const codes = await database.selectFrom('recovery_code').selectAll().execute()
    const held = JSON.stringify([factor, codes])
    expect(held).not.toContain(secret)
    for (const code of recoveryCodes) expect(held).not.toContain(code.replaceAll('-', ''))
    // The encrypted secret of one account is of no use in another's row.
    const { leader } = officials
    await withSecondFactor(database, leader)
    await database
      .updateTable('second_factor')
      .set({ encrypted_secret: factor.encrypted_secret })
      .where('account_id', '=', leader.accountId)
      .execute()
    expect(await use(database, leader, codeOf(secret))).toBe('encryption.unreadable')
  })
})

describe('recovery codes', () => {
  test('each work once, and no more when new ones are made', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { collector } = officials
    const { recoveryCodes } = await withSecondFactor(database, collector)
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    expect(await use(database, collector, first.toUpperCase().replaceAll('-', ' '))).toBe('recovery')
    expect(await use(database, collector, first)).toBe('identity.wrong-code')
    expect(await secondFactorOf(database, collector.accountId)).toMatchObject({ recoveryCodesLeft: 9 })
    await expect(renewRecoveryCodes(database, collector, 'không phải')).rejects.toMatchObject({
      code: 'identity.wrong-password',
    })
    const renewed = await renewRecoveryCodes(database, collector, PASSWORD)
    expect(await use(database, collector, second)).toBe('identity.wrong-code')
    expect(await use(database, collector, renewed[0] ?? '')).toBe('recovery')
  })
})

describe('the second step of signing in', () => {
  test('gives a new session for the one that waited', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { collector } = officials
    const { secret } = await withSecondFactor(database, collector)
    const first = await signIn(database, { userName: collector.userName, password: PASSWORD, ...ARRIVAL })
    expect(first).toMatchObject({ awaits: 'code', deviceSecret: null })
    const second = { waitingSession: first.session, ...ARRIVAL }
    await expect(passSecondFactor(database, encryption, { typed: '000000', ...second })).rejects.toMatchObject({
      code: 'identity.wrong-code',
    })
    const admission = await passSecondFactor(database, encryption, { typed: codeOf(secret), ...second })
    expect(admission.session).not.toBe(first.session)
    expect(await accountOfSession(database, admission.session, TEST_NOW)).toBe(collector.accountId)
    expect(await accountOfSession(database, first.session, TEST_NOW)).toBeNull()
    await expect(
      passSecondFactor(database, encryption, { typed: codeOf(secret, 30), ...second }),
    ).rejects.toMatchObject({ code: 'identity.sign-in-again' })
  })

  test('is slowed down after wrong codes, from wherever they come, but not on a known device', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { collector } = officials
    const { secret } = await withSecondFactor(database, collector)
    const waiting = async (address: string, deviceSecret?: string) => {
      const arrival = { ...ARRIVAL, address, deviceSecret }
      const { session } = await signIn(database, { userName: collector.userName, password: PASSWORD, ...arrival })
      return (typed: string) =>
        passSecondFactor(database, encryption, { typed, waitingSession: session, ...arrival }).catch(
          (error) => error.code,
        )
    }
    const home = await (await waiting('192.0.2.1'))(codeOf(secret))
    const answers: string[] = []
    for (let place = 1; place <= 13; place++) answers.push(await (await waiting(`198.51.100.${place}`))('000000'))
    expect(answers).toEqual([...Array(12).fill('identity.wrong-code'), 'identity.too-many-tries'])
    expect(await (await waiting('192.0.2.99'))(codeOf(secret, 30))).toBe('identity.too-many-tries')
    expect(await (await waiting('192.0.2.1', home.deviceSecret))(codeOf(secret, 30))).toMatchObject({ awaits: null })
  })

  test('sets the second factor up where there must be one', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { administrator } = officials
    await setPassword(database, { id: administrator.accountId, userName: administrator.userName }, PASSWORD)
    const signInAgain = () => signIn(database, { userName: administrator.userName, password: PASSWORD, ...ARRIVAL })
    const { session } = await signInAgain()
    const secret = newTimeSecret()
    const setUp = (typed: string) =>
      setUpWhileSigningIn(database, encryption, { secret, typed, waitingSession: session, ...ARRIVAL })
    await expect(setUp('123')).rejects.toMatchObject({ fields: { code: expect.any(String) } })
    const { admission, recoveryCodes } = await setUp(codeOf(secret))
    expect(recoveryCodes).toHaveLength(10)
    expect(await accountOfSession(database, admission.session, TEST_NOW)).toBe(administrator.accountId)
    await expect(setUp(codeOf(secret, 30))).rejects.toMatchObject({ code: 'identity.sign-in-again' })
    expect((await signInAgain()).awaits).toBe('code')
    // The code of the set-up is used up with it.
    expect(await use(database, administrator, codeOf(secret))).toBe('identity.code-used')
  })
})

describe('the second factor', () => {
  test('is taken away by its owner with password and code, which ends all sessions', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { collector } = officials
    const { secret } = await withSecondFactor(database, collector)
    const { session } = await signIn(database, { userName: collector.userName, password: PASSWORD, ...ARRIVAL })
    await passSecondFactor(database, encryption, { typed: codeOf(secret, -30), waitingSession: session, ...ARRIVAL })
    const remove = (password: string, typed: string) =>
      removeSecondFactor(database, encryption, collector, { password, typed, now: TEST_NOW })
    await expect(remove('không phải', codeOf(secret))).rejects.toMatchObject({ code: 'identity.wrong-password' })
    await expect(remove(PASSWORD, '000000')).rejects.toMatchObject({ code: 'identity.wrong-code' })
    expect(await sessionsOf(database, collector.accountId, TEST_NOW)).toHaveLength(1)
    await remove(PASSWORD, codeOf(secret))
    expect(await sessionsOf(database, collector.accountId, TEST_NOW)).toEqual([])
    expect(await secondFactorOf(database, collector.accountId)).toBeUndefined()
  })

  test('of somebody else is reset by an administrator within reach, and the trail says why', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const { administrator, collector, communeHead } = officials
    await withSecondFactor(database, collector)
    await withSecondFactor(database, administrator)
    const reset = (by: Official, of: Official) =>
      resetSecondFactor(database, by, { accountId: of.accountId, reason: 'mất điện thoại' }, TEST_TODAY)
    await expect(reset(communeHead, collector)).rejects.toMatchObject({ code: 'identity.no-such-account' })
    await expect(reset(administrator, administrator)).rejects.toMatchObject({ code: 'identity.own-account' })
    await reset(administrator, collector)
    await expect(reset(administrator, collector)).rejects.toMatchObject({ code: 'identity.no-second-factor' })
    const [last] = await changesOf(database, { kind: 'account', id: collector.accountId })
    expect(last).toMatchObject({
      actorName: administrator.fullName,
      summary: `Đặt lại xác thực hai bước của tài khoản ${collector.userName}: mất điện thoại`,
    })
  })
})

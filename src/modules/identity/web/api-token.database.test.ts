import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_NOW } from '../../../../tests/support/system.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { endApiToken, makeApiToken, makeOwnApiToken } from '../actions/api-token.ts'
import { setPassword } from '../actions/sign-in.ts'
import { apiTokensOf } from '../queries/api-token.ts'

const PASSWORD = 'mùa nước nổi về sớm'
const IN_A_MONTH = new Date(TEST_NOW.getTime() + 30 * 86_400_000)

let system: RunningSystem
let province: SampleProvince

beforeAll(async () => {
  system = await startSystem('empty')
  province = await sampleProvince(system.database)
})
afterAll(() => system.stop())

const made = (permissions: readonly string[] | null, expiresAt = IN_A_MONTH) => {
  const { collector } = province.officials
  return makeApiToken(system.database, collector, { name: 'thử', permissions, expiresAt }, { by: null, now: TEST_NOW })
}

async function answer(token: string, path: string, method: 'GET' | 'POST' = 'GET'): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const sent = method === 'POST' ? { payload: {} } : {}
  return (await system.app.inject({ method, url: path, headers, ...sent })).statusCode
}

describe('a token for the API', () => {
  test('opens what its scope names and nothing else that its account may', async () => {
    const token = await made(['plan.read'])
    expect(await answer(token, '/api/v1/plans')).toBe(200)
    expect(await answer(token, '/api/v1/petitions')).toBe(403)
    expect(await answer(token, '/api/v1/plans', 'POST')).toBe(403)
    expect(await answer(token, '/plans')).toBe(200)
    const whole = await made(null)
    expect(await answer(whole, '/api/v1/petitions')).toBe(200)
    expect(await answer(whole, '/api/v1/plans', 'POST')).toBe(422)
  })

  test('never opens the own account, nor sends a form', async () => {
    const token = await made(null)
    expect(await answer(token, '/account')).toBe(303)
    expect(await answer(token, '/account/tokens/new')).toBe(303)
    expect(await answer(token, '/plans/new', 'POST')).toBe(303)
  })

  test('is nothing after its end, once it is taken back, or changed by a letter', async () => {
    const { collector } = province.officials
    const ending = await made(['plan.read'], new Date(TEST_NOW.getTime() + 60_000))
    expect(await answer(ending, '/api/v1/plans')).toBe(200)
    system.clock.now = new Date(TEST_NOW.getTime() + 60_000)
    expect(await answer(ending, '/api/v1/plans')).toBe(401)
    system.clock.now = TEST_NOW
    const token = await made(['plan.read'])
    expect(await answer(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, '/api/v1/plans')).toBe(401)
    const { accountId } = collector
    const [latest] = await apiTokensOf(system.database, accountId, TEST_NOW)
    const tokenId = latest?.id ?? ''
    const { siblingClerk } = province.officials
    await expect(
      endApiToken(system.database, siblingClerk, { accountId: siblingClerk.accountId, tokenId }),
    ).rejects.toMatchObject({ code: 'identity.no-such-token' })
    await endApiToken(system.database, collector, { accountId, tokenId })
    expect(await answer(token, '/api/v1/plans')).toBe(401)
  })

  test('may not be given more than its account may, nothing, or more than a year', async () => {
    const yearAndDay = new Date(TEST_NOW.getTime() + 366 * 86_400_000)
    await expect(made(['account.manage'])).rejects.toMatchObject({ code: 'identity.token-scope-unusable' })
    await expect(made([])).rejects.toMatchObject({ code: 'identity.token-scope-unusable' })
    await expect(made(null, yearAndDay)).rejects.toMatchObject({ code: 'identity.token-life-unusable' })
    await expect(made(null, TEST_NOW)).rejects.toMatchObject({ code: 'identity.token-life-unusable' })
  })

  test('needs the password of the person who makes it, and is kept as a digest only', async () => {
    const { communeHead } = province.officials
    await setPassword(system.database, { id: communeHead.accountId, userName: communeHead.userName }, PASSWORD)
    const make = (password: string) => {
      const given = { name: 'Báo cáo', permissions: ['report.read'], expiresAt: IN_A_MONTH, password }
      return makeOwnApiToken(system.database, communeHead, given, TEST_NOW)
    }
    await expect(make('không phải')).rejects.toMatchObject({ code: 'identity.wrong-password' })
    const token = await make(PASSWORD)
    expect(JSON.stringify(await system.database.selectFrom('api_token').selectAll().execute())).not.toContain(token)
    expect(JSON.stringify(await system.database.selectFrom('audit_entry').selectAll().execute())).not.toContain(token)
  })
})

test('every permission that a role has can be said in words', async () => {
  const granted = await system.database.selectFrom('role_permission').select('permission').distinct().execute()
  expect(granted.map(({ permission }) => permission).filter((each) => permissionInWords(each) === null)).toEqual([])
})

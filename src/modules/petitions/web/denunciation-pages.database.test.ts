import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { createApiToken } from '../../identity/index.ts'
import { registerPetition } from '../actions/register-petition.ts'

const SECRET = /thu tiền không biên lai|Thu hai lần/

describe('the pages and answers about a denunciation', () => {
  let system: RunningSystem
  let id: string
  let communeId: string
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    system = await startSystem('empty')
    const { units, officials } = await sampleProvince(system.database)
    communeId = units.commune
    for (const [name, official] of Object.entries(officials))
      tokens[name] = await createApiToken(system.database, official.accountId)
    id = await registerPetition(
      system.database,
      officials.communeClerk,
      {
        kind: 'denunciation',
        channel: 'post',
        receivedOn: '2026-11-16',
        unitId: communeId,
        behalfUnitId: null,
        forwardedBy: '',
        title: 'Trưởng ấp thu tiền không biên lai',
        content: 'Thu hai lần trong tháng Mười.',
        senderName: '',
        senderAddress: '',
        senderPhone: '',
        signatoryCount: 1,
        files: [],
      },
      TEST_TODAY,
    )
  })
  afterAll(() => system.stop())

  const get = (name: string, url: string) =>
    system.app.inject({ url, headers: { authorization: `Bearer ${tokens[name]}` } })

  test('tell nothing of what it says to anybody but the head of its unit', async () => {
    const addresses = ['/', '/petitions', '/petitions?words=bien+lai', '/petitions?view=waiting', '/api/v1/petitions']
    const ofOne = ['', '/edit', '/answer', '/acceptance', '/assignment', '/transfer', '/classification'].map(
      (end) => `/petitions/${id}${end}`,
    )
    for (const name of ['communeClerk', 'siblingClerk', 'collector', 'leader', 'administrator']) {
      for (const address of [...addresses, ...ofOne]) {
        const answer = await get(name, address)
        expect(answer.body, `${name} ${address}`).not.toMatch(SECRET)
        expect(answer.statusCode, `${name} ${address}`).toBeLessThan(500)
      }
    }
    expect((await get('communeHead', `/petitions/${id}`)).body).toMatch(SECRET)
    expect((await get('communeHead', '/petitions')).body).not.toMatch(SECRET)
  })

  test('show that it is there, and who denounces as kept secret', async () => {
    const sealed = await get('communeClerk', `/petitions/${id}`)
    expect(sealed.statusCode).toBe(200)
    expect(sealed.body).toContain('Đơn tố cáo số 1/2026')
    expect(sealed.body).toContain('Người tố cáo số 1/2026 (được giữ bí mật)')
    expect((await get('communeHead', `/petitions/${id}`)).body).toContain('Người tố cáo số 1/2026 (được giữ bí mật)')
    expect((await get('administrator', '/petitions')).statusCode).toBe(403)
    expect((await get('siblingClerk', `/petitions/${id}`)).statusCode).toBe(404)
    expect((await get('communeClerk', `/petitions/${id}/answer`)).statusCode).toBe(403)
  })

  test('take in an identity by the API and tell it to nobody, neither its sender nor the head', async () => {
    const answer = await system.app.inject({
      method: 'POST',
      url: '/api/v1/petitions',
      headers: { authorization: `Bearer ${tokens.communeClerk}` },
      payload: {
        kind: 'denunciation',
        channel: 'post',
        receivedOn: '16/11/2026',
        unitId: communeId,
        title: 'Tố cáo thu tiền',
        senderName: 'Lê Văn Kín',
        senderPhone: '0912 345 678',
      },
    })
    expect(answer.statusCode).toBe(201)
    const { location } = answer.json<{ location: string }>()
    for (const name of ['communeClerk', 'communeHead', 'collector', 'leader']) {
      for (const address of [location, `${location}/denouncer`, '/petitions', '/api/v1/petitions'])
        expect((await get(name, address)).body, `${name} ${address}`).not.toMatch(/Lê Văn Kín|345.?678/)
    }
    const kept = await get('communeHead', `${location}/denouncer`)
    expect(kept.body).toContain('Họ tên, cách liên hệ')
    expect((await get('communeHead', `${location}/denouncer/looks/new`)).statusCode).toBe(403)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem } from '../../../../tests/support/system.ts'
import { createApiToken } from '../../identity/index.ts'
import { logOf } from '../queries/petition-log.ts'
import '../queries/tables.ts'

type Payload = Record<string, unknown>

/** On a day before the one of the test, so that steps of several days fit in. */
const RECEIVED = '2026-11-02'

describe('the steps of a petition, taken by a program', () => {
  let system: RunningSystem
  let province: Awaited<ReturnType<typeof sampleProvince>>
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    system = await startSystem('empty')
    province = await sampleProvince(system.database)
    for (const [name, official] of Object.entries(province.officials))
      tokens[name] = await createApiToken(system.database, official.accountId)
  })
  afterAll(() => system.stop())

  const get = (name: string, path: string) =>
    system.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${tokens[name]}` } })
  const post = (name: string, path: string, payload: Payload, headers: Record<string, string> = {}) =>
    system.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${tokens[name]}`, ...headers },
      payload,
    })

  const letter = (more: Payload = {}) => ({
    ...{ kind: 'proposal', channel: 'post', receivedOn: RECEIVED, unitId: province.units.commune },
    ...{ title: 'Sửa cầu Kênh Năm', content: 'Cầu yếu, trẻ em đi học khó khăn.' },
    ...{ senderName: 'Lê Thị Hai', senderAddress: 'Ấp Một', ...more },
  })

  /** Registers a petition and answers its address below /api/v1. */
  async function registered(more: Payload = {}): Promise<string> {
    const answer = await post('communeClerk', '/petitions', letter(more))
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
    return answer.json().location
  }
  const idOf = (path: string) => path.split('/').at(-1) ?? ''
  const kindsOf = async (path: string) => (await logOf(system.database, idOf(path))).map(({ kind }) => kind)
  const trailOf = (path: string) =>
    system.database
      .selectFrom('audit_entry')
      .select(['action', 'actor_name', 'unit_id'])
      .where('subject_kind', '=', 'petition')
      .where('subject_id', '=', idOf(path))
      .orderBy('id')
      .execute()

  test('lead a petition from the register to its end, each in log, row and trail as on the pages', async () => {
    const path = await registered()
    const { officials } = province
    for (const [name, step, body] of [
      ['communeHead', 'assignment', { personId: officials.communeClerk.personId, note: 'Xem giúp.' }],
      ['communeClerk', 'acceptance', { on: '22/11/2026' }],
      ['communeClerk', 'answer', { on: '2026-11-22', note: 'Đã xếp vào kế hoạch quý I.' }],
      ['communeClerk', 'closure', { on: '2026-11-22' }],
    ] as const) {
      const answer = await post(name, `${path}/${step}`, body)
      expect([step, answer.statusCode, answer.json()]).toEqual([step, 201, { location: path }])
    }
    expect(await kindsOf(path)).toEqual([
      ...['received', 'registered', 'classified', 'assigned', 'accepted', 'answered', 'closed'],
    ])
    const actions = (await trailOf(path)).map(({ action, actor_name }) => `${action} ${actor_name}`)
    expect(actions).toEqual([
      'petition.registered Nguyễn Thị Mai',
      'petition.assigned Trần Văn Tám',
      'petition.accepted Nguyễn Thị Mai',
      'petition.answered Nguyễn Thị Mai',
      'petition.closed Nguyễn Thị Mai',
    ])
    expect((await get('communeClerk', path)).json()).toMatchObject({ state: 'closed', steps: expect.any(Array) })
  })

  test('are named by the petition itself: those that the law allows now and the account may take', async () => {
    const path = await registered({ kind: 'complaint' })
    const one = await get('communeClerk', path)
    expect(one.json()).toMatchObject({ kind: 'complaint', title: 'Sửa cầu Kênh Năm', version: 1 })
    expect(one.json().steps).toEqual(expect.arrayContaining(['acceptance', 'second-round', 'transfer']))
    expect(one.json().steps).not.toContain('suspension')
    expect(one.json().steps).not.toContain('assignment')
    expect(one.body).not.toContain('Lê Thị Hai')
  })

  test('are refused as on the pages, with the code and the words of the refusal, and nothing is written', async () => {
    const complaint = await registered({ kind: 'complaint' })
    const nameless = await registered({ kind: 'complaint', senderName: '', senderAddress: '' })
    const day = { on: '2026-11-22', note: 'Vì lý do thử.' }
    const before = await kindsOf(complaint)
    for (const [path, step, body, status, code] of [
      [complaint, 'suspension', { ...day, ground: 'other-result' }, 409, /^petition\./],
      [complaint, 'resumption', day, 409, /^petition\./],
      [complaint, 'decision', { ...day, outcome: 'founded', manner: 'decision' }, 409, /^petition\./],
      [complaint, 'reply', day, 409, /^petition\./],
      [complaint, 'reopening', { ...day, ground: 'new-facts' }, 403, /^identity\.no-permission$/],
      [complaint, 'acceptance', { on: '2026-11-23' }, 422, /^petition\.in-the-future$/],
      [complaint, 'acceptance', { on: '2026-11-01' }, 422, /^petition\.before-last-step$/],
      [complaint, 'refusal', { on: '2026-11-22' }, 422, /^http\.invalid-input$/],
      [nameless, 'acceptance', { on: '2026-11-22' }, 409, /^petition\.sender-missing$/],
    ] as const) {
      const answer = await post('communeClerk', `${path}/${step}`, body)
      const { error } = answer.json()
      expect([step, answer.statusCode, error.code]).toEqual([step, status, expect.stringMatching(code)])
      expect(error.message, step).toMatch(/[àáạảãâầấậăđêếệôốộơớợưứựíìịỉóòõúùụýỳ]/)
      expect(typeof error.fields).toBe('object')
    }
    expect(await kindsOf(complaint)).toEqual(before)
    const missing = await post('communeClerk', `${complaint}/refusal`, { on: '2026-11-22' })
    expect(missing.json().error.fields).toEqual({ note: 'Hãy nhập lý do không thụ lý.' })
  })

  test('are taken once for a key, and only on the version that If-Match names', async () => {
    const path = await registered({ kind: 'complaint' })
    const { headers } = await get('communeClerk', path)
    expect(headers.etag).toBe('"1"')
    const accept = (more: Record<string, string>) =>
      post('communeClerk', `${path}/acceptance`, { on: '2026-11-22' }, { 'if-match': String(headers.etag), ...more })
    const [first, again] = [await accept({ 'idempotency-key': 'one' }), await accept({ 'idempotency-key': 'one' })]
    expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 201, first.json()])
    expect((await kindsOf(path)).filter((kind) => kind === 'accepted')).toHaveLength(1)

    const stale = await post(
      'communeClerk',
      `${path}/extension`,
      { on: '2026-11-22', note: 'Vụ việc nhiều nơi.' },
      { 'if-match': '"1"' },
    )
    expect([stale.statusCode, stale.json().error.code]).toEqual([412, 'http.changed-meanwhile'])
    expect(stale.json().error.message).toContain('Chưa có gì được lưu')
    expect(await kindsOf(path)).not.toContain('extended')
    const fresh = await get('communeClerk', path)
    const extended = await post(
      'communeClerk',
      `${path}/complexity`,
      { on: '2026-11-22', note: 'Phải xác minh hai nơi.', criteria: ['several-places'] },
      { 'if-match': String(fresh.headers.etag) },
    )
    expect(extended.statusCode).toBe(201)
  })

  test('tell of a petition out of reach only that there is none, whatever is sent with it', async () => {
    const path = await registered()
    for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '"7"' }] as Record<string, string>[]) {
      const answer = await post('siblingClerk', `${path}/acceptance`, { on: '2026-11-22' }, headers)
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'petition.no-such-petition'])
    }
    expect((await get('siblingClerk', path)).statusCode).toBe(404)
  })

  test('protect who denounces: words that name them are refused, and only who may take the step learns even that', async () => {
    const path = await registered({
      kind: 'denunciation',
      title: 'Trưởng ấp thu tiền không biên lai',
      content: 'Thu hai lần.',
      senderName: 'Nguyễn Văn Ẩn',
      senderAddress: 'Ấp Khuất Nẻo',
      senderPhone: '0987 654 321',
      senderContact: 'Gọi buổi tối',
    })
    const named = { on: '2026-11-22', note: 'Đã gặp ông Nguyễn Văn Ẩn.' }
    const refused = await post('communeHead', `${path}/acceptance`, named)
    expect([refused.statusCode, refused.json().error.code]).toEqual([422, 'petition.sender-in-text'])
    // The clerk knows that it is there, and no more: a name is not tried out like this.
    const clerk = await post('communeClerk', `${path}/acceptance`, named)
    expect(clerk.json().error.code).toBe('petition.denunciation-not-yours')
    expect((await post('siblingClerk', `${path}/acceptance`, named)).statusCode).toBe(404)
    const withFile = { on: '2026-11-22', note: 'Trả lời.', files: [crypto.randomUUID()] }
    expect((await post('communeHead', `${path}/answer`, withFile)).json().error.code).toMatch(/^petition\./)
    for (const name of ['communeHead', 'communeClerk', 'leader']) {
      const one = await get(name, path)
      expect(one.json()).toMatchObject({ kind: 'denunciation', title: null, content: null })
      expect(one.body).not.toMatch(/Ẩn|Khuất Nẻo|0987|biên lai|hai lần/)
    }
    expect((await get('communeClerk', path)).json().steps).toEqual([])
    expect((await post('communeHead', `${path}/acceptance`, { on: '2026-11-22' })).statusCode).toBe(201)
  })

  test('tie petitions together and classify anew', async () => {
    const [first, second] = [await registered(), await registered({ title: 'Sửa cầu Kênh Năm lần nữa' })]
    const { number, year } = (await get('communeClerk', first)).json()
    const merge = { number: `${number}/${year}`, unitId: province.units.commune, on: '2026-11-22', note: 'Cùng cầu.' }
    expect((await post('communeClerk', `${second}/case`, merge)).statusCode).toBe(201)
    expect((await post('communeClerk', `${second}/case`, { ...merge, number: 'abc' })).statusCode).toBeGreaterThan(400)
    const part = { kind: 'feedback', title: 'Đèn đường hỏng', on: '2026-11-22' }
    const split = await post('communeClerk', `${first}/part`, part)
    expect(split.json().location).not.toBe(first)
    expect(await kindsOf(split.json().location)).toContain('separated')
    const anew = { kind: 'feedback', note: 'Chỉ phản ánh.' }
    expect((await post('communeClerk', `${first}/classification`, anew)).statusCode).toBe(201)
    expect((await get('communeClerk', first)).json().kind).toBe('feedback')
    const denunciation = { kind: 'denunciation', note: 'Là tố cáo.' }
    expect((await post('communeClerk', `${first}/classification`, denunciation)).statusCode).toBe(422)
  })
})

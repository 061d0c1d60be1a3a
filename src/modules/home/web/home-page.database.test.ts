import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningSystem, startSystem } from '../../../../tests/support/system.ts'
import { createApiToken } from '../../identity/index.ts'

let system: RunningSystem
beforeAll(async () => {
  system = await startSystem('province')
})
afterAll(() => system.stop())

async function pageAs(userName: string, url: string): Promise<{ status: number; text: string }> {
  const account = await system.database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const token = await createApiToken(system.database, account.id)
  const answer = await system.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
  return { status: answer.statusCode, text: answer.body }
}

describe('the first page', () => {
  test.each([
    ['canbo.xa', ['Ghi hoạt động', 'Tiếp nhận đơn', 'Soạn báo cáo'], ['Yêu cầu báo cáo', 'Thêm người']],
    ['tonghop.snv', ['Ghi hoạt động', 'Yêu cầu báo cáo'], ['Quản lý tài khoản']],
    ['quantri', ['Thêm người', 'Quản lý tài khoản'], ['Ghi hoạt động', 'Tiếp nhận đơn', 'Quý IV']],
  ])('offers %s only what their post allows', async (userName, offered, kept) => {
    const { text } = await pageAs(userName, '/')
    for (const words of offered) expect(text).toContain(words)
    for (const words of kept) expect(text).not.toContain(words)
  })

  test('counts the quarter of the unit and opens each figure to its records', async () => {
    const before = (await pageAs('canbo.xa', '/')).text
    expect(before).toContain('Quý IV năm 2026, đến ngày 22/11/2026')
    const href = /href="(\/figures\/dialogue[.]count\/records[^"]*)"/.exec(before)?.[1]?.replaceAll('&amp;', '&')
    const records = await pageAs('canbo.xa', href ?? '')
    expect(records.status).toBe(200)
    expect(records.text).toContain('Cuộc tiếp xúc, đối thoại trực tiếp')
  })

  test('shows the first ten of each kind of duty, and all of them when asked', async () => {
    const count = (text: string) => text.match(/class="app-duty"/g)?.length ?? 0
    const first = (await pageAs('tonghop.snv', '/')).text
    const all = (await pageAs('tonghop.snv', '/?all=1')).text
    expect(first).toContain('href="/?all=1#duties-overdue"')
    expect(all).not.toContain('?all=1')
    expect(count(all)).toBeGreaterThan(count(first))
  })
})

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

async function idOf(code: string): Promise<string> {
  const unit = await system.database.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  return unit.id
}

describe('the page of a unit', () => {
  test('shows people and work to who answers for it, and only how it is organised to others', async () => {
    const path = `/units/${await idOf('31459')}`
    const own = (await pageAs('canbo.xa', path)).text
    expect(own).toContain('Nguyễn Thị Mai</a>')
    expect(own).toContain('/activities?unitId=')
    const beside = (await pageAs('canbo.so', path)).text
    expect(beside).toContain('Ủy ban nhân dân xã Vĩnh Tường')
    expect(beside).not.toContain('Nguyễn Thị Mai')
    expect(beside).not.toContain('/activities?unitId=')
  })

  test('says on which days the unit did not live', async () => {
    const { text } = await pageAs('canbo.xa', `/units/${await idOf('31459')}?on=31/12/2003`)
    expect(text).toContain('Đơn vị bắt đầu hoạt động từ ngày 01/01/2004.')
  })

  test('offers changes to the administrator alone', async () => {
    const path = `/units/${await idOf('31459')}`
    expect((await pageAs('quantri', path)).text).toContain('/versions/new')
    expect((await pageAs('lanhdao.tinh', path)).text).not.toContain('/versions/new')
    expect((await pageAs('lanhdao.tinh', `${path}/versions/new`)).status).toBe(403)
    expect((await pageAs('quantri', `/units/${await idOf('DT-UBND')}/versions/new`)).status).toBe(404)
  })
})

describe('the tree of units', () => {
  test('begins with the own province, and holds another when it is chosen', async () => {
    expect((await pageAs('canbo.xa', '/units')).text).toContain('25 đơn vị trực thuộc UBND tỉnh')
    const other = await pageAs('canbo.xa', `/units?root=${await idOf('DT')}`)
    expect(other.text).toContain('Sở Nội vụ Đồng Tháp')
  })
})

import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { startSystem } from '../../../../tests/support/system.ts'
import { createApiToken } from '../../identity/index.ts'

test('a program makes a plan, gives a task, and asks who was late on a day, in the words of the form when something is wrong', async () => {
  const system = await startSystem('empty')
  try {
    const { units, officials } = await sampleProvince(system.database)
    const authorization = `Bearer ${await createApiToken(system.database, officials.collector.accountId)}`
    const send = (url: string, payload: Record<string, unknown>) =>
      system.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { authorization }, payload })
    const ask = async (url: string) =>
      (await system.app.inject({ url: `/api/v1${url}`, headers: { authorization } })).json()

    const made = await send('/plans', {
      unitId: units.committee,
      title: 'Kế hoạch năm 2026',
      year: 2026,
      issuedOn: '28/02/2026',
      contents: '1. Lãnh đạo\n2. Đối thoại',
    })
    expect(made.statusCode).toBe(201)
    const planId = made.json().location.split('/').at(-1)
    const [content] = await system.database
      .selectFrom('plan_content')
      .select('id')
      .where('plan_id', '=', planId)
      .execute()
    const task = {
      contentId: content?.id,
      title: 'Gửi báo cáo',
      dueOn: '05/12/2026',
      dueOnExcluded: true,
      assignedOn: '28/02/2026',
    }

    const wrong = await send(`/plans/${planId}/tasks`, { ...task, dueOn: '30/02/2026' })
    expect([wrong.statusCode, wrong.json().error.fields.dueOn]).toEqual([
      422,
      expect.stringContaining('Không có ngày “30/02/2026”'),
    ])
    expect((await send(`/plans/${planId}/tasks`, { ...task, leadKinds: ['commune'] })).statusCode).toBe(201)

    expect((await ask('/tasks?state=overdue&asOf=2026-12-04')).tasks).toEqual([])
    expect((await ask('/tasks?state=overdue&asOf=05/12/2026')).tasks).toMatchObject([
      { unitId: units.commune, lastGoodDay: '2026-12-04', state: 'overdue' },
      { unitId: units.sibling, lastGoodDay: '2026-12-04', state: 'overdue' },
    ])
    expect((await ask('/plans')).plans).toMatchObject([
      { id: planId, contentCount: 2, assignmentCount: 2, completedCount: 0 },
    ])
  } finally {
    await system.stop()
  }
})

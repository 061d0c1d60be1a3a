import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../src/application.ts'
import { look, standingDuties, titlesOf } from '../src/modules/notices/index.ts'
import { remindUnits } from '../src/modules/plans/actions/remind-units.ts'
import { tasksWaitingFor } from '../src/modules/plans/queries/due-assignments.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openFileStore } from '../src/platform/files/file-store.ts'
import '../src/modules/notices/queries/tables.ts'
import { officialNamed } from './support/reorganisation.ts'
import { makeDatabase, TEST_TODAY } from './support/system.ts'

/** A clerk is told of every urging of a task by those above, as the task itself tells it, and of none twice. */

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
})
afterAll(() => drop())

test('a task that is urged three times is told three times', async () => {
  const joined = modules()
  const [clerk, giver] = [await officialNamed(database, 'canbo.xa'), await officialNamed(database, 'tonghop.snv')]
  const [task] = await tasksWaitingFor(
    database,
    clerk.posts.map(({ unitId }) => unitId),
    TEST_TODAY,
  )
  if (!task) throw new Error('The commune of the demonstration has nothing to do.')
  const lookAtHour = async (hour: number) => {
    const now = new Date(`${TEST_TODAY}T00:00:00Z`)
    const standing = await standingDuties(joined, {
      ...{ database, official: clerk, today: TEST_TODAY, now, publicUrl: '', files: openFileStore(tmpdir()) },
      page: { productName: '', official: null, navigation: [], demonstration: true, assets: (name) => name },
    })
    const taken = { now, today: TEST_TODAY, hour, sendsMail: false, publicUrl: '', titles: titlesOf(joined) }
    await look(database, clerk, standing, taken)
  }
  const urged = async () => {
    const rows = await database
      .selectFrom('notice')
      .select('id')
      .where('account_id', '=', clerk.accountId)
      .where('duty_key', '=', `/tasks/assignments/${task.id}`)
      .where('kind', '=', 'urged')
      .execute()
    return rows.length
  }
  const urge = (message: string) =>
    remindUnits(database, giver, { assignmentIds: [task.id], message, today: TEST_TODAY })
  await lookAtHour(8)
  const before = await urged()
  for (const message of ['Gửi báo cáo', 'Gửi báo cáo ngay', 'Gửi báo cáo trong ngày']) {
    expect(await urge(message)).toBe(1)
    await lookAtHour(9)
    await lookAtHour(10)
  }
  expect(await urged()).toBe(before + 3)
})

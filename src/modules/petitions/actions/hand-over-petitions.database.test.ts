import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { nationalCalendar } from '../../calendar/index.ts'
import { petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { petitionHandover } from './hand-over-petitions.ts'
import { registerPetition } from './register-petition.ts'
import { takeStep } from './take-step.ts'
import { derivedColumns } from './write-petition.ts'

async function petitionsOfTheClerk() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk: clerk, communeHead: head } = officials
  const register = (title: string) =>
    registerPetition(
      database,
      clerk,
      {
        kind: 'proposal',
        channel: 'counter',
        receivedOn: '2026-11-02',
        unitId: units.commune,
        behalfUnitId: null,
        forwardedBy: '',
        title,
        content: '',
        senderName: 'Lê Thị Sáu',
        senderAddress: 'Ấp 5',
        senderPhone: '',
        signatoryCount: 1,
        files: [],
      },
      TEST_TODAY,
    )
  const step = (petitionId: string, event: Parameters<typeof takeStep>[2]['event']) =>
    takeStep(database, head, { petitionId, event }, TEST_TODAY)
  const ids = [await register('Kéo điện'), await register('Sửa cầu'), await register('Đã trả lời')]
  for (const id of ids) await step(id, { kind: 'assigned', on: TEST_TODAY, personId: clerk.personId })
  await step(ids[1] ?? '', { kind: 'accepted', on: TEST_TODAY })
  await step(ids[2] ?? '', { kind: 'answered', on: TEST_TODAY })
  const work = { unitId: units.commune, fromPersonId: clerk.personId, toPersonId: head.personId, note: 'nghỉ thai sản' }
  return { database, units, officials, clerk, head, ids, work }
}

describe('handing over petitions', () => {
  test('passes on the open ones of that handler, and keeps receipt, number, limit and what was done', async () => {
    const { database, clerk, head, ids, work, officials } = await petitionsOfTheClerk()
    const records = () => Promise.all(ids.map((id) => petitionById(database, clerk, id, TEST_TODAY)))
    const before = await records()
    expect(await petitionHandover.count(database, work)).toBe(2)
    const given = { ...work, today: TEST_TODAY }
    expect(
      await database
        .transaction()
        .execute((transaction) => petitionHandover.handOver(transaction, officials.administrator, given)),
    ).toBe(2)
    const after = await records()
    expect(after.map((petition) => petition?.handlerName)).toEqual(['Trần Văn Tám', 'Trần Văn Tám', 'Nguyễn Thị Mai'])
    for (const [index, petition] of after.entries()) {
      const { number, receivedOn, dueOn, state, handlingUnitId } = before[index] ?? {}
      expect(petition).toMatchObject({ number, receivedOn, dueOn, state, handlingUnitId })
    }
    for (const id of ids) {
      const row = await database.selectFrom('petition').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      expect(row).toMatchObject(derivedColumns(standingFrom(await logOf(database, id)), nationalCalendar))
    }
    expect(await petitionHandover.count(database, work)).toBe(0)
    expect(await petitionHandover.count(database, { ...work, fromPersonId: head.personId })).toBe(2)
  })

  test('is refused to somebody who handles none in that unit, and then changes nothing', async () => {
    const { database, head, officials, work } = await petitionsOfTheClerk()
    const given = { ...work, toPersonId: officials.siblingClerk.personId, today: TEST_TODAY }
    const refused = database.transaction().execute((transaction) => petitionHandover.handOver(transaction, head, given))
    await expect(refused).rejects.toMatchObject({ code: 'petition.no-such-handler' })
    expect(await petitionHandover.count(database, work)).toBe(2)
  })
})

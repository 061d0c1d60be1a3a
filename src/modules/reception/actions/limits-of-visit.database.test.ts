import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { limitsOfVisits } from './limits-of-visit.ts'
import { recordSession, type SessionToRecord } from './record-session.ts'
import { changeVisit, recordResult, recordVisit, type VisitToRecord } from './record-visit.ts'

/** The last Wednesday of 2027: what is owed is due in 2028, whose days off nobody has entered yet. */
const HELD_ON = '2027-12-29'
const DECIDED_ON = '2027-12-30'

const ACCEPTED: VisitToRecord = {
  ...{ kind: 'feedback', content: 'Đường ấp 3 hư hỏng', personCount: 1, resolvedBy: '', withinCompetence: true },
  visitors: [{ fullName: 'Lê Thị Út', address: 'Ấp 3', idNumber: '093123456789' }],
  ...{ outcome: 'accepted', otherBody: '', documentNumber: '', refusalGround: null, firstVisitId: null },
  ...{ papers: '', note: '' },
}
const REFUSED: VisitToRecord = { ...ACCEPTED, outcome: 'refused', refusalGround: '9-3', documentNumber: '12/TB-UBND' }
const GUIDED: VisitToRecord = { ...ACCEPTED, outcome: 'guided', otherBody: 'Sở Xây dựng' }

async function atTheEndOf2027(...visits: VisitToRecord[]) {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const session: SessionToRecord = {
    ...{ unitId: units.commune, dayId: null, kind: 'regular', receiver: 'officer', receivedBy: 'Nguyễn Thị Mai' },
    ...{ heldOn: HELD_ON, place: 'Phòng tiếp công dân', mode: 'direct', note: '', takesOver: false },
  }
  const sessionId = await recordSession(database, officials.communeClerk, session, HELD_ON)
  const ids: string[] = []
  for (const given of visits)
    ids.push(await recordVisit(database, officials.communeClerk, { sessionId, given, today: HELD_ON }))
  const dueOf = async () => {
    const rows = await database
      .selectFrom('reception_visit')
      .select(['answer_due_on as answer', 'refusal_due_on as refusal'])
      .orderBy('id')
      .execute()
    return rows.map(({ answer, refusal }) => [answer, refusal])
  }
  const recount = () =>
    inTransaction(database, (transaction) =>
      limitsOfVisits.recount(transaction, officials.administrator, {
        from: '2028-01-01',
        today: DECIDED_ON,
        reason: 'Lịch nghỉ năm 2028 theo QĐ 1',
      }),
    )
  return { database, officials, ids, dueOf, recount }
}

async function decide2028(database: Database, ...offDays: string[]) {
  await database
    .insertInto('calendar_year')
    .values({ year: 2028, decision: 'QĐ 1', settled: true, changed_by_account_id: null })
    .execute()
  const day = { year: 2028, kind: 'holiday', name: 'nghỉ', source: 'QĐ 1', status: 'decided' } as const
  await database
    .insertInto('calendar_day')
    .values(offDays.map((date) => ({ ...day, day: date })))
    .execute()
}

test('what a visit leaves owing is counted once the calendar of its year is known, and only that', async () => {
  const { database, dueOf, recount } = await atTheEndOf2027(ACCEPTED, REFUSED, GUIDED)
  expect(await dueOf()).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ])
  expect(await recount()).toBe(0)
  // Thursday and Friday, then with Monday the 3rd off: ten working days end on the 13th, three on the 4th.
  await decide2028(database, '2028-01-03')
  expect(await recount()).toBe(2)
  expect(await dueOf()).toEqual([
    ['2028-01-13', null],
    [null, '2028-01-04'],
    [null, null],
  ])
  expect(await recount()).toBe(0)
})

test('a limit of a visit moves with days off decided later, and stays once the visitor was told', async () => {
  const { database, officials, ids, dueOf, recount } = await atTheEndOf2027(ACCEPTED, ACCEPTED)
  await decide2028(database, '2028-01-03')
  await recount()
  const [told = '', untold = ''] = ids
  const result = { id: told, result: 'Đã sửa', resultOn: DECIDED_ON, today: DECIDED_ON }
  await recordResult(database, officials.communeClerk, result)
  await database
    .insertInto('calendar_day')
    .values({ year: 2028, day: '2028-01-04', kind: 'holiday', name: 'nghỉ', source: 'QĐ 2', status: 'decided' })
    .execute()
  expect(await recount()).toBe(1)
  expect(await dueOf()).toEqual([
    ['2028-01-13', null],
    ['2028-01-14', null],
  ])
  // Changed afterwards, a visit is counted by the same rule.
  const change = { id: untold, version: null, given: GUIDED, today: DECIDED_ON }
  await changeVisit(database, officials.communeClerk, change)
  expect((await dueOf())[1]).toEqual([null, null])
})

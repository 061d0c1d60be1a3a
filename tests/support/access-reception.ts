import { sql } from 'kysely'
import { publishDays } from '../../src/modules/reception/actions/change-day.ts'
import { writeConclusion } from '../../src/modules/reception/actions/conclude.ts'
import { proposeDays } from '../../src/modules/reception/actions/propose-days.ts'
import { recordSession } from '../../src/modules/reception/actions/record-session.ts'
import { recordVisit, type VisitToRecord } from '../../src/modules/reception/actions/record-visit.ts'
import { registerTurn } from '../../src/modules/reception/actions/turn.ts'
import { newReceipt } from '../../src/platform/receipt/receipt.ts'
import { idOf, type Making } from './making-records.ts'
import { TEST_TODAY } from './test-day.ts'

/** A day of the schedule with somebody who registered, a session with two visits, one of them refused, and its conclusion. */
export async function addReception({ database, maker, unitId, word }: Making) {
  const postId = maker.posts[0]?.postId ?? ''
  const details = {
    startsAt: '07:30',
    endsAt: '11:00',
    place: 'Phòng tiếp công dân',
    mode: 'direct',
    seats: 5,
  } as const
  const asked = { ...details, unitId, postId, attendants: '', topic: '', days: { only: '2026-12-03' } }
  await proposeDays(database, maker, asked, TEST_TODAY)
  const dayId = await idOf(database, sql`select id from reception_day where post_id = ${postId}`)
  await publishDays(database, maker, { ids: [dayId], today: TEST_TODAY })
  const turn = {
    kind: 'proposal',
    fullName: word('registrant'),
    contact: word('registrant'),
    subject: 'Cấp nước',
  } as const
  await registerTurn(database, { dayId, asked: turn, receipt: newReceipt(), today: TEST_TODAY })
  const sessionId = await recordSession(
    database,
    maker,
    {
      ...{ unitId, dayId: null, kind: 'unscheduled', receiver: 'head', receivedBy: 'Chủ tịch', heldOn: '2026-11-10' },
      ...{ place: 'Phòng tiếp công dân', mode: 'direct', note: '', takesOver: false },
    },
    TEST_TODAY,
  )
  const visit: VisitToRecord = {
    ...{ kind: 'feedback', content: word('visit'), personCount: 1, outcome: 'accepted', firstVisitId: null },
    ...{ otherBody: '', documentNumber: '', refusalGround: null, resolvedBy: '', withinCompetence: true, note: '' },
    ...{ papers: 'Đơn, 1 trang', visitors: [{ fullName: word('visitor'), address: 'Ấp 3', idNumber: '093123456789' }] },
  }
  const visitId = await recordVisit(database, maker, { sessionId, given: visit, today: TEST_TODAY })
  const refused: VisitToRecord = { ...visit, outcome: 'refused', refusalGround: '4-h' }
  const refusedVisitId = await recordVisit(database, maker, { sessionId, given: refused, today: TEST_TODAY })
  const items = [{ content: word('conclusion'), responsibleUnitId: unitId, dueOn: '2026-11-20' }]
  const given = { documentNumber: '', issuedOn: '2026-11-11', summary: '', items }
  await writeConclusion(database, maker, { sessionId, version: null, given, today: TEST_TODAY })
  const conclusionItemId = await idOf(
    database,
    sql`select id from reception_conclusion_item where session_id = ${sessionId}`,
  )
  return { dayId, sessionId, visitId, refusedVisitId, conclusionItemId }
}

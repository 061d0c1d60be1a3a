import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { newReceipt } from '../../../platform/receipt/receipt.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { dayById, publishedDays } from '../queries/days.ts'
import { receptionDuties } from '../queries/duties.ts'
import { sessionById } from '../queries/sessions.ts'
import { visitById } from '../queries/visits.ts'
import { postponeDay, publishDays, substituteOnDay } from './change-day.ts'
import { completeItem, writeConclusion } from './conclude.ts'
import { registerPetitionOfVisit } from './petition-of-visit.ts'
import { type DayDetails, proposeDays } from './propose-days.ts'
import { recordSession, type SessionToRecord, withdrawSession } from './record-session.ts'
import { changeVisit, recordVisit, type VisitToRecord } from './record-visit.ts'
import { arrive, cancelTurn, openTurn, registerTurn } from './turn.ts'

const DETAILS: DayDetails = {
  startsAt: '07:30',
  endsAt: '11:00',
  place: 'Phòng tiếp công dân',
  mode: 'direct',
  seats: 2,
  attendants: '',
  topic: '',
}

const VISIT: VisitToRecord = {
  kind: 'feedback',
  content: 'Đường ấp 3 hư hỏng',
  personCount: 1,
  visitors: [{ fullName: 'Lê Thị Út', address: 'Ấp 3', idNumber: '093123456789' }],
  ...{ outcome: 'accepted', otherBody: '', documentNumber: '', refusalGround: null, firstVisitId: null },
  ...{ resolvedBy: '', withinCompetence: true, papers: '', note: '' },
}

async function commune() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const clerk = officials.communeClerk
  const headPostId = officials.communeHead.posts[0]?.postId ?? ''
  const session: SessionToRecord = {
    ...{ unitId: units.commune, dayId: null, kind: 'regular', receiver: 'officer', receivedBy: 'Nguyễn Thị Mai' },
    ...{ heldOn: '2026-11-19', place: 'Phòng tiếp công dân', mode: 'direct', note: '', takesOver: false },
  }
  return { database, units, officials, clerk, headPostId, session }
}

/** A published day of the commune's chair. */
async function publishedDayOn(
  of: Awaited<ReturnType<typeof commune>>,
  day: string,
  publishedOn: string,
): Promise<string> {
  const { database, clerk, units, headPostId } = of
  const asked = { ...DETAILS, unitId: units.commune, postId: headPostId, days: { only: day } }
  await proposeDays(database, clerk, asked, publishedOn)
  const { rows } = await sql<{ id: string }>`select id from reception_day where planned_on = ${day}`.execute(database)
  const id = rows[0]?.id ?? ''
  await publishDays(database, clerk, { ids: [id], today: publishedOn })
  return id
}

async function figures(database: Database) {
  const { rows } = await sql<{ sessions: number; visits: number }>`select count(*)::int as sessions,
    coalesce(sum(participant_count), 0)::int as visits from activity where kind_code = 'reception' and withdrawn_on is null`.execute(
    database,
  )
  return rows[0]
}

describe('the schedule', () => {
  test('proposes one day in each week of the month for a commune, which nobody outside sees until it is published', async () => {
    const { database, clerk, units, headPostId } = await commune()
    const days = { month: '2026-12', onWeekday: 4, fromWeek: 1 }
    const asked = { ...DETAILS, unitId: units.commune, postId: headPostId, days }
    expect(await proposeDays(database, clerk, asked, TEST_TODAY)).toBe(5)
    const seen = () => publishedDays(database, { from: TEST_TODAY, today: TEST_TODAY, unitId: units.commune })
    expect(await seen()).toEqual([])
    const { rows } = await sql<{ id: string }>`select id from reception_day order by planned_on`.execute(database)
    await publishDays(database, clerk, { ids: rows.map(({ id }) => id), today: TEST_TODAY })
    expect((await seen()).map((day) => day.plannedOn)).toEqual([
      '2026-12-03',
      '2026-12-10',
      '2026-12-17',
      '2026-12-24',
      '2026-12-31',
    ])
    await expect(proposeDays(database, clerk, asked, TEST_TODAY)).rejects.toMatchObject({
      code: 'reception.nothing-to-propose',
    })
  })

  test('puts a published day off with its reason, and keeps the history against every change', async () => {
    const of = await commune()
    const { database, clerk } = of
    const id = await publishedDayOn(of, '2026-11-26', '2026-11-17')
    await postponeDay(database, clerk, { id, to: '2026-12-01', reason: 'Chủ tịch họp đột xuất', today: TEST_TODAY })
    expect(await dayById(database, clerk, { id, today: TEST_TODAY })).toMatchObject({ plannedOn: '2026-12-01' })
    await expect(
      postponeDay(database, clerk, { id, to: '2026-11-27', reason: 'Sớm hơn', today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'reception.only-later' })
    await expect(sql`update reception_day_change set reason = 'khác'`.execute(database)).rejects.toThrow()
  })

  test('gives the head’s day to no deputy since July 2026', async () => {
    const of = await commune()
    const { database, clerk, officials } = of
    const id = await publishedDayOn(of, '2026-11-26', '2026-11-17')
    const postId = officials.communeClerk.posts[0]?.postId ?? ''
    await expect(
      substituteOnDay(database, clerk, { id, postId, reason: 'Bận', paper: '1/GUQ', today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'reception.deputy-not-allowed' })
  })

  test('alarms about a day that passed without a session, until it is put off', async () => {
    const of = await commune()
    const { database, officials, clerk } = of
    const id = await publishedDayOn(of, '2026-11-19', '2026-11-10')
    const alarms = async () => {
      const context = { database, official: officials.communeHead, today: TEST_TODAY }
      const duties = await receptionDuties(context as Parameters<typeof receptionDuties>[0])
      return duties.filter((duty) => duty.state === 'late').map((duty) => duty.href)
    }
    expect(await alarms()).toEqual([`/reception/days/${id}`])
    await postponeDay(database, clerk, { id, to: '2026-11-26', reason: 'Chủ tịch ốm', today: TEST_TODAY })
    expect(await alarms()).toEqual([])
  })

  test('is out of reach of the neighbouring commune', async () => {
    const of = await commune()
    const id = await publishedDayOn(of, '2026-11-26', '2026-11-17')
    const { database, officials } = of
    expect(await dayById(database, officials.siblingClerk, { id, today: TEST_TODAY })).toBeUndefined()
    await expect(
      postponeDay(database, officials.siblingClerk, { id, to: '2026-12-01', reason: 'x', today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'reception.no-such-day' })
  })
})

describe('a session', () => {
  test('is one activity whose number of visits follows the register', async () => {
    const { database, clerk, session } = await commune()
    const sessionId = await recordSession(database, clerk, session, TEST_TODAY)
    expect(await figures(database)).toEqual({ sessions: 1, visits: 0 })
    await recordVisit(database, clerk, { sessionId, given: VISIT, today: TEST_TODAY })
    const group = { ...VISIT, personCount: 7 }
    const id = await recordVisit(database, clerk, { sessionId, given: group, today: TEST_TODAY })
    expect(await figures(database)).toEqual({ sessions: 1, visits: 2 })
    const counts = async () => (await sessionById(database, clerk, { id: sessionId, today: TEST_TODAY }))?.counts
    expect(await counts()).toEqual({ visits: 2, persons: 8, cases: 2, petitions: 0 })
    const refused = { ...group, outcome: 'refused', refusalGround: '4-h' } as const
    await changeVisit(database, clerk, { id, version: null, given: refused, today: TEST_TODAY })
    expect(await figures(database)).toEqual({ sessions: 1, visits: 1 })
    expect(await visitById(database, clerk, { id, today: TEST_TODAY })).toMatchObject({ refusalDueOn: '2026-11-24' })
  })

  test('takes over what was entered by hand among the activities', async () => {
    const { database, clerk, session, units } = await commune()
    await sql`insert into activity (kind_code, title, held_on, place, unit_id, chaired_by, participant_count)
      values ('reception', 'Tiếp công dân', ${session.heldOn}, 'Phòng tiếp công dân', ${units.commune}, 'Chủ tịch', 4)`.execute(
      database,
    )
    await expect(recordSession(database, clerk, session, TEST_TODAY)).rejects.toMatchObject({
      code: 'reception.entered-as-activity',
    })
    const sessionId = await recordSession(database, clerk, { ...session, takesOver: true }, TEST_TODAY)
    await recordVisit(database, clerk, { sessionId, given: VISIT, today: TEST_TODAY })
    expect(await figures(database)).toEqual({ sessions: 1, visits: 1 })
  })

  test('is taken back with its activity while nobody was received, and its day is open again', async () => {
    const of = await commune()
    const { database, clerk, session } = of
    const dayId = await publishedDayOn(of, '2026-11-19', '2026-11-10')
    const held = { ...session, dayId, kind: 'periodic', receiver: 'head' } as const
    const id = await recordSession(database, clerk, held, TEST_TODAY)
    expect((await dayById(database, clerk, { id: dayId, today: TEST_TODAY }))?.isHeld).toBe(true)
    await withdrawSession(database, clerk, { id, reason: 'Mở nhầm', today: TEST_TODAY })
    expect((await dayById(database, clerk, { id: dayId, today: TEST_TODAY }))?.isHeld).toBe(false)
    expect(await figures(database)).toEqual({ sessions: 0, visits: 0 })
  })
})

describe('a visit', () => {
  test('counts a case once, however often somebody comes about it', async () => {
    const { database, clerk, session } = await commune()
    const first = await recordSession(database, clerk, session, TEST_TODAY)
    const firstVisitId = await recordVisit(database, clerk, { sessionId: first, given: VISIT, today: TEST_TODAY })
    const second = await recordSession(database, clerk, { ...session, heldOn: '2026-11-20' }, TEST_TODAY)
    await recordVisit(database, clerk, { sessionId: second, given: { ...VISIT, firstVisitId }, today: TEST_TODAY })
    const { rows } =
      await sql`select count(distinct coalesce(first_visit_id, id))::int as cases from reception_visit`.execute(
        database,
      )
    expect(rows).toEqual([{ cases: 1 }])
  })

  test('names no denouncer: not when it is written, and no longer when it turns into a denunciation', async () => {
    const { database, clerk, session } = await commune()
    const sessionId = await recordSession(database, clerk, session, TEST_TODAY)
    const denunciation = { ...VISIT, kind: 'denunciation', content: 'Cán bộ thu tiền sai' } as const
    await expect(
      recordVisit(database, clerk, { sessionId, given: denunciation, today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'reception.denouncer-not-written-here' })
    const id = await recordVisit(database, clerk, { sessionId, given: VISIT, today: TEST_TODAY })
    const named = { ...denunciation, visitors: [], content: 'Bà Lê Thị Út tố cáo cán bộ' }
    await expect(
      changeVisit(database, clerk, { id, version: null, given: named, today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'reception.visitor-in-text' })
    await changeVisit(database, clerk, {
      id,
      version: null,
      given: { ...denunciation, visitors: [] },
      today: TEST_TODAY,
    })
    expect(await namesLeft(database)).toBe(0)
  })

  test('forgets who came when the letter handed over is reclassified into a denunciation', async () => {
    const { database, clerk, session } = await commune()
    const sessionId = await recordSession(database, clerk, session, TEST_TODAY)
    const id = await recordVisit(database, clerk, { sessionId, given: VISIT, today: TEST_TODAY })
    const letter = { visitId: id, title: 'Đường hư hỏng', content: 'Đề nghị sửa', today: TEST_TODAY }
    const petitionId = await registerPetitionOfVisit(database, clerk, letter)
    expect(
      (
        await sql`select channel_code, sender_name, signatory_count from petition where id = ${petitionId}`.execute(
          database,
        )
      ).rows,
    ).toEqual([{ channel_code: 'reception', sender_name: 'Lê Thị Út', signatory_count: 1 }])
    await sql`delete from petition_search where petition_id = ${petitionId}`.execute(database)
    await sql`update petition set kind_code = 'denunciation', sender_name = '', sender_address = '', sender_phone = '' where id = ${petitionId}`.execute(
      database,
    )
    expect(await namesLeft(database)).toBe(0)
    expect(await visitById(database, clerk, { id, today: TEST_TODAY })).toMatchObject({
      kind: 'denunciation',
      visitors: [],
    })
  })

  test('lets no one put a visitor beside a denunciation, not even past the program', async () => {
    const { database, clerk, session } = await commune()
    const sessionId = await recordSession(database, clerk, session, TEST_TODAY)
    const given = { ...VISIT, kind: 'denunciation', visitors: [], content: 'Tố cáo' } as const
    const id = await recordVisit(database, clerk, { sessionId, given, today: TEST_TODAY })
    await expect(
      sql`insert into reception_visitor (visit_id, visit_kind, position, full_name) values (${id}, 'feedback', 1, 'Lê Thị Út')`.execute(
        database,
      ),
    ).rejects.toThrow()
  })
})

/** Rows in which the visitor's name still stands. */
async function namesLeft(database: Database): Promise<number> {
  const { rows } = await sql<{ left: number }>`select (
    (select count(*) from reception_visitor) +
    (select count(*) from reception_visit visit where visit::text like '%Út%') +
    (select count(*) from reception_registration turn where turn::text like '%Út%') +
    (select count(*) from audit_entry entry where entry::text like '%Út%'))::int as left`.execute(database)
  return rows[0]?.left ?? -1
}

describe('a turn', () => {
  const asked = { kind: 'proposal', fullName: 'Trần Văn Bé', contact: '0912 345 678', subject: 'Cấp nước' } as const

  test('is given while there are seats, opened by its secret alone, and given back', async () => {
    const of = await commune()
    const { database } = of
    const dayId = await publishedDayOn(of, '2026-11-26', '2026-11-17')
    const [first, second, third] = [newReceipt(), newReceipt(), newReceipt()]
    const turn = (receipt: typeof first) => registerTurn(database, { dayId, asked, receipt, today: TEST_TODAY })
    await turn(first)
    await turn(second)
    await expect(turn(third)).rejects.toMatchObject({ code: 'reception.no-seat-left' })
    await expect(openTurn(database, { ...first, secret: second.secret })).rejects.toMatchObject({
      code: 'reception.no-such-turn',
    })
    await cancelTurn(database, first)
    await turn(third)
    expect(
      (await sql`select full_name from reception_registration where code = ${first.code}`.execute(database)).rows,
    ).toEqual([{ full_name: '' }])
  })

  test('becomes a visit with one press, once', async () => {
    const of = await commune()
    const { database, clerk, session } = of
    const dayId = await publishedDayOn(of, '2026-11-19', '2026-11-10')
    await registerTurn(database, { dayId, asked, receipt: newReceipt(), today: '2026-11-12' })
    const held = { ...session, dayId, kind: 'periodic', receiver: 'head' } as const
    const sessionId = await recordSession(database, clerk, held, TEST_TODAY)
    const { rows } = await sql<{ id: string }>`select id from reception_registration`.execute(database)
    const arrival = { sessionId, registrationId: rows[0]?.id ?? '', today: TEST_TODAY }
    const id = await arrive(database, clerk, arrival)
    expect(await arrive(database, clerk, arrival)).toBe(id)
    expect(await visitById(database, clerk, { id, today: TEST_TODAY })).toMatchObject({
      kind: 'proposal',
      content: 'Cấp nước',
      visitors: [{ fullName: 'Trần Văn Bé' }],
    })
  })

  test('keeps nothing of somebody who comes to denounce', async () => {
    const of = await commune()
    const dayId = await publishedDayOn(of, '2026-11-26', '2026-11-17')
    const denouncing = { ...asked, kind: 'denunciation', fullName: 'Lê Thị Út' } as const
    await registerTurn(of.database, { dayId, asked: denouncing, receipt: newReceipt(), today: TEST_TODAY })
    expect(await namesLeft(of.database)).toBe(0)
  })
})

describe('a conclusion', () => {
  test('is followed up until every body has done its part', async () => {
    const of = await commune()
    const { database, clerk, officials, units, session } = of
    const dayId = await publishedDayOn(of, '2026-11-12', '2026-11-02')
    const held = { ...session, heldOn: '2026-11-12', dayId, kind: 'periodic', receiver: 'head' } as const
    const sessionId = await recordSession(database, clerk, held, TEST_TODAY)
    const items = [{ content: 'Sửa đường ấp 3', responsibleUnitId: units.sibling, dueOn: '2026-11-20' }]
    const given = { documentNumber: '', issuedOn: '2026-11-13', summary: '', items }
    await writeConclusion(database, clerk, { sessionId, version: null, given, today: TEST_TODAY })
    const lateFor = async (official: typeof clerk) => {
      const duties = await receptionDuties({ database, official, today: TEST_TODAY } as Parameters<
        typeof receptionDuties
      >[0])
      return duties.filter((duty) => duty.state === 'late' && duty.title === 'Sửa đường ấp 3').length
    }
    expect([await lateFor(officials.siblingClerk), await lateFor(officials.communeHead)]).toEqual([1, 1])
    const { rows } = await sql<{ id: string }>`select id from reception_conclusion_item`.execute(database)
    const done = { id: rows[0]?.id ?? '', doneOn: TEST_TODAY, result: 'Đã sửa xong', today: TEST_TODAY }
    await completeItem(database, officials.siblingClerk, done)
    expect([await lateFor(officials.siblingClerk), await lateFor(officials.communeHead)]).toEqual([0, 0])
    await expect(completeItem(database, clerk, { ...done, doneOn: addDays(TEST_TODAY, 1) })).rejects.toMatchObject({
      code: 'reception.item-done-already',
    })
  })
})

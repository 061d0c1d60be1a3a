import { sql } from 'kysely'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { postponeDay, publishDays } from '../modules/reception/actions/change-day.ts'
import { completeItem, writeConclusion } from '../modules/reception/actions/conclude.ts'
import { proposeDays } from '../modules/reception/actions/propose-days.ts'
import { recordSession } from '../modules/reception/actions/record-session.ts'
import { recordResult, recordVisit, type VisitToRecord } from '../modules/reception/actions/record-visit.ts'
import { registerTurn } from '../modules/reception/actions/turn.ts'
import { addMonths, type Month, monthOf } from '../modules/reception/rules/schedule.ts'
import type { Database } from '../platform/database/database.ts'
import { secretDigest } from '../platform/receipt/receipt.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import { type Chance, chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'

const illustration = 'Dòng minh họa: ngày, người đến và nội dung được đặt ra.'

const MATTERS = [
  ['proposal', 'Đề nghị sớm sửa đoạn đường ấp bị sạt lở sau mùa mưa'],
  ['complaint', 'Không đồng ý diện tích đất ghi trong phương án bồi thường làm đường'],
  ['feedback', 'Phản ánh cơ sở chăn nuôi gây mùi trong khu dân cư'],
  ['proposal', 'Đề nghị hướng dẫn hồ sơ cấp giấy chứng nhận quyền sử dụng đất lần đầu'],
  ['complaint', 'Đề nghị xem lại việc không được xét hộ cận nghèo'],
  ['feedback', 'Phản ánh đèn đường đoạn qua cầu hư hỏng nhiều tháng'],
] as const

/** Reception days of a commune's chair and of a department's director: four months of schedule, what was held, and what was missed. */
export async function addReceptions(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const { communeId } = placesOfAccounts(hauGiang)
  const commune = await place(database, {
    accounts,
    today,
    scheduler: 'canbo.xa',
    leader: 'lanhdao.xa',
    unitId: communeId,
  })
  const department = await place(database, {
    ...{ accounts, today, scheduler: 'lanhdao.snv', leader: 'lanhdao.snv', unitId: hauGiang.homeAffairsId },
  })
  for (const [index, each] of [commune, department].entries()) {
    const random = chance(20_260_701 + index)
    for (const back of [-2, -1, 0, 1]) await addMonth(database, each, { month: addMonths(monthOf(today), back), today })
    await holdPastDays(database, each, { random, today })
  }
  await addConclusion(database, commune, { otherUnitId: department.unitId, other: department.scheduler, today })
  await addTurns(database, commune, today)
}

type Place = { unitId: string; postId: string; scheduler: Official; leader: Official }

async function place(
  database: Database,
  given: {
    accounts: Readonly<Record<string, string>>
    today: CalendarDate
    scheduler: string
    leader: string
    unitId: string
  },
): Promise<Place> {
  const official = async (userName: string) => {
    const found = await officialOfAccount(database, given.accounts[userName] ?? '', given.today)
    if (!found) throw new Error(`The account ${userName} of the demonstration has gone.`)
    return found
  }
  const leader = await official(given.leader)
  const postId = leader.posts[0]?.postId ?? ''
  return { unitId: given.unitId, postId, scheduler: await official(given.scheduler), leader }
}

/** The month's days, published ten days before it began; those of the month to come wait for publication. */
async function addMonth(database: Database, at: Place, { month, today }: { month: Month; today: CalendarDate }) {
  const planned = addDays(`${month}-01`, -10)
  const proposedOn = planned < today ? planned : today
  const details = {
    startsAt: '07:30',
    endsAt: '11:00',
    place: 'Phòng tiếp công dân',
    mode: 'direct',
    seats: 10,
  } as const
  const days = { month, onWeekday: 4, fromWeek: 2 }
  const asked = { ...details, unitId: at.unitId, postId: at.postId, days, attendants: '', topic: '', illustration }
  await proposeDays(database, at.scheduler, asked, proposedOn)
  if (month > monthOf(today)) return
  const { rows } = await sql<{ id: string }>`select id from reception_day
    where post_id = ${at.postId} and published_on is null order by planned_on`.execute(database)
  await publishDays(database, at.scheduler, { ids: rows.map(({ id }) => id), today: proposedOn })
}

/** All days that have passed are held but two of a weekly schedule: one was put off with a reason, one nobody explained. */
async function holdPastDays(database: Database, at: Place, { random, today }: { random: Chance; today: CalendarDate }) {
  const { rows } = await sql<{ id: string; planned_on: CalendarDate }>`select id, planned_on from reception_day
    where post_id = ${at.postId} and published_on is not null and planned_on < ${today}::date order by planned_on`.execute(
    database,
  )
  let firstVisitId: string | null = null
  for (const [index, { id, planned_on: plannedOn }] of rows.entries()) {
    let heldOn = plannedOn
    if (rows.length > 6 && index === rows.length - 4) {
      const moved = {
        id,
        to: addDays(heldOn, 1),
        reason: 'Chủ tịch dự họp bất thường của Hội đồng nhân dân',
        today: heldOn,
      }
      await postponeDay(database, at.scheduler, moved)
      heldOn = moved.to
    }
    if (rows.length > 6 && index === rows.length - 2) continue
    const sessionId = await recordSession(
      database,
      at.scheduler,
      {
        ...{ unitId: at.unitId, dayId: id, kind: 'periodic', receiver: 'head', heldOn, place: 'Phòng tiếp công dân' },
        ...{ receivedBy: `${at.leader.fullName}, ${at.leader.posts[0]?.title ?? ''}`, mode: 'direct', note: '' },
        ...{ takesOver: true, illustration },
      },
      today,
    )
    const visits = visitsOfDay(random, index, firstVisitId)
    for (const [position, given] of visits.entries()) {
      const visitId = await recordVisit(database, at.scheduler, { sessionId, given, today })
      if (index === 0 && position === 0) firstVisitId = visitId
      const answeredOn = addDays(heldOn, 8)
      if (given.outcome !== 'accepted' || answeredOn > today || random.next() < 0.2) continue
      const result = 'Đã có văn bản trả lời, công dân đã nhận'
      await recordResult(database, at.scheduler, { id: visitId, result, resultOn: answeredOn, today })
    }
  }
}

function visitsOfDay(random: Chance, index: number, firstVisitId: string | null): VisitToRecord[] {
  const visits = Array.from({ length: random.between(1, 3) }, () => ordinaryVisit(random))
  // Somebody comes again about the first day's matter; a group; one who is shown the way; one who denounces; one who is refused.
  if (index === 2 && firstVisitId) visits.push({ ...ordinaryVisit(random), firstVisitId })
  if (index === 3) visits.push(group(random))
  if (index === 4)
    visits.push({
      ...ordinaryVisit(random),
      outcome: 'guided',
      otherBody: 'Tòa án nhân dân khu vực',
      withinCompetence: false,
    })
  if (index === 5) visits.push(denunciation())
  if (index === 6) visits.push({ ...ordinaryVisit(random), kind: 'feedback', outcome: 'refused', refusalGround: '4-h' })
  return visits
}

function ordinaryVisit(random: Chance): VisitToRecord {
  const [kind, content] = random.pick(MATTERS)
  return {
    ...{
      kind,
      content,
      personCount: 1,
      visitors: [visitor(random)],
      outcome: random.pick(['accepted', 'explained'] as const),
    },
    ...{ otherBody: '', documentNumber: '', refusalGround: null, firstVisitId: null, resolvedBy: '' },
    ...{ withinCompetence: true, papers: kind === 'complaint' ? 'Đơn khiếu nại, 02 trang, bản chính' : '', note: '' },
    illustration,
  }
}

const visitor = (random: Chance) => ({
  fullName: inventedName(random),
  address: `Ấp ${random.between(1, 9)} (địa chỉ đặt ra)`,
  idNumber: '',
})

function group(random: Chance): VisitToRecord {
  return {
    ...ordinaryVisit(random),
    ...{
      kind: 'complaint',
      content: 'Các hộ ven kênh không đồng ý mức hỗ trợ di dời',
      personCount: 12,
      outcome: 'accepted',
    },
    visitors: [visitor(random), visitor(random), visitor(random)],
  }
}

function denunciation(): VisitToRecord {
  return {
    ...{ kind: 'denunciation', content: 'Tố cáo việc thu tiền không có biên lai', personCount: 1, visitors: [] },
    ...{ outcome: 'accepted', otherBody: '', documentNumber: '', refusalGround: null, firstVisitId: null },
    ...{ resolvedBy: '', withinCompetence: true, papers: '', note: '', illustration },
  }
}

/** What the chair decided on the last day held: one thing done by the department, one that the commune has let pass. */
async function addConclusion(
  database: Database,
  at: Place,
  { otherUnitId, other, today }: { otherUnitId: string; other: Official; today: CalendarDate },
) {
  const { rows } = await sql<{ id: string; held_on: CalendarDate }>`select id, held_on from reception_session
    where unit_id = ${at.unitId} and held_on < ${addDays(today, -20)}::date order by held_on desc limit 1`.execute(
    database,
  )
  const [session] = rows
  if (!session) return
  const issuedOn = addDays(session.held_on, 1)
  await writeConclusion(database, at.scheduler, {
    sessionId: session.id,
    version: null,
    given: {
      ...{ documentNumber: '', issuedOn, summary: 'Các cơ quan báo cáo kết quả bằng văn bản.' },
      items: [
        {
          content: 'Hướng dẫn thủ tục hành chính còn vướng mắc cho xã',
          responsibleUnitId: otherUnitId,
          dueOn: addDays(issuedOn, 14),
        },
        {
          content: 'Kiểm tra thực địa đoạn đường ấp sạt lở, đề xuất sửa chữa',
          responsibleUnitId: at.unitId,
          dueOn: addDays(issuedOn, 10),
        },
      ],
    },
    today,
  })
  const { rows: items } = await sql<{ id: string }>`select id from reception_conclusion_item
    where session_id = ${session.id} and responsible_unit_id = ${otherUnitId}`.execute(database)
  const done = { id: items[0]?.id ?? '', doneOn: addDays(issuedOn, 9), result: 'Đã có văn bản hướng dẫn gửi xã', today }
  await completeItem(database, other, done)
}

/** Two citizens have registered for the next day. Their secrets are nobody's: they were never given out. */
async function addTurns(database: Database, at: Place, today: CalendarDate) {
  const { rows } = await sql<{ id: string }>`select id from reception_day
    where unit_id = ${at.unitId} and published_on is not null and planned_on > ${today}::date order by planned_on limit 1`.execute(
    database,
  )
  const [day] = rows
  if (!day) return
  const turns = [
    {
      kind: 'proposal',
      fullName: 'Trần Thị Bé',
      contact: '09xx xxx xxx (đặt ra)',
      subject: 'Đề nghị cấp nước sạch cuối kênh',
    },
    {
      kind: 'complaint',
      fullName: 'Lê Văn Út',
      contact: 'Ấp 4 (địa chỉ đặt ra)',
      subject: 'Mức bồi thường khi làm đường',
    },
  ] as const
  for (const [index, asked] of turns.entries()) {
    const code = `M1NHH0A${index + 1}`
    const receipt = { code, secret: secretDigest({ code, secret: day.id }).slice(0, 12) }
    await registerTurn(database, { dayId: day.id, asked, receipt, today, illustration })
  }
}

import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { publicationDeadline } from './publication-limit.ts'
import './tables.ts'

/** A day, a paper or an answer is announced this many days before. */
const DAYS_AHEAD = 7
/** Days that wait for publication are told when the first of them is so near that its last day for that may come within a week. */
const DAYS_TO_PUBLISH = 21
/** Missed days are told for so long; the table of the year keeps them for ever. */
const DAYS_BACK = 366

type Found = { what: string; id: string; title: string; due_on: CalendarDate | null; unit_name: string }

/** What waits in citizen reception for the official's own units: days to be held or explained, papers and answers that are due. */
export async function receptionDuties({ database, official, today }: Context): Promise<Duty[]> {
  const scheduling = unitsOf(official, 'reception.schedule')
  const recording = unitsOf(official, 'reception.record')
  if (scheduling.length === 0 && recording.length === 0) return []
  const found = await waiting(database, { scheduling, recording, today })
  const calendar = await calendarInForce(database)
  return found.map((row) => dutyOf(row, today, calendar))
}

/** The units in which the official's own posts carry the permission: what a unit owes, its own people do. */
const unitsOf = (official: Official, permission: string) =>
  official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId)

async function waiting(
  database: Database,
  { scheduling, recording, today }: { scheduling: string[]; recording: string[]; today: CalendarDate },
): Promise<Found[]> {
  const until = addDays(today, DAYS_AHEAD)
  const { rows } = await sql<Found>`
    select * from (
      select case when day.planned_on < ${today}::date then 'missed' else 'day' end as what,
        day.id::text, day.leader_title || ' ' || day.leader_name as title, day.planned_on as due_on,
        unit_name_on(day.unit_id, day.planned_on) as unit_name
      from reception_day day
      where day.unit_id = any(${scheduling}::bigint[]) and day.published_on is not null
        and day.planned_on between ${addDays(today, -DAYS_BACK)}::date and ${until}::date
        and not exists (select from reception_session session where session.day_id = day.id)
      union all
      select 'unpublished', day.unit_id::text, count(*)::text, min(day.planned_on), unit_name_on(day.unit_id, min(day.planned_on))
      from reception_day day
      where day.unit_id = any(${scheduling}::bigint[]) and day.published_on is null
        and day.planned_on between ${today}::date and ${addDays(today, DAYS_TO_PUBLISH)}::date
      group by day.unit_id
      union all
      select 'answer', visit.id::text, '', visit.answer_due_on, unit_name_on(session.unit_id, session.held_on)
      from reception_visit visit join reception_session session on session.id = visit.session_id and session.withdrawn_on is null
      where session.unit_id = any(${recording}::bigint[]) and visit.result_on is null and visit.answer_due_on <= ${until}::date
      union all
      select 'refusal', visit.id::text, '', visit.refusal_due_on, unit_name_on(session.unit_id, session.held_on)
      from reception_visit visit join reception_session session on session.id = visit.session_id and session.withdrawn_on is null
      where session.unit_id = any(${recording}::bigint[]) and visit.refusal_due_on is not null and visit.document_number = ''
      union all
      select 'task', item.id::text, item.content, item.due_on, unit_name_on(item.responsible_unit_id, item.due_on)
      from reception_conclusion_item item join reception_session session on session.id = item.session_id and session.withdrawn_on is null
      where item.done_on is null and (item.responsible_unit_id = any(${recording}::bigint[])
        or (session.unit_id = any(${scheduling}::bigint[]) and item.due_on < ${today}::date))
    ) found order by found.due_on nulls last, found.id limit 50`.execute(database)
  return rows
}

function dutyOf(
  { what, id, title, due_on: dueOn, unit_name: unitName }: Found,
  today: CalendarDate,
  calendar: WorkingCalendar,
): Duty {
  const state = dueOn !== null && dueOn < today ? 'late' : 'due'
  const on = dueOn === null ? '' : formatCalendarDate(dueOn)
  switch (what) {
    case 'missed':
      return {
        state: 'late',
        title: `Ngày tiếp công dân ${on} chưa có buổi tiếp, chưa báo lùi lịch: ${title}`,
        href: `/reception/days/${id}`,
        dueOn,
        note: `Tiếp công dân – ${unitName}`,
      }
    case 'unpublished': {
      const publishBy = dueOn === null ? null : (publicationDeadline(dueOn, calendar)?.due ?? null)
      return {
        state: publishBy !== null && publishBy < today ? 'late' : 'due',
        title: `Công bố lịch tiếp công dân: ${title} ngày, sớm nhất ${on}`,
        href: `/reception/publication?unitId=${id}`,
        dueOn: publishBy,
        note: `Niêm yết trước 5 ngày làm việc – ${unitName}`,
      }
    }
    case 'day':
      return {
        state,
        title: `Tiếp công dân: ${title}`,
        href: `/reception/days/${id}`,
        dueOn,
        note: `Lịch đã công bố – ${unitName}`,
      }
    case 'answer':
      return {
        state,
        title: 'Thông báo kết quả cho người đã tiếp',
        href: `/reception/visits/${id}`,
        dueOn,
        note: `Sổ tiếp công dân – ${unitName}`,
      }
    case 'refusal':
      return {
        state,
        title: 'Ra thông báo từ chối tiếp công dân',
        href: `/reception/visits/${id}`,
        dueOn,
        note: `Mẫu 01/TCD – ${unitName}`,
      }
    default:
      return {
        state: dueOn !== null && dueOn > addDays(today, DAYS_AHEAD) ? 'waiting' : state,
        title,
        href: `/reception/conclusion-items/${id}/completion`,
        dueOn,
        note: `Kết luận tiếp công dân – ${unitName}`,
      }
  }
}

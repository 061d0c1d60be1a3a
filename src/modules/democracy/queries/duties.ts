import { sql } from 'kysely'
import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { dutyTable, summaryOf } from '../rules/duty-table.ts'
import { communesFor } from './communes.ts'
import { contentsOfYear, disclosuresOfCommunes } from './disclosures.ts'
import './tables.ts'

/** What is due is told this many days before. */
const DAYS_AHEAD = 7

type Found = {
  what: 'disclose' | 'send' | 'recognise' | 'conclude'
  id: string
  title: string
  dueOn: CalendarDate | null
  unitName: string
}

const WORDS: Readonly<Record<Found['what'], { verb: string; note: string; path: string }>> = {
  disclose: { verb: 'Công khai', note: 'Công khai trong 5 ngày làm việc', path: '/democracy/disclosures' },
  conclude: {
    verb: 'Tổng hợp, giải trình ý kiến',
    note: 'Đã hết thời gian lấy ý kiến',
    path: '/democracy/consultations',
  },
  send: {
    verb: 'Gửi quyết định đến Ủy ban nhân dân, Mặt trận cấp xã',
    note: 'Quyết định của cộng đồng dân cư',
    path: '/democracy/decisions',
  },
  recognise: {
    verb: 'Công nhận hoặc không công nhận',
    note: 'Quyết định của cộng đồng dân cư',
    path: '/democracy/decisions',
  },
}

/** What waits in grassroots democracy for the commune in which the official works. */
export async function democracyDuties(context: Context): Promise<Duty[]> {
  const { database, official, today } = context
  const own = official.posts.filter((post) => post.permissions.includes('democracy.write')).map((post) => post.unitId)
  const communes = (await communesFor(database, official, 'democracy.write', today)).filter(({ id }) =>
    own.includes(id),
  )
  if (communes.length === 0) return []
  const ids = communes.map(({ id }) => id)
  const { rows } = await sql<Found>`
    select * from (
      select 'disclose' as what, disclosure.id::text, disclosure.title, disclosure.due_on as "dueOn",
        unit_name_on(disclosure.unit_id, ${today}::date) as "unitName"
      from disclosure where disclosure.unit_id = any(${ids}::bigint[]) and disclosure.disclosed_on is null
        and disclosure.withdrawn_on is null
      union all
      select 'send', decision.id::text, decision.title, decision.send_due_on, unit_name_on(decision.unit_id, ${today}::date)
      from community_decision decision where decision.unit_id = any(${ids}::bigint[]) and decision.withdrawn_on is null
        and decision.outcome = 'passed' and decision.sent_on is null
      union all
      select 'recognise', decision.id::text, decision.title, decision.recognise_due_on, unit_name_on(decision.unit_id, ${today}::date)
      from community_decision decision where decision.unit_id = any(${ids}::bigint[]) and decision.withdrawn_on is null
        and decision.needs_recognition and decision.recognition is null
      union all
      select 'conclude', consultation.id::text, consultation.title, null, unit_name_on(consultation.unit_id, ${today}::date)
      from consultation where consultation.unit_id = any(${ids}::bigint[]) and consultation.withdrawn_on is null
        and consultation.published_on is not null and consultation.concluded_on is null and consultation.closes_on < ${today}::date
    ) found where found."dueOn" is null or found."dueOn" <= ${addDays(today, DAYS_AHEAD)}::date
    order by found."dueOn" nulls last, found.id limit 50`.execute(database)
  const dated = rows.map(({ what, id, title, dueOn, unitName }): Duty => {
    const { verb, note, path } = WORDS[what]
    const state = dueOn === null ? 'waiting' : dueOn < today ? 'late' : 'due'
    return { state, title: `${verb}: ${title}`, href: `${path}/${id}`, dueOn, note: `${note} – ${unitName}` }
  })
  return [...dated, ...(await lackingContents(context, communes))]
}

/** Contents of this year that have nothing at all. */
async function lackingContents(
  { database, today }: Context,
  communes: readonly { id: string; name: string }[],
): Promise<Duty[]> {
  const year = yearOf(today)
  const [contents, documents] = await Promise.all([
    contentsOfYear(database, year),
    disclosuresOfCommunes(
      database,
      communes.map(({ id }) => id),
      year,
    ),
  ])
  return communes.flatMap(({ id, name }) => {
    const own = documents.filter((each) => each.unitId === id)
    const { lacking } = summaryOf(dutyTable(contents, own, { year, today }))
    if (lacking === 0) return []
    return [
      {
        state: 'waiting' as const,
        title: `Còn ${lacking} nội dung năm ${year} chưa có văn bản công khai`,
        href: `/democracy?unitId=${id}`,
        dueOn: null,
        note: `Bảng công khai – ${name}`,
      },
    ]
  })
}

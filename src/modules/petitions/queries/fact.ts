import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { PETITION_CHANNELS, PETITION_KINDS } from '../rules/petition-kind.ts'
import { PROTECTED_TITLE } from '../rules/protected-sender.ts'
import { withinReach } from './reach.ts'

const recordPath = (id: string) => `/petitions/${id}`

const reading = {
  permission: 'petition.read',
  allows: (official: Official, today: CalendarDate) =>
    sql<SqlBool>`fact.record_id::bigint in (select petition.id from petition where ${withinReach(official, today)})`,
}

/** What a denunciation says is not told where figures open to their records. */
const title = sql`case when petition.kind_code = 'denunciation' then ${sql.lit(PROTECTED_TITLE)} else petition.title end`

/** Petitions received, on the day of receipt, for the unit that received them. */
export const petitionFact: Fact = {
  code: 'petition',
  title: 'Đơn thư đã tiếp nhận',
  time: 'event',
  source: sql`
    select petition.id::text as record_id, ${title} as title, petition.unit_id, petition.behalf_unit_id,
      petition.received_on as from_date, petition.received_on as to_date,
      petition.kind_code as kind, petition.channel_code as channel,
      case when petition.answered_on is not null then 'answered' when petition.closed_on is not null then 'ended' else 'open' end as state,
      case when petition.answered_on is null then 'unanswered' when petition.due_on is null then 'unknown'
        when petition.answered_on <= petition.due_on then 'on-time' else 'late' end as timeliness
    from petition`,
  dimensions: {
    kind: { title: 'Loại đơn', values: PETITION_KINDS },
    channel: { title: 'Nguồn đơn', values: PETITION_CHANNELS },
    state: {
      title: 'Kết quả',
      values: {
        open: 'Đang giải quyết',
        answered: 'Đã trả lời',
        ended: 'Kết thúc theo cách khác (hướng dẫn, chuyển, rút, xếp lưu…)',
      },
    },
    timeliness: {
      title: 'Thời hạn trả lời',
      values: { 'on-time': 'Đúng hạn', late: 'Quá hạn', unknown: 'Chưa xác định được hạn', unanswered: 'Chưa trả lời' },
    },
  },
  measures: {},
  reading,
  recordPath,
}

/**
 * Petitions that are open: from the day of receipt through the day before they were answered or ended in another way, so that
 * what is open at the end of one period is what the next one carries over. One that ended on its first day never was.
 */
export const openPetitionFact: Fact = {
  code: 'petition-open',
  title: 'Đơn thư đang giải quyết',
  time: 'state',
  source: sql`
    select petition.id::text as record_id, ${title} as title, petition.unit_id, petition.behalf_unit_id,
      petition.received_on as from_date, petition.ended_on - 1 as to_date, coalesce(petition.ended_on, 'infinity'::date) as until_date,
      petition.kind_code as kind, petition.channel_code as channel
    from petition where coalesce(petition.ended_on, 'infinity'::date) > petition.received_on`,
  hasUntilDate: true,
  dimensions: {
    kind: { title: 'Loại đơn', values: PETITION_KINDS },
    channel: { title: 'Nguồn đơn', values: PETITION_CHANNELS },
  },
  measures: {},
  reading,
  recordPath,
}

import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { LARGE_GROUP_FROM } from '../rules/large-group.ts'
import { MODES, RECEIVERS, SESSION_KINDS } from '../rules/session.ts'
import { VISIT_KINDS } from '../rules/visit.ts'

const reading: Fact['reading'] = {
  permission: 'reception.read',
  allows: (official, today) => sql<SqlBool>`fact.unit_id in ${unitsUnder(unitsFor(official, 'reception.read'), today)}`,
}

/**
 * Visits of the register, on the day of their session: their number are the visits (lượt), their sum the persons (người), those on the
 * first occasion the cases (vụ việc), those with a letter the petitions received (đơn). Who was refused was not received.
 * A session is no fact here: it is the activity that it stands behind.
 */
export const visitFact: Fact = {
  code: 'reception-visit',
  title: 'Lượt tiếp công dân',
  time: 'event',
  source: sql`
    select visit.id::text as record_id, 'Lượt tiếp thứ ' || visit.position || ' ngày ' || to_char(session.held_on, 'DD/MM/YYYY') as title,
      session.unit_id, null::bigint as behalf_unit_id, session.held_on as from_date, session.held_on as to_date,
      visit.kind, session.kind as session, session.receiver, session.mode,
      case when visit.first_visit_id is null then 'first' else 'again' end as occasion,
      case when visit.person_count >= ${sql.lit(LARGE_GROUP_FROM)} then 'large' else 'ordinary' end as "group",
      case when visit.petition_id is null then 'without' else 'with' end as petition,
      visit.person_count as persons
    from reception_visit visit join reception_session session on session.id = visit.session_id
    where session.withdrawn_on is null and visit.outcome is distinct from 'refused'`,
  dimensions: {
    session: { title: 'Hình thức tiếp', values: SESSION_KINDS },
    receiver: { title: 'Người tiếp', values: RECEIVERS },
    mode: { title: 'Trực tiếp hay trực tuyến', values: MODES },
    kind: { title: 'Loại việc', values: VISIT_KINDS },
    occasion: { title: 'Lần tiếp về vụ việc', values: { first: 'Lần đầu', again: 'Nhiều lần' } },
    group: { title: 'Đoàn', values: { large: 'Đoàn đông người', ordinary: 'Không phải đoàn đông người' } },
    petition: { title: 'Đơn', values: { with: 'Có đơn vào sổ', without: 'Không có đơn' } },
  },
  measures: { persons: { title: 'Số người', unit: 'người' } },
  reading,
  recordPath: (id) => `/reception/visits/${id}`,
}

/** Published reception days of leaders, on the day for which they stand in the schedule. */
export const dayFact: Fact = {
  code: 'reception-day',
  title: 'Ngày tiếp công dân theo lịch',
  time: 'event',
  source: sql`
    select day.id::text as record_id, 'Ngày tiếp công dân ' || to_char(day.planned_on, 'DD/MM/YYYY') || ': ' || day.leader_title as title,
      day.unit_id, null::bigint as behalf_unit_id, day.planned_on as from_date, day.planned_on as to_date, day.mode,
      case when session.id is not null then 'held'
        when day.planned_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date then 'missed' else 'coming' end as standing
    from reception_day day left join reception_session session on session.day_id = day.id
    where day.published_on is not null`,
  dimensions: {
    standing: {
      title: 'Tình trạng',
      values: { held: 'Đã tiếp', missed: 'Không tiếp, chưa báo lùi', coming: 'Chưa đến ngày' },
    },
    mode: { title: 'Trực tiếp hay trực tuyến', values: MODES },
  },
  measures: {},
  reading,
  recordPath: (id) => `/reception/days/${id}`,
}

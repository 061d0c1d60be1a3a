import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { ACTIVITY_KINDS } from '../rules/activity.ts'
import { DISSEMINATION_FORMS } from '../rules/activity-details.ts'
import { RECOMMENDATION_KINDS, RECOMMENDATION_STATES, TIMELINESS } from '../rules/recommendation.ts'

/** Activities that have been held, as what can be counted. */
export const activityFact: Fact = {
  code: 'activity',
  title: 'Hoạt động',
  time: 'event',
  source: sql`
    select activity.id::text as record_id, activity.title, activity.unit_id, activity.behalf_unit_id,
      activity.held_on as from_date, activity.held_on as to_date,
      activity.kind_code as kind, activity.participant_count as participants, activity.opinion_count as opinions
    from activity where activity.withdrawn_on is null`,
  dimensions: { kind: { title: 'Loại hoạt động', values: ACTIVITY_KINDS } },
  measures: {
    participants: { title: 'Số người tham dự', unit: 'người' },
    opinions: { title: 'Số ý kiến', unit: 'ý kiến' },
  },
  reading: {
    permission: 'activity.read',
    allows: (official, today) =>
      sql<SqlBool>`fact.unit_id in ${unitsUnder(unitsFor(official, 'activity.read'), today)}`,
  },
  recordPath: (id) => `/activities/${id}`,
}

/** Opinions written down one by one, as what can be counted: on the day they were raised, for the unit that heard them. */
export const opinionFact: Fact = {
  code: 'opinion',
  title: 'Ý kiến, kiến nghị của người dân',
  time: 'event',
  source: sql`
    select opinion.id::text as record_id, opinion.content as title, activity.unit_id, activity.behalf_unit_id,
      activity.held_on as from_date, activity.held_on as to_date,
      case when opinion.answered_on is null then 'waiting' else 'answered' end as state
    from opinion join activity on activity.id = opinion.activity_id where activity.withdrawn_on is null`,
  dimensions: { state: { title: 'Tình trạng', values: { waiting: 'Chưa trả lời', answered: 'Đã trả lời' } } },
  measures: {},
  reading: {
    permission: 'activity.read',
    allows: (official, today) => {
      const units = unitsUnder(unitsFor(official, 'activity.read'), today)
      return sql<SqlBool>`(fact.unit_id in ${units} or fact.record_id::bigint in (
        select opinion.id from opinion where opinion.responsible_unit_id in ${units}))`
    },
  },
  recordPath: (id) => `/opinions/${id}`,
}

/** What was made known, by the form in which: counted apart, because it reads what the other figures of activities need not. */
export const disseminationFact: Fact = {
  code: 'dissemination',
  title: 'Cuộc phổ biến, quán triệt, tuyên truyền',
  time: 'event',
  source: sql`
    select activity.id::text as record_id, activity.title, activity.unit_id, activity.behalf_unit_id,
      activity.held_on as from_date, activity.held_on as to_date,
      coalesce(activity.details ->> 'disseminationForm', 'unstated') as form, activity.participant_count as participants
    from activity where activity.withdrawn_on is null and activity.kind_code = 'dissemination'`,
  dimensions: {
    form: { title: 'Hình thức phổ biến', values: { ...DISSEMINATION_FORMS, unstated: 'Chưa ghi hình thức' } },
  },
  measures: { participants: { title: 'Số người tham dự', unit: 'người' } },
  reading: activityFact.reading,
  recordPath: activityFact.recordPath,
}

/** Recommendations and conclusions, on the day of the activity, for the unit that held it; whether one is overdue, as of today. */
export const recommendationFact: Fact = {
  code: 'recommendation',
  title: 'Kiến nghị, kết luận',
  time: 'event',
  source: sql`
    select recommendation.id::text as record_id, recommendation.content as title, activity.unit_id, activity.behalf_unit_id,
      activity.held_on as from_date, activity.held_on as to_date, recommendation.kind, recommendation.state,
      case when recommendation.state = 'closed' then 'closed'
        when recommendation.due_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date then 'overdue' else 'open' end as timeliness
    from recommendation join activity on activity.id = recommendation.activity_id where activity.withdrawn_on is null
      and recommendation.withdrawn_on is null`,
  dimensions: {
    kind: { title: 'Loại', values: RECOMMENDATION_KINDS },
    state: { title: 'Tình trạng', values: RECOMMENDATION_STATES },
    timeliness: { title: 'Thời hạn', values: TIMELINESS },
  },
  measures: {},
  reading: {
    permission: 'activity.read',
    allows: (official, today) => {
      const units = unitsUnder(unitsFor(official, 'activity.read'), today)
      return sql<SqlBool>`(fact.unit_id in ${units} or fact.record_id::bigint in (
        select recommendation.id from recommendation where recommendation.responsible_unit_id in ${units}))`
    },
  },
  recordPath: (id) => `/recommendations/${id}`,
}

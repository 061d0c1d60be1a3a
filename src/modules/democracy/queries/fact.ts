import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { DECISION_FORMS, DECISION_OUTCOMES, DECISION_SCOPES, MATTERS } from '../rules/community-decision.ts'
import { CONSULTATION_MATTERS } from '../rules/consultation.ts'
import { DISCLOSURE_STANDINGS } from '../rules/disclosure.ts'
import { INSPECTION_FORMS, INSPECTION_STANDINGS } from '../rules/inspection-board.ts'
import { MEDIATION_KINDS, MEDIATION_OUTCOMES } from '../rules/mediation.ts'

const reading: Fact['reading'] = {
  permission: 'democracy.read',
  allows: (official, today) => sql<SqlBool>`fact.unit_id in ${unitsUnder(unitsFor(official, 'democracy.read'), today)}`,
}

/** Documents that a commune had to make public, on the day of the document; the standing is `standingOf`, as of today. */
export const disclosureFact: Fact = {
  code: 'disclosure',
  title: 'Văn bản phải công khai',
  time: 'event',
  source: sql`
    select disclosure.id::text as record_id, disclosure.title, disclosure.unit_id, null::bigint as behalf_unit_id,
      disclosure.document_issued_on as from_date, disclosure.document_issued_on as to_date, disclosure.content_code as content,
      case when disclosure.disclosed_on is not null then case when disclosure.due_on is null then 'undated'
          when disclosure.disclosed_on <= disclosure.due_on then 'on-time' else 'late' end
        when disclosure.due_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date then 'overdue' else 'waiting' end as standing
    from disclosure where disclosure.withdrawn_on is null`,
  dimensions: {
    standing: { title: 'Tình trạng công khai', values: DISCLOSURE_STANDINGS },
    content: { title: 'Nội dung công khai' },
  },
  measures: {},
  reading,
  recordPath: (id) => `/democracy/disclosures/${id}`,
}

/** Consultations that were published, on their first day, with the opinions that came in. */
export const consultationFact: Fact = {
  code: 'consultation',
  title: 'Cuộc lấy ý kiến Nhân dân',
  time: 'event',
  source: sql`
    select consultation.id::text as record_id, consultation.title, consultation.unit_id, null::bigint as behalf_unit_id,
      consultation.opens_on as from_date, consultation.opens_on as to_date, consultation.matter,
      case when consultation.concluded_on is null then 'open' else 'concluded' end as standing,
      (select count(*) from consultation_opinion opinion where opinion.consultation_id = consultation.id
        and opinion.withdrawn_on is null) as opinions
    from consultation where consultation.published_on is not null and consultation.withdrawn_on is null`,
  dimensions: {
    matter: { title: 'Loại nội dung', values: CONSULTATION_MATTERS },
    standing: { title: 'Tình trạng', values: { open: 'Chưa công bố giải trình', concluded: 'Đã công bố giải trình' } },
  },
  measures: { opinions: { title: 'Số ý kiến', unit: 'ý kiến' } },
  reading,
  recordPath: (id) => `/democracy/consultations/${id}`,
}

/** Matters on which the people of an area or a commune have voted, on the day of the vote. */
export const communityDecisionFact: Fact = {
  code: 'community-decision',
  title: 'Quyết định của cộng đồng dân cư',
  time: 'event',
  source: sql`
    select decision.id::text as record_id, decision.title, decision.unit_id, null::bigint as behalf_unit_id,
      decision.decided_on as from_date, decision.decided_on as to_date,
      decision.matter, decision.form, decision.scope, decision.outcome
    from community_decision decision where decision.withdrawn_on is null`,
  dimensions: {
    matter: { title: 'Nội dung bàn, quyết định', values: MATTERS },
    form: { title: 'Hình thức biểu quyết', values: DECISION_FORMS },
    scope: { title: 'Phạm vi', values: DECISION_SCOPES },
    outcome: { title: 'Kết quả', values: DECISION_OUTCOMES },
  },
  measures: {},
  reading,
  recordPath: (id) => `/democracy/decisions/${id}`,
}

/** Mediation cases on the day they were taken on. Nothing in them says who quarrelled. */
export const mediationFact: Fact = {
  code: 'mediation',
  title: 'Vụ, việc hòa giải ở cơ sở',
  time: 'event',
  source: sql`
    select mediation.id::text as record_id, 'Vụ, việc nhận ngày ' || to_char(mediation.begun_on, 'DD/MM/YYYY') as title,
      mediation.unit_id, null::bigint as behalf_unit_id, mediation.begun_on as from_date, mediation.begun_on as to_date,
      mediation.kind, coalesce(mediation.outcome, 'open') as outcome
    from mediation_case mediation`,
  dimensions: {
    kind: { title: 'Loại việc', values: MEDIATION_KINDS },
    outcome: { title: 'Kết quả', values: { ...MEDIATION_OUTCOMES, open: 'Đang hòa giải' } },
  },
  measures: {},
  reading,
  recordPath: (id) => `/democracy/mediation/${id}`,
}

/** What People's Inspection Boards planned to watch or verify in plans that were sent, on the planned day; the standing is `inspectionStanding`. */
export const inspectionItemFact: Fact = {
  code: 'inspection-board-item',
  title: 'Nội dung giám sát, xác minh của Ban Thanh tra nhân dân',
  time: 'event',
  source: sql`
    select item.id::text as record_id, item.title, plan.unit_id, null::bigint as behalf_unit_id,
      item.planned_on as from_date, item.planned_on as to_date, item.form,
      case when item.dropped_on is not null then 'dropped' when item.held_on is not null then 'done'
        when item.planned_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date then 'overdue' else 'planned' end as standing,
      (select count(*) from inspection_board_recommendation made where made.item_id = item.id) as recommendations,
      (select count(*) from inspection_board_recommendation made where made.item_id = item.id and made.answered_on is not null) as answered
    from inspection_board_item item join inspection_board_plan plan on plan.id = item.plan_id
    where plan.sent_on is not null and plan.withdrawn_on is null and item.withdrawn_on is null`,
  dimensions: {
    form: { title: 'Cách làm', values: INSPECTION_FORMS },
    standing: { title: 'Tình trạng', values: INSPECTION_STANDINGS },
  },
  measures: {
    recommendations: { title: 'Số kiến nghị', unit: 'kiến nghị' },
    answered: { title: 'Số kiến nghị đã được trả lời', unit: 'kiến nghị' },
  },
  reading,
  recordPath: (id) => `/democracy/inspection-items/${id}`,
}

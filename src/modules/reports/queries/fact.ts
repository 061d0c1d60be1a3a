import { sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { lastGoodDayOfDuty } from './duty.ts'
import { isReached } from './reach.ts'

/** Reports that units owe, as what can be counted: on the last day on which each is in time. */
export const reportDutyFact: Fact = {
  code: 'report-duty',
  title: 'Báo cáo phải gửi',
  time: 'event',
  source: sql`
    select duty.request_id || '.' || duty.unit_id as record_id, type.title || ' – ' || request.period_title as title, duty.unit_id,
      null::bigint as behalf_unit_id, ${lastGoodDayOfDuty} as from_date, ${lastGoodDayOfDuty} as to_date,
      request.type_code as type,
      case when report.first_submitted_on is null then 'missing'
        when report.first_submitted_on <= ${lastGoodDayOfDuty} then 'on-time' else 'late' end as timeliness
    from report_duty duty
    join report_request request on request.id = duty.request_id
    join report_type_definition type on type.code = request.type_code and type.number = request.type_version
    left join report on report.unit_id = duty.unit_id and report.type_code = request.type_code
      and report.period_code = request.period_code`,
  dimensions: {
    type: { title: 'Loại báo cáo' },
    timeliness: {
      title: 'Thời hạn gửi',
      values: { 'on-time': 'Gửi đúng hạn', late: 'Gửi chậm', missing: 'Chưa gửi' },
    },
  },
  measures: {},
  reading: {
    permission: 'report.read',
    allows: (official, today) => isReached('fact.unit_id', official, 'report.read', today),
  },
  recordPath: (id) => {
    const [requestId, unitId] = id.split('.')
    return `/reports/requests/${requestId}?unit=${unitId}`
  },
}

import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/**
 * Reports of periods that end after the old unit, as long as they have not been sent: the duty and what was written so far. One that
 * was sent stands as it was signed.
 */
export const reportMoves: readonly UnitMove[] = [
  {
    title: 'Báo cáo phải gửi',
    table: 'report_duty',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`exists (
      select from report_request request
      left join report on report.unit_id = record.unit_id and report.type_code = request.type_code
        and report.period_code = request.period_code
      where request.id = record.request_id and request.period_to >= ${effectiveOn}::date
        and coalesce(record.last_good_day, request.last_good_day) >= ${effectiveOn}::date and coalesce(report.state, 'draft') in ('draft', 'returned', 'reopened'))`,
    label: sql`(select 'Báo cáo ' || request.period_title from report_request request where request.id = record.request_id)`,
    uniqueWith: ['request_id'],
  },
  {
    title: 'Báo cáo đang soạn',
    table: 'report',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql`record.state in ('draft', 'returned', 'reopened') and record.period_to >= ${effectiveOn}::date`,
    label: sql`'Báo cáo ' || record.period_title`,
    uniqueWith: ['type_code', 'period_code'],
    hasVersion: true,
  },
]

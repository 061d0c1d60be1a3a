import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

const label = sql<string>`'Hoạt động ngày ' || to_char(record.held_on, 'DD/MM/YYYY')`

/** Activities entered late under a unit that was gone, and opinions that still wait for their answer. */
export const activityMoves: readonly UnitMove[] = [
  {
    title: 'Hoạt động ghi từ ngày hiệu lực trở đi',
    table: 'activity',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.held_on >= ${effectiveOn}::date`,
    label,
    hasVersion: true,
  },
  {
    title: 'Hoạt động làm thay từ ngày hiệu lực trở đi',
    table: 'activity',
    unitColumn: 'behalf_unit_id',
    follows: (effectiveOn) => sql`record.held_on >= ${effectiveOn}::date`,
    label,
    hasVersion: true,
  },
  {
    title: 'Ý kiến, kiến nghị chờ trả lời',
    table: 'opinion',
    unitColumn: 'responsible_unit_id',
    follows: () => sql`record.answered_on is null`,
    label: sql`'Ý kiến nêu ngày ' || (select to_char(activity.held_on, 'DD/MM/YYYY') from activity where activity.id = record.activity_id)`,
  },
  {
    title: 'Hoạt động đang chuẩn bị',
    table: 'planned_activity',
    unitColumn: 'unit_id',
    follows: () => sql`record.activity_id is null and record.cancelled_on is null`,
    label: sql`'Hoạt động dự kiến ngày ' || to_char(record.planned_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Giấy mời dự hoạt động sắp tổ chức',
    table: 'planned_activity_invitation',
    unitColumn: 'unit_id',
    follows: () => sql`exists (select from planned_activity planned where planned.id = record.planned_activity_id
      and planned.activity_id is null and planned.cancelled_on is null)`,
    label: sql`'Giấy mời dự hoạt động ngày ' || (select to_char(planned.planned_on, 'DD/MM/YYYY')
      from planned_activity planned where planned.id = record.planned_activity_id)`,
    uniqueWith: ['planned_activity_id'],
  },
  {
    title: 'Kiến nghị, kết luận chưa kết thúc theo dõi',
    table: 'recommendation',
    unitColumn: 'responsible_unit_id',
    follows: () => sql`record.state <> 'closed' and record.withdrawn_on is null`,
    label: sql`'Kiến nghị, kết luận ngày ' || (select to_char(activity.held_on, 'DD/MM/YYYY') from activity where activity.id = record.activity_id)`,
    hasVersion: true,
  },
]

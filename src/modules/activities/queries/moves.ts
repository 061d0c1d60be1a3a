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
]

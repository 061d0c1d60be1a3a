import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/**
 * Tasks not yet done and those given after the old unit was gone, plans without a paper in the register, and who follows a plan.
 * A plan that was issued by a paper stays with the body whose number it bears.
 */
export const planMoves: readonly UnitMove[] = [
  {
    title: 'Nhiệm vụ chưa hoàn thành, hoặc giao từ ngày hiệu lực',
    table: 'task_assignment',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql`record.state in ('assigned', 'in-progress', 'refused') or record.assigned_on >= ${effectiveOn}::date`,
    label: sql`'Nhiệm vụ hạn ' || (select to_char(task.last_good_day, 'DD/MM/YYYY') from task where task.id = record.task_id)`,
    uniqueWith: ['task_id'],
    hasVersion: true,
  },
  {
    title: 'Kế hoạch đang soạn hoặc ban hành từ ngày hiệu lực trở đi',
    table: 'plan',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql`record.document_id is null and record.withdrawn_on is null and coalesce(record.issued_on, 'infinity') >= ${effectiveOn}::date`,
    label: sql`'Kế hoạch năm ' || record.year`,
    hasVersion: true,
  },
  {
    title: 'Kế hoạch do đơn vị theo dõi, đôn đốc',
    table: 'plan',
    unitColumn: 'following_unit_id',
    follows: (effectiveOn) =>
      sql`record.withdrawn_on is null and record.year >= extract(year from ${effectiveOn}::date)`,
    label: sql`'Kế hoạch năm ' || record.year`,
    hasVersion: true,
  },
]

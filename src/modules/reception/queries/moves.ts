import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** Days that are still to come and sessions entered late under a unit that was gone; tasks of conclusions that are not done. */
export const receptionMoves: readonly UnitMove[] = [
  {
    title: 'Ngày tiếp công dân từ ngày hiệu lực trở đi',
    table: 'reception_day',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.planned_on >= ${effectiveOn}::date`,
    label: sql`'Ngày tiếp công dân ' || to_char(record.planned_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Buổi tiếp công dân ghi từ ngày hiệu lực trở đi',
    table: 'reception_session',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.held_on >= ${effectiveOn}::date`,
    label: sql`'Buổi tiếp công dân ngày ' || to_char(record.held_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Việc theo kết luận tiếp công dân chưa xong',
    table: 'reception_conclusion_item',
    unitColumn: 'responsible_unit_id',
    follows: () => sql`record.done_on is null`,
    label: sql`'Việc theo kết luận tiếp công dân, hạn ' || to_char(record.due_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
]

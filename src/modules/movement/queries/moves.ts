import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** What was registered or opened under a unit that was gone. What was registered before counts where it was registered. */
export const movementMoves: readonly UnitMove[] = [
  {
    title: 'Mô hình “Dân vận khéo” đăng ký từ ngày hiệu lực trở đi',
    table: 'movement_model',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.registered_on >= ${effectiveOn}::date`,
    label: sql`'Mô hình đăng ký ngày ' || to_char(record.registered_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Cuộc thi phát động từ ngày hiệu lực trở đi',
    table: 'contest',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.opened_on >= ${effectiveOn}::date`,
    label: sql`'Cuộc thi phát động ngày ' || to_char(record.opened_on, 'DD/MM/YYYY')`,
  },
]

import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** A request that still waits for its answer goes on with the heir; its day of receipt and its last day stay. */
export const dataRequestMoves: readonly UnitMove[] = [
  {
    title: 'Yêu cầu về dữ liệu cá nhân chưa trả lời, hoặc nhận từ ngày hiệu lực',
    table: 'data_request',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.answered_on is null or record.received_on >= ${effectiveOn}::date`,
    label: sql`'Yêu cầu về dữ liệu cá nhân nhận ngày ' || to_char(record.received_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
]

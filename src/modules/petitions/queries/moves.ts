import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/**
 * Petitions that are still open, and those that came in under a unit that was gone, go on with the heir. Who received one, its
 * number, its day of receipt and its limit stay; figures count it where it was received.
 */
export const petitionMoves: readonly UnitMove[] = [
  {
    title: 'Đơn thư đang giải quyết, hoặc nhận từ ngày hiệu lực',
    table: 'petition',
    unitColumn: 'handling_unit_id',
    follows: (effectiveOn) => sql`record.ended_on is null or record.received_on >= ${effectiveOn}::date`,
    label: sql`'Đơn số ' || record.number || '/' || record.year || ', nhận ngày ' || to_char(record.received_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Đơn gửi trực tuyến chờ kiểm tra',
    table: 'submission',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.state = 'waiting' or record.sent_on >= ${effectiveOn}::date`,
    label: sql`'Đơn gửi trực tuyến ngày ' || to_char(record.sent_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Mẫu trả lời đơn',
    table: 'reply_template',
    unitColumn: 'unit_id',
    follows: () => sql`record.retired_on is null`,
    label: sql`'Mẫu trả lời ' || record.id`,
    hasVersion: true,
  },
]

import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** A register is closed with its unit and is not rewritten; the heir numbers its own documents from 1. */
export const documentMoves: readonly UnitMove[] = [
  {
    title: 'Văn bản đến chưa xử lý xong',
    table: 'document',
    unitColumn: 'unit_id',
    follows: () => sql`record.due_on is not null and record.handled_on is null and record.withdrawn_on is null`,
    label: sql`'Văn bản đến số ' || coalesce(record.arrival_number, record.number)`,
    stays: 'sổ văn bản giữ nguyên ở đơn vị cũ; đơn vị kế thừa xem và xử lý tiếp tại đó, văn bản mới đánh số lại từ đầu',
  },
]

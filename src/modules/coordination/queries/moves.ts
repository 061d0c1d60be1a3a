import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** Who takes over a body takes over what it has signed and what still binds. The paper stays counted where it was drafted. */
export const coordinationMoves: readonly UnitMove[] = [
  {
    title: 'Việc phối hợp còn thời hạn',
    table: 'coordination_party',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`exists (select from coordination where coordination.id = record.coordination_id
      and coordination.withdrawn_on is null and coalesce(coordination.ends_on, 'infinity') >= ${effectiveOn}::date)`,
    label: sql`'Phối hợp từ ngày ' || (select to_char(coordination.starts_on, 'DD/MM/YYYY') from coordination where coordination.id = record.coordination_id)`,
    uniqueWith: ['coordination_id'],
  },
]

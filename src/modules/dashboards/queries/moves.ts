import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** A table that is shared with a unit is shared with its heir: the people who work with it are there now. */
export const sharedViewMove: UnitMove = {
  title: 'Bảng số liệu chia sẻ với đơn vị',
  table: 'dashboard_view',
  unitColumn: 'shared_unit_id',
  follows: () => sql`true`,
  // Its name is for those with whom it is shared.
  label: sql`'Bảng số ' || record.id`,
  hasVersion: true,
}

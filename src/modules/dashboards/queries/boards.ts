import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Board, CHART_KINDS, type ChartKind } from '../rules/board.ts'
import { LEVELS, type Level } from '../rules/pivot.ts'
import './tables.ts'

const Charts = z.array(
  z.object({
    kind: z.enum(Object.keys(CHART_KINDS) as [ChartKind, ...ChartKind[]]),
    title: z.string(),
    indicators: z.array(z.string()),
    level: z.enum(Object.keys(LEVELS) as [Level, ...Level[]]).optional(),
  }),
)

export type BoardWithRole = Board & { roleTitle: string | null; changedAt: Date; changedBy: string | null }

/** All dashboards, that for everybody first, then in the order of the roles. */
export async function boards(database: Database): Promise<BoardWithRole[]> {
  const rows = await database
    .selectFrom('dashboard')
    .leftJoin('role', 'role.code', 'dashboard.role_code')
    .leftJoin('account', 'account.id', 'dashboard.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'dashboard.id',
      'dashboard.role_code as roleCode',
      'dashboard.title',
      'dashboard.charts',
      'dashboard.version',
      'dashboard.changed_at as changedAt',
      'role.title as roleTitle',
      'person.full_name as changedBy',
    ])
    .orderBy(sql`dashboard.role_code is not null`)
    .orderBy('role.position')
    .orderBy('dashboard.id')
    .execute()
  return rows.map((row) => ({ ...row, charts: Charts.parse(row.charts) }))
}

/** One of them. Refuses `dashboards.no-such-board`. */
export async function boardById(database: Database, id: string): Promise<BoardWithRole> {
  const found = (await boards(database)).find((board) => board.id === id)
  if (!found) throw new Refusal('not-found', 'dashboards.no-such-board', 'Không có bảng theo dõi này.')
  return found
}

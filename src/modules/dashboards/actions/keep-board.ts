import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { boardById } from '../queries/boards.ts'
import { type ChartDefinition, MOST_CHARTS, MOST_INDICATORS_OF } from '../rules/board.ts'
import '../queries/tables.ts'

type Change = { boardId: string; version: string | null }

/**
 * Puts a chart at a place of a dashboard, from 1; a chart that stood elsewhere (`from`) is moved there. Refuses
 * `dashboards.no-such-board`, `dashboards.too-many-charts`, `dashboards.no-indicator`, and stale edits.
 */
export async function placeChart(
  transaction: Database,
  official: Official,
  { boardId, version }: Change,
  { chart, place, from }: { chart: ChartDefinition; place: number; from: number | null },
): Promise<void> {
  const board = await boardById(transaction, boardId)
  refuseStaleEdit(version, board, () => ({}))
  const most = MOST_INDICATORS_OF[chart.kind]
  if (most > 0 && chart.indicators.length === 0) {
    const message = 'Hãy chọn ít nhất một chỉ tiêu cho kiểu này.'
    throw new Refusal('invalid', 'dashboards.no-indicator', message, { indicator1: message })
  }
  const others = board.charts.filter((_, index) => index + 1 !== from)
  if (others.length >= MOST_CHARTS) {
    const message = `Bảng đã có ${MOST_CHARTS} phần, nhiều hơn thì không ai xem hết. Hãy bớt một phần trước; chưa lưu gì.`
    throw new Refusal('conflict', 'dashboards.too-many-charts', message)
  }
  const kept = { ...chart, indicators: chart.indicators.slice(0, most) }
  await keep(transaction, official, board, [...others.slice(0, place - 1), kept, ...others.slice(place - 1)])
}

/** Takes a chart away from a dashboard. Refuses `dashboards.no-such-board` and stale edits. */
export async function removeChart(
  transaction: Database,
  official: Official,
  { boardId, version }: Change,
  place: number,
): Promise<void> {
  const board = await boardById(transaction, boardId)
  refuseStaleEdit(version, board, () => ({}))
  const charts = board.charts.filter((_, index) => index + 1 !== place)
  await keep(transaction, official, board, charts)
}

async function keep(
  transaction: Database,
  official: Official,
  board: { id: string; title: string; charts: readonly ChartDefinition[] },
  charts: readonly ChartDefinition[],
): Promise<void> {
  await transaction
    .updateTable('dashboard')
    .set({
      charts: JSON.stringify(charts),
      version: sql<number>`version + 1`,
      changed_at: sql<Date>`now()`,
      changed_by_account_id: official.accountId,
    })
    .where('id', '=', board.id)
    .execute()
  await recordChange(transaction, {
    official,
    action: 'dashboards.board-changed',
    subject: { kind: 'dashboard', id: board.id },
    unitId: postFor(official, 'dashboard.manage')?.unitId ?? null,
    summary: `Sửa “${board.title}”`,
    before: { charts: board.charts },
    after: { charts },
  })
}

import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type PlanRecord, planById } from '../queries/plans.ts'

/**
 * The plan, locked, for somebody who may do this with it: write it, or give its tasks.
 * Refuses `plan.no-such-plan`, `plan.not-yours` and `plan.withdrawn`.
 */
export async function planForChange(
  transaction: Database,
  official: Official,
  { id, may, today }: { id: string; may: 'write' | 'assign'; today: CalendarDate },
): Promise<PlanRecord> {
  await sql`select from plan where id = ${id} for update`.execute(transaction)
  const plan = await planById(transaction, official, id, today)
  if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
  if (plan.withdrawnOn !== null) {
    throw new Refusal(
      'conflict',
      'plan.withdrawn',
      `Kế hoạch đã được rút ngày ${formatCalendarDate(plan.withdrawnOn)} nên không sửa được nữa.`,
    )
  }
  if (may === 'write' ? plan.mayWrite : plan.mayAssign) return plan
  throw new Refusal(
    'not-allowed',
    'plan.not-yours',
    may === 'write'
      ? 'Bạn không được sửa kế hoạch của đơn vị này.'
      : 'Bạn không được giao nhiệm vụ trong kế hoạch của đơn vị này.',
  )
}

/** Throws StaleEdit when the record was saved since the person opened it; `version` is the one they saw. */
export function refuseStale(
  version: string | null,
  current: { version: number; changedBy: string | null; changedAt: Date },
  values: () => Readonly<Record<string, string | string[]>>,
): void {
  if (version === null || Number(version) === current.version) return
  throw new StaleEdit({
    version: String(current.version),
    values: values(),
    changedBy: current.changedBy ?? 'Hệ thống',
    changedAt: current.changedAt,
  })
}

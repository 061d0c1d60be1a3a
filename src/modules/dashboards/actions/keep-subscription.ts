import { randomBytes } from 'node:crypto'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { openSubscription } from '../queries/subscriptions.ts'
import { viewById } from '../queries/views.ts'
import type { EndReason, Rhythm } from '../rules/subscription.ts'
import '../queries/tables.ts'

const TOKEN_IN_BYTES = 24

/**
 * Has the figures of a view sent to the official, or no more with a rhythm of null. Subscribed again, the next mail comes at the
 * beginning of the next week or month. Refuses `dashboards.no-such-view`.
 */
export async function subscribe(
  transaction: Database,
  official: Official,
  { viewId, rhythm, today }: { viewId: string; rhythm: Rhythm | null; today: CalendarDate },
): Promise<void> {
  const view = await viewById(transaction, { official, today }, viewId)
  if (view.rhythm === rhythm) return
  if (rhythm === null) {
    await end(transaction, { viewId, accountId: official.accountId }, { today, because: 'unsubscribed' })
  } else {
    const began = { rhythm, subscribed_on: today, last_sent_on: null, ended_on: null, ended_because: null }
    await transaction
      .insertInto('dashboard_subscription')
      .values({
        view_id: viewId,
        account_id: official.accountId,
        token: randomBytes(TOKEN_IN_BYTES).toString('base64url'),
        ...began,
      })
      .onConflict((conflict) => conflict.columns(['view_id', 'account_id']).doUpdateSet(began))
      .execute()
  }
  await recordChange(transaction, {
    official,
    action: rhythm === null ? 'dashboards.unsubscribed' : 'dashboards.subscribed',
    subject: { kind: 'dashboard-view', id: viewId },
    unitId: postFor(official, 'figure.read')?.unitId ?? null,
    summary: rhythm === null ? 'Thôi nhận thư về một bảng số liệu' : 'Nhận thư định kỳ về một bảng số liệu',
  })
}

/** Ends the subscription whose token came in a mail; nothing happens for one that has ended already. */
export async function unsubscribeByToken(transaction: Database, token: string, today: CalendarDate): Promise<void> {
  const found = await openSubscription(transaction, token)
  if (found) await endSubscription(transaction, found.id, { today, because: 'unsubscribed' })
}

type Ending = { today: CalendarDate; because: EndReason }

/** Ends one subscription, saying why. */
export async function endSubscription(transaction: Database, id: string, { today, because }: Ending): Promise<void> {
  await transaction
    .updateTable('dashboard_subscription')
    .set({ ended_on: today, ended_because: because })
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .execute()
}

async function end(
  transaction: Database,
  { viewId, accountId }: { viewId: string; accountId: string },
  { today, because }: Ending,
): Promise<void> {
  await transaction
    .updateTable('dashboard_subscription')
    .set({ ended_on: today, ended_because: because })
    .where('view_id', '=', viewId)
    .where('account_id', '=', accountId)
    .where('ended_on', 'is', null)
    .execute()
}

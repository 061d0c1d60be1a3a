import type { Database } from '../../../platform/database/database.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { problemInWords } from '../../../platform/jobs/problem-in-words.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addressOf, officialOfAccount } from '../../identity/index.ts'
import { pivotTable } from '../queries/pivot-table.ts'
import { openSubscriptions } from '../queries/subscriptions.ts'
import { type SavedView, viewById } from '../queries/views.ts'
import { figuresMail } from '../rules/figures-mail.ts'
import { MOST_CELLS_ON_PAGE } from '../rules/pivot.ts'
import { isDue } from '../rules/subscription.ts'
import { endSubscription } from './keep-subscription.ts'
import '../queries/tables.ts'

export type Sending = { now: Date; today: CalendarDate; publicUrl: string }
type Subscription = Awaited<ReturnType<typeof openSubscriptions>>[number]

/**
 * Sends what is due today, each with the figures of this day in the reach that the subscriber has on it. A subscription ends when its
 * account can see figures no more, or the view is shared with it no more. What goes wrong with one keeps no other from its mail.
 * Refuses `dashboards.some-not-sent`, so that it is tried again: who has theirs gets none twice.
 */
export async function sendFigures(database: Database, facts: readonly Fact[], sending: Sending): Promise<void> {
  const open = await openSubscriptions(database)
  const problems: string[] = []
  for (const subscription of open) {
    try {
      await sendOne(database, facts, subscription, sending)
    } catch (error) {
      problems.push(problemInWords(error))
    }
  }
  if (problems.length > 0)
    throw new Refusal(
      'conflict',
      'dashboards.some-not-sent',
      `Chưa gửi được ${problems.length} trong ${open.length} bảng số liệu định kỳ; các bảng khác đã xong. Nguyên nhân đầu tiên: ${problems[0]}`,
    )
}

async function sendOne(
  database: Database,
  facts: readonly Fact[],
  { id, viewId, accountId }: Subscription,
  { now, today, publicUrl }: Sending,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    // Of two runs the second waits for the first, and then finds nothing due.
    const held = await transaction
      .selectFrom('dashboard_subscription')
      .select(['rhythm', 'token', 'subscribed_on as subscribedOn', 'last_sent_on as lastSentOn'])
      .where('id', '=', id)
      .where('ended_on', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!held) return
    const official = await officialOfAccount(transaction, accountId, today)
    if (!official || !may(official, 'figure.read')) {
      return endSubscription(transaction, id, { today, because: 'no-post' })
    }
    const view = await stillShared(transaction, official, viewId, today)
    if (!view) return endSubscription(transaction, id, { today, because: 'not-shared' })
    const { email } = await addressOf(transaction, accountId, now)
    if (!isDue(held, today) || email === null) return
    const asked = { today, mostCells: MOST_CELLS_ON_PAGE }
    const table = await pivotTable(transaction, facts, official, view.question, asked)
    const mail = figuresMail(
      {
        title: view.title,
        unitName: table.unit.name,
        spanTitle: table.span.title,
        rows: table.rows.map(({ text }) => text),
        columns: table.columns.map(({ text }) => text),
        values: table.cells.map((line) => line.map(({ value }) => value)),
      },
      {
        today,
        link: `${publicUrl}/dashboards/views/${viewId}`,
        endLink: `${publicUrl}/public/subscriptions/${held.token}`,
      },
    )
    await queueMail(transaction, { publicUrl, now }, { accountId, purpose: 'figures', recipient: email, ...mail })
    await transaction.updateTable('dashboard_subscription').set({ last_sent_on: today }).where('id', '=', id).execute()
  })
}

async function stillShared(
  transaction: Database,
  official: Official,
  viewId: string,
  today: CalendarDate,
): Promise<SavedView | null> {
  try {
    return await viewById(transaction, { official, today }, viewId)
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.kind === 'not-found') return null
    throw refusal
  }
}

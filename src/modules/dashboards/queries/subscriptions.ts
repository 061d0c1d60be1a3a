import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** A subscription as the mail names it; undefined for a token that is none, or of a subscription that has ended. */
export function openSubscription(database: Database, token: string) {
  return database
    .selectFrom('dashboard_subscription as subscription')
    .innerJoin('dashboard_view as view', 'view.id', 'subscription.view_id')
    .select(['subscription.id', 'subscription.rhythm', 'view.title'])
    .where('subscription.token', '=', token)
    .where('subscription.ended_on', 'is', null)
    .executeTakeFirst()
}

/** All that have not ended, in the order in which they were made. */
export function openSubscriptions(database: Database) {
  return database
    .selectFrom('dashboard_subscription')
    .select([
      'id',
      'view_id as viewId',
      'account_id as accountId',
      'rhythm',
      'subscribed_on as subscribedOn',
      'last_sent_on as lastSentOn',
    ])
    .where('ended_on', 'is', null)
    .orderBy('id')
    .execute()
}

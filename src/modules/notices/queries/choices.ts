import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Digest } from '../rules/digest.ts'
import { type Choices, USUAL_CHOICES } from '../rules/notice.ts'
import './tables.ts'

export type ReaderChoices = {
  choices: Choices
  digest: Digest
  digestHour: number
  lastDigestOn: CalendarDate | null
  lastLookedAt: Date | null
}

/** How a person wants to hear of things; the usual where they have chosen nothing. */
export async function choicesOf(database: Database, accountId: string): Promise<ReaderChoices> {
  const [reader, chosen] = await Promise.all([
    database
      .selectFrom('notice_reader')
      .select([
        'digest',
        'digest_hour as digestHour',
        'last_digest_on as lastDigestOn',
        'last_looked_at as lastLookedAt',
      ])
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
    database.selectFrom('notice_choice').select(['kind', 'channel']).where('account_id', '=', accountId).execute(),
  ])
  const choices = { ...USUAL_CHOICES, ...Object.fromEntries(chosen.map(({ kind, channel }) => [kind, channel])) }
  return { ...(reader ?? { digest: 'daily', digestHour: 7, lastDigestOn: null, lastLookedAt: null }), choices }
}

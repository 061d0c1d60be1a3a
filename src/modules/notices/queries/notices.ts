import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import './tables.ts'

export const NOTICES_PER_PAGE = 50
/** The head of the page shows “hơn 99”: nothing beyond needs counting. */
const MOST_COUNTED = 100

/** How many notices the official has not read; at most 100 are counted. */
export async function unreadNotices(database: Database, { accountId }: Official): Promise<number> {
  const { count } = await database
    .selectFrom(unread(database, accountId).select('id').limit(MOST_COUNTED).as('some'))
    .select((of) => of.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const unread = (database: Database, accountId: string) =>
  database
    .selectFrom('notice')
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .where('is_shown', '=', true)

/** One page of the official's own notices, newest first, with how many there are in all. */
export async function noticesOf(
  database: Database,
  { accountId }: Official,
  { all, after }: { all: boolean; after?: string | undefined },
) {
  const own = database
    .selectFrom('notice')
    .where('account_id', '=', accountId)
    .where('is_shown', '=', true)
    .$if(!all, (query) => query.where('read_at', 'is', null))
  const [rows, counted] = await Promise.all([
    own
      .select(['id', 'kind', 'module', 'duty_key as key', 'due_on as dueOn', 'made_at as madeAt', 'read_at as readAt'])
      .$if(after !== undefined && /^\d{1,18}$/.test(after), (query) => query.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(NOTICES_PER_PAGE + 1)
      .execute(),
    own.select((of) => of.fn.countAll<string>().as('count')).executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, NOTICES_PER_PAGE)
  return {
    rows: page,
    total: Number(counted.count),
    next: rows.length > NOTICES_PER_PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

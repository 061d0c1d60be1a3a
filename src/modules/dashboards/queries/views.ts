import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { keptQuestion } from './kept-question.ts'
import './tables.ts'

type Reader = { official: Official; today: CalendarDate }

/** What the reader made, and what was shared with a unit in which the reader holds a post that may see figures. */
function isTheirs({ official, today }: Reader) {
  const units = ownUnitsFor(official, 'figure.read')
  return sql<SqlBool>`(view.account_id = ${official.accountId}
    or view.shared_with = 'unit' and view.shared_unit_id = any(${units}::bigint[])
    or view.shared_with = 'below' and exists (
      select from units_under(array[view.shared_unit_id], ${today}::date) below where below.unit_id = any(${units}::bigint[])))`
}

function known(database: Database, { official, today }: Reader) {
  return database
    .selectFrom('dashboard_view as view')
    .innerJoin('account', 'account.id', 'view.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('dashboard_subscription as subscription', (join) =>
      join
        .onRef('subscription.view_id', '=', 'view.id')
        .on('subscription.account_id', '=', official.accountId)
        .on('subscription.ended_on', 'is', null),
    )
    .select([
      'view.id',
      'view.title',
      'view.question',
      'view.shared_with as sharedWith',
      'view.shared_unit_id as sharedUnitId',
      'view.link_token as linkToken',
      'view.version',
      'view.changed_at as changedAt',
      'view.illustration',
      'person.full_name as ownerName',
      'subscription.rhythm',
      'subscription.last_sent_on as lastSentOn',
      sql<string | null>`unit_name_on(view.shared_unit_id, ${today}::date)`.as('sharedUnitName'),
      sql<boolean>`view.account_id = ${official.accountId}`.as('isOwn'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof known>['executeTakeFirstOrThrow']>>
export type SavedView = Omit<Row, 'question'> & { question: ReturnType<typeof keptQuestion> }

const read = (row: Row): SavedView => ({ ...row, question: keptQuestion(row.question) })

/** More than one person keeps or is given; told when there are more. */
export const MOST_VIEWS = 200

/** The reader's own views, then those shared with them, the newest first; and how many there are in all. */
export async function viewsOf(database: Database, reader: Reader): Promise<{ rows: SavedView[]; total: number }> {
  const [rows, counted] = await Promise.all([
    known(database, reader)
      .where(isTheirs(reader))
      .orderBy(sql`view.account_id = ${reader.official.accountId}`, 'desc')
      .orderBy('view.id', 'desc')
      .limit(MOST_VIEWS)
      .execute(),
    database
      .selectFrom('dashboard_view as view')
      .select((of) => of.fn.countAll<string>().as('count'))
      .where(isTheirs(reader))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(read), total: Number(counted.count) }
}

/** One view that the reader made or that was shared with them. Refuses `dashboards.no-such-view`. */
export async function viewById(database: Database, reader: Reader, id: string): Promise<SavedView> {
  const found = await known(database, reader).where('view.id', '=', id).where(isTheirs(reader)).executeTakeFirst()
  if (!found) throw noSuchView()
  return read(found)
}

/** The same for its owner alone, who changes and shares it. */
export async function ownView(database: Database, reader: Reader, id: string): Promise<SavedView> {
  const found = await viewById(database, reader, id)
  if (!found.isOwn) throw noSuchView()
  return found
}

/** One view by its link, for whoever has signed in and knows it. Refuses `dashboards.no-such-view`. */
export async function viewByLink(database: Database, reader: Reader, linkToken: string): Promise<SavedView> {
  const found = await known(database, reader).where('view.link_token', '=', linkToken).executeTakeFirst()
  if (!found) throw noSuchView()
  return read(found)
}

export function noSuchView(): Refusal {
  return new Refusal(
    'not-found',
    'dashboards.no-such-view',
    'Không có bảng này, hoặc người lưu không còn chia sẻ với bạn.',
  )
}

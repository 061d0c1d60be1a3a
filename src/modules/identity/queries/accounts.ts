import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import './tables.ts'

export const ACCOUNTS_PER_PAGE = 50

export type AccountFilter = {
  /** Words in the user name or the person's name; accents don't matter. */
  words?: string | undefined
  state?: 'open' | 'closed' | undefined
  /** Where the page before ended: its last user name. */
  after?: string | undefined
}

/** A post as the list of accounts shows it. */
export type PostOfAccount = { title: string; unitName: string; roleTitle: string | null }

/** The accounts of people within the official's reach, by user name, one page of 50 with the cursor of the next. */
export async function accounts(database: Database, official: Official, filter: AccountFilter, today: CalendarDate) {
  let query = manageable(database, official, today)
    .orderBy('account.user_name')
    .limit(ACCOUNTS_PER_PAGE + 1)
  for (const word of (filter.words ?? '').trim().split(/\s+/).slice(0, 8)) {
    const pattern = sql`'%' || searchable(${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}) || '%'`
    query = query.where(
      sql<SqlBool>`(account.user_name like ${pattern} or searchable(person.full_name) like ${pattern})`,
    )
  }
  if (filter.state) query = query.where('account.disabled_at', filter.state === 'open' ? 'is' : 'is not', null)
  if (filter.after) query = query.where('account.user_name', '>', filter.after)
  const rows = await query.execute()
  const page = rows.slice(0, ACCOUNTS_PER_PAGE)
  return { rows: page, next: rows.length > ACCOUNTS_PER_PAGE ? (page.at(-1)?.userName ?? null) : null }
}

/** One account; undefined when there is none within this official's reach. */
export function accountById(database: Database, official: Official, id: string, today: CalendarDate) {
  return manageable(database, official, today).where('account.id', '=', id).executeTakeFirst()
}

/** The account of a person; undefined when the person has none. */
export function accountOfPerson(database: Database, personId: string) {
  return database
    .selectFrom('account')
    .select(['id', 'user_name as userName'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/** A person for whom the official may keep an account. */
export function personToHaveAccount(database: Database, official: Official, personId: string, today: CalendarDate) {
  return database
    .selectFrom('person')
    .select(['person.id', 'person.full_name as fullName'])
    .where('person.id', '=', personId)
    .where(worksWithin(official, today))
    .executeTakeFirst()
}

function manageable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'account.id',
      'account.user_name as userName',
      'account.person_id as personId',
      'account.disabled_at as disabledAt',
      'account.created_at as createdAt',
      'person.full_name as fullName',
      sql<boolean>`account.password_digest is not null`.as('hasPassword'),
      sql<PostOfAccount[]>`(
        select coalesce(json_agg(json_build_object('title', post.title, 'unitName', unit_name_on(post.unit_id, ${today}::date),
          'roleTitle', role.title) order by post.position, post.id), '[]')
        from post left join role on role.code = post.role_code
        where post.person_id = person.id
          and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity'))`.as('posts'),
    ])
    .where(worksWithin(official, today))
}

/** Holds or held a post where the official keeps accounts. */
function worksWithin(official: Official, today: CalendarDate) {
  return sql<SqlBool>`exists (select from post where post.person_id = person.id and post.unit_id in
    (select unit_id from units_placed_under(${unitsFor(official, 'account.manage')}::bigint[], ${today}::date)))`
}

/** True when the account has a password; one whose person comes only through the identity provider has none. */
export async function hasPassword(database: Database, accountId: string): Promise<boolean> {
  const found = await database
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('password_digest', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether the account belongs to somebody who holds or held a post below these units. */
export function accountIsWithin(accountId: RawBuilder<string>, roots: readonly string[], today: CalendarDate) {
  return sql<SqlBool>`exists (select from account join post on post.person_id = account.person_id
    where account.id::text = ${accountId}
      and post.unit_id in (select unit_id from units_placed_under(${[...roots]}::bigint[], ${today}::date)))`
}

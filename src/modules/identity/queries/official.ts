import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { keptStatement, type Placed, type Places } from '../../../platform/database/kept-statement.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official, PostHeld } from '../../../vocabulary/official.ts'
import './tables.ts'

/**
 * The official behind an account with the posts held on the day and the permissions that follow from them, the post with the
 * highest place first; then, as posts of their own, the rights delegated to them for the day, as far as the one who delegated
 * still holds them. Null when the account is closed or unknown.
 */
export async function officialOfAccount(
  database: Database,
  accountId: string,
  today: CalendarDate,
): Promise<Official | null> {
  const [found] = await behindAccount(database, { accountId, today })
  return found ? officialIn(found) : null
}

const behindAccount = keptStatement(
  (_, { accountId, today }: Places<{ accountId: string; today: CalendarDate }>) =>
    sql<OfficialRow>`select ${columnsOfOfficial(today)} from account join person on person.id = account.person_id
      where account.id = ${accountId} and account.disabled_at is null`,
)

export type OfficialRow = {
  account_id: string
  user_name: string
  person_id: string
  full_name: string
  posts: PostHeld[] | null
}

/** What is asked of the `account` and the `person` of an official, for a statement that finds them in its own way. */
export function columnsOfOfficial(today: Placed<CalendarDate>): RawBuilder<unknown> {
  return sql`account.id as account_id, account.user_name, person.id as person_id, person.full_name,
      (select json_agg(held.post order by held.is_delegated, held.position, held.id)
       from (
         select false as is_delegated, post.position, post.id, json_build_object(
           'postId', post.id::text, 'unitId', post.unit_id::text,
           'reachUnitId', coalesce(post.reach_unit_id, post.unit_id)::text, 'unitName', version.name, 'title', post.title,
           'roleCode', coalesce(post.role_code, ''),
           'permissions', (select coalesce(json_agg(granted.permission), '[]') from role_permission granted
                           where granted.role_code = post.role_code)) as post
         from post
         join unit_version version on version.unit_id = post.unit_id
           and version.valid_from <= ${today} and (version.valid_to is null or version.valid_to >= ${today})
         where post.person_id = person.id and post.valid_from <= ${today}
           and (post.valid_to is null or post.valid_to >= ${today})
         union all
         select true, own.position, delegation.id, json_build_object(
           'postId', own.id::text, 'unitId', giving.unit_id::text,
           'reachUnitId', coalesce(giving.reach_unit_id, giving.unit_id)::text, 'unitName', version.name, 'title', own.title,
           'roleCode', '', 'delegatedBy', giver.full_name || ', ' || giving.title,
           'permissions', (select coalesce(json_agg(granted.permission), '[]') from role_permission granted
                           where granted.role_code = giving.role_code and granted.permission = any(delegation.permissions)))
         from post own
         join delegation on delegation.to_post_id = own.id and delegation.withdrawn_at is null
           and ${today}::date between delegation.valid_from and delegation.valid_to
         join post giving on giving.id = delegation.from_post_id
           and ${today}::date between giving.valid_from and coalesce(giving.valid_to, 'infinity')
         join person giver on giver.id = giving.person_id
         join unit_version version on version.unit_id = giving.unit_id
           and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
         where own.person_id = person.id and ${today}::date between own.valid_from and coalesce(own.valid_to, 'infinity')
       ) held) as posts`
}

export function officialIn(row: OfficialRow): Official {
  return {
    accountId: row.account_id,
    userName: row.user_name,
    personId: row.person_id,
    fullName: row.full_name,
    posts: row.posts ?? [],
  }
}

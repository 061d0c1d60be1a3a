import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import './tables.ts'

const PERMISSIONS = sql<string[]>`(select coalesce(json_agg(granted.permission order by granted.permission), '[]')
  from role_permission granted where granted.role_code = role.code)`

/** The roles that a post may carry, in their order. */
export function roles(database: Database) {
  return database.selectFrom('role').select(['code', 'title']).orderBy('position').execute()
}

/** The roles with what each may do and how many people hold it on the day. */
export function rolesWithPermissions(database: Database, day: CalendarDate) {
  return database
    .selectFrom('role')
    .select([
      'role.code',
      'role.title',
      'role.needs_second_factor as needsSecondFactor',
      PERMISSIONS.as('permissions'),
      sql<number>`(select count(distinct post.person_id)::int from post where post.role_code = role.code
        and ${day}::date between post.valid_from and coalesce(post.valid_to, 'infinity'))`.as('holders'),
    ])
    .orderBy('role.position')
    .execute()
}

/** One role with what it may do; undefined when there is none. `isUsed`: a post carries or has carried it. */
export function roleByCode(database: Database, code: string) {
  return database
    .selectFrom('role')
    .leftJoin('account', 'account.id', 'role.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'role.code',
      'role.title',
      'role.needs_second_factor as needsSecondFactor',
      'role.built_in as builtIn',
      'role.version',
      'role.changed_at as changedAt',
      'person.full_name as changedBy',
      PERMISSIONS.as('permissions'),
      sql<boolean>`exists (select from post where post.role_code = role.code)`.as('isUsed'),
    ])
    .where('role.code', '=', code)
    .executeTakeFirst()
}

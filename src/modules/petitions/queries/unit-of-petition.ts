import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The unit above, on the day; null at the top. */
export async function parentOf(
  database: Database,
  unitId: string,
  day: CalendarDate,
): Promise<{ id: string; name: string } | null> {
  const found = await database
    .selectFrom('unit_version')
    .select(['parent_unit_id as id', sql<string | null>`unit_name_on(parent_unit_id, ${day}::date)`.as('name')])
    .where('unit_id', '=', unitId)
    .where('valid_from', '<=', day)
    .where(sql<SqlBool>`coalesce(valid_to, 'infinity') >= ${day}`)
    .executeTakeFirst()
  return found?.id && found.name !== null ? { id: found.id, name: found.name } : null
}

/** Those who decide for the unit on the day: its heads, then heads and leaders of the unit above. */
export async function possibleDeciders(database: Database, unitId: string, day: CalendarDate) {
  const parent = await parentOf(database, unitId, day)
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'person.id',
      'person.full_name as fullName',
      'post.title',
      sql<string>`unit_name_on(post.unit_id, ${day}::date)`.as('unitName'),
    ])
    .where('post.unit_id', 'in', [unitId, ...(parent ? [parent.id] : [])])
    .where('post.valid_from', '<=', day)
    .where(sql<SqlBool>`coalesce(post.valid_to, 'infinity') >= ${day}`)
    .where((where) =>
      where.or([
        where('post.role_code', '=', 'leader'),
        where('post.role_code', 'in', (roles) =>
          roles.selectFrom('role_permission').select('role_code').where('permission', '=', 'petition.assign'),
        ),
      ]),
    )
    .orderBy(sql`post.unit_id <> ${unitId}`)
    .orderBy('post.position')
    .orderBy('person.full_name')
    .orderBy('person.id')
    .execute()
}

import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

export type Signer = { postId: string; name: string; title: string }

/** Who may sign for the unit by their own post today, the highest place first. */
export function signersOf(database: Database, unitId: string, today: CalendarDate): Promise<Signer[]> {
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('role_permission as granted', 'granted.role_code', 'post.role_code')
    .select(['post.id as postId', 'person.full_name as name', 'post.title'])
    .where('granted.permission', '=', 'document.sign')
    .where('post.unit_id', '=', unitId)
    .where(sql<SqlBool>`${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')`)
    .orderBy('post.position')
    .orderBy('post.id')
    .limit(50)
    .execute()
}

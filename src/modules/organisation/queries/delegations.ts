import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

const MOST_SHOWN = 200

/** Delegations in the units whose people the official may read, the latest first; of one person, given and received, when asked. */
export function delegations(
  database: Database,
  official: Official,
  { personId, id, today }: { personId?: string; id?: string; today: CalendarDate },
) {
  let query = database
    .selectFrom('delegation')
    .innerJoin('post as giving', 'giving.id', 'delegation.from_post_id')
    .innerJoin('person as giver', 'giver.id', 'giving.person_id')
    .innerJoin('post as receiving', 'receiving.id', 'delegation.to_post_id')
    .innerJoin('person as receiver', 'receiver.id', 'receiving.person_id')
    .select([
      'delegation.id',
      'giver.id as giverId',
      'giver.full_name as giverName',
      'giving.title as giverTitle',
      'giving.unit_id as unitId',
      sql<string>`unit_name_on(giving.unit_id, delegation.valid_from)`.as('unitName'),
      'receiver.id as receiverId',
      'receiver.full_name as receiverName',
      'receiving.title as receiverTitle',
      'delegation.permissions',
      'delegation.paper',
      'delegation.valid_from as validFrom',
      'delegation.valid_to as validTo',
      'delegation.withdrawn_at as withdrawnAt',
      'delegation.withdrawn_reason as withdrawnReason',
    ])
    .where('giving.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'organisation.read'), today))
    .orderBy('delegation.valid_from', 'desc')
    .orderBy('delegation.id', 'desc')
    .limit(MOST_SHOWN)
  if (personId)
    query = query.where((either) =>
      either.or([either('giver.id', '=', personId), either('receiver.id', '=', personId)]),
    )
  if (id) query = query.where('delegation.id', '=', id)
  return query.execute()
}

export type DelegationRecord = Awaited<ReturnType<typeof delegations>>[number]

/** Who else holds a post in the unit today, and so could be delegated to: one line for each post. */
export function possibleReceivers(
  database: Database,
  { unitIds, notPersonId, today }: { unitIds: readonly string[]; notPersonId: string; today: CalendarDate },
) {
  return database
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'post.id',
      'post.unit_id as unitId',
      'post.title',
      'person.id as personId',
      'person.full_name as fullName',
      sql<string>`unit_name_on(post.unit_id, ${today}::date)`.as('unitName'),
      sql<string[]>`(select coalesce(json_agg(granted.permission), '[]') from role_permission granted
        where granted.role_code = post.role_code)`.as('permissions'),
    ])
    .where('post.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .where('person.id', '!=', notPersonId)
    .where(sql<SqlBool>`${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')`)
    .orderBy('post.position')
    .orderBy('person.full_name')
    .execute()
}

/** The permissions that the role of a post carries by itself. */
export async function permissionsOfPost(database: Database, postId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('post')
    .innerJoin('role_permission as granted', 'granted.role_code', 'post.role_code')
    .select('granted.permission')
    .where('post.id', '=', postId)
    .orderBy('granted.permission')
    .execute()
  return rows.map((row) => row.permission)
}

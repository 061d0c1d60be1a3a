import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

export type ReceivingUnit = { id: string; name: string }

/**
 * The unit that receives what is sent about a place: the nearest one, the place's own or one above it, in which somebody with an
 * account registers petitions today; the place's own where there is none. With `above` the search begins with the unit above:
 * an appeal goes past the unit that decided.
 */
export async function receivingUnit(
  database: Database,
  { unitId, above = false }: { unitId: string; above?: boolean },
  today: CalendarDate,
): Promise<ReceivingUnit | undefined> {
  const found = await sql<ReceivingUnit>`
    with recursive chain (unit_id, depth) as (
      select ${unitId}::bigint, 0
      union all
      select version.parent_unit_id, chain.depth + 1
      from chain join unit_version version on version.unit_id = chain.unit_id
        and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
      where version.parent_unit_id is not null and chain.depth < 12
    )
    select chain.unit_id::text as id, unit_name_on(chain.unit_id, ${today}::date) as name
    from chain
    where chain.depth >= ${above ? 1 : 0}
    order by not exists (
      select from post
      join role_permission granted on granted.role_code = post.role_code and granted.permission = 'petition.register'
      join account on account.person_id = post.person_id and account.disabled_at is null
      where post.unit_id = chain.unit_id
        and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
    ), chain.depth
    limit 1`.execute(database)
  return found.rows[0]
}

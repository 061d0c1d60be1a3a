import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { COORDINATION_KINDS } from '../rules/coordination.ts'
import { coordinationWithinReach } from './coordinations.ts'

/** What all parties have signed, on the day of the last signature, for the unit that drafted it: one paper counts once. */
export const coordinationFact: Fact = {
  code: 'coordination',
  title: 'Quy chế, chương trình, kế hoạch phối hợp',
  time: 'event',
  source: sql`
    select coordination.id::text as record_id, coordination.title, coordination.lead_unit_id as unit_id, null::bigint as behalf_unit_id,
      signed.on_day as from_date, signed.on_day as to_date, coordination.kind
    from coordination
    join lateral (select case when bool_and(party.signed_on is not null) then max(party.signed_on) end as on_day
      from coordination_party party where party.coordination_id = coordination.id) signed on signed.on_day is not null
    where coordination.withdrawn_on is null`,
  dimensions: { kind: { title: 'Loại', values: COORDINATION_KINDS } },
  measures: {},
  reading: {
    permission: 'coordination.read',
    allows: (official, today) => sql<SqlBool>`fact.record_id::bigint in (
      select coordination.id from coordination where ${coordinationWithinReach(official, today)})`,
  },
  recordPath: (id) => `/coordination/${id}`,
}

import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { LEADING_TITLE, POST_GROUPS } from '../rules/post.ts'
import { unitsPlacedUnder } from './units.ts'

/**
 * Posts that are held, as what can be counted: one for each person and post, for as long as it is held. Membership of a committee is
 * no such post: its members are counted where they work.
 */
export const postFact: Fact = {
  code: 'post',
  title: 'Vị trí công tác',
  time: 'state',
  source: sql`
    select post.id::text as record_id, person.full_name || ' – ' || post.title as title, post.unit_id,
      null::bigint as behalf_unit_id, post.valid_from as from_date, post.valid_to as to_date,
      place.kind_code as "unitKind", post.title as "jobTitle", post.person_id::text as person,
      case when lower(post.title) ~ ${sql.lit(LEADING_TITLE)} then 'leader' else 'other' end as "group"
    from post
    join person on person.id = post.person_id
    join lateral (
      select version.kind_code from unit_version version where version.unit_id = post.unit_id
      order by (version.valid_from <= coalesce(post.valid_to, 'infinity')) desc, version.valid_from desc limit 1
    ) place on true
    where place.kind_code not in (select code from unit_kind where has_members)`,
  dimensions: {
    unitKind: { title: 'Loại đơn vị' },
    jobTitle: { title: 'Chức danh' },
    group: { title: 'Nhóm', values: POST_GROUPS },
  },
  measures: {},
  identities: { person: { title: 'Người giữ vị trí', unit: 'người' } },
  reading: {
    permission: 'organisation.read',
    allows: (official, today) =>
      sql<SqlBool>`fact.unit_id in ${unitsPlacedUnder(unitsFor(official, 'organisation.read'), today)}`,
  },
  recordPath: (id) => `/posts/${id}`,
}

/** Units that live, as what can be counted: one row for each version, so that a unit counts as the kind it was on the day. */
export const unitFact: Fact = {
  code: 'unit',
  title: 'Đơn vị',
  time: 'state',
  source: sql`
    select version.unit_id::text as record_id, version.name as title, version.unit_id, null::bigint as behalf_unit_id,
      version.valid_from as from_date, version.valid_to as to_date, version.kind_code as kind, kind.level
    from unit_version version join unit_kind kind on kind.code = version.kind_code`,
  dimensions: {
    kind: { title: 'Loại đơn vị' },
    level: { title: 'Cấp', values: { province: 'Cấp tỉnh', district: 'Cấp huyện', commune: 'Cấp xã', other: 'Khác' } },
  },
  measures: {},
  // How state bodies are organised is public; the page of a unit has no scope.
  reading: {
    permission: 'organisation.read',
    allows: (official) => sql<SqlBool>`${may(official, 'organisation.read')}::boolean`,
  },
  recordPath: (id) => `/units/${id}`,
}

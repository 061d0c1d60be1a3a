import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { withdrawnOn } from './withdrawn.ts'

/**
 * Awards, on the day of the decision and for the recipient's unit. Proposals that wait or were refused are not counted, nor is what a
 * decision gave that was withdrawn.
 */
export const awardFact: Fact = {
  code: 'award',
  title: 'Khen thưởng',
  time: 'event',
  source: sql`
    select award.id::text as record_id,
      coalesce(award.person_name || ', ', '') || unit_name_on(award.unit_id, award.awarded_on) as title,
      award.unit_id, null::bigint as behalf_unit_id, award.awarded_on as from_date, award.awarded_on as to_date,
      award.recipient_kind as recipient, award.form
    from award where award.state = 'awarded' and ${withdrawnOn} is null`,
  dimensions: {
    recipient: { title: 'Tập thể, cá nhân', values: RECIPIENT_KINDS },
    form: { title: 'Hình thức' },
  },
  measures: {},
  reading: {
    permission: 'award.read',
    allows: (official, today) =>
      sql<SqlBool>`fact.unit_id in ${unitsPlacedUnder(unitsFor(official, 'award.read'), today)}`,
  },
  recordPath: (id) => `/awards/${id}`,
}

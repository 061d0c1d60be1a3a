import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { RANK_CODES } from '../rules/rank-code.ts'
import { unitsInReach } from './assessed-units.ts'

/**
 * Decided results, one for each unit and year, as what can be counted; on the last day of the assessed year, whenever they were
 * decided.
 */
export const rankResultFact: Fact = {
  code: 'rank-result',
  title: 'Kết quả xếp loại',
  time: 'event',
  source: sql`
    select result.assessment_id::text as record_id,
      coalesce(result.rank_title, 'Không xếp loại') || ' năm ' || result.year || ': ' || unit_name_on(result.unit_id, make_date(result.year, 12, 31)) as title,
      result.unit_id, null::bigint as behalf_unit_id,
      make_date(result.year, 12, 31) as from_date, make_date(result.year, 12, 31) as to_date,
      coalesce(result.rank_code, 'not-ranked') as level, block.title as block
    from ranking_result result join block on block.id = result.block_id`,
  dimensions: {
    level: { title: 'Mức xếp loại', values: { ...RANK_CODES, 'not-ranked': 'Không xếp loại' } },
    block: { title: 'Khối' },
  },
  measures: {},
  reading: {
    permission: 'criteria.read',
    allows: (official, today) => sql<SqlBool>`fact.unit_id in ${unitsInReach(official, 'criteria.read', today)}`,
  },
  recordPath: (id) => `/assessments/${id}`,
}

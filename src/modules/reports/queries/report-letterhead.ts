import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type UnitOnPaper, unitOnPaper } from '../../organisation/index.ts'
import type { ReportToRead } from './report-content.ts'

/** Who issues a report, to whom it goes, and through whom. */
export type Letterhead = { issuer: UnitOnPaper; receiverName: string | null; collectorName: string | null }

/**
 * The paper side of a report: a unit issues its own; the consolidated one is issued by the body that gathers. It is addressed to the
 * nearest unit of the type's receiver kinds above, or directly below the root for the whole.
 */
export async function letterheadOf(database: Database, report: ReportToRead): Promise<Letterhead> {
  const day = report.submittedOn ?? report.period.to
  const [issuer, receiver, collector] = await Promise.all([
    unitOnPaper(database, await issuingUnitOf(database, report), day),
    receiverOf(database, { unitId: report.unitId, kinds: report.receiverKinds, day }),
    report.collectingUnitId === null ? null : unitOnPaper(database, report.collectingUnitId, day),
  ])
  return { issuer, receiverName: receiver, collectorName: collector?.name ?? null }
}

/** The unit that issues it. */
export async function issuingUnitOf(
  database: Database,
  report: Pick<ReportToRead, 'unitId' | 'consolidatesRequestId'>,
): Promise<string> {
  if (report.consolidatesRequestId === null) return report.unitId
  const request = await database
    .selectFrom('report_request')
    .select('collecting_unit_id as unitId')
    .where('id', '=', report.consolidatesRequestId)
    .executeTakeFirst()
  return request?.unitId ?? report.unitId
}

/** The nearest unit of the kinds above the unit; for the root itself, the one directly below it. */
async function receiverOf(
  database: Database,
  { unitId, kinds, day }: { unitId: string; kinds: readonly string[]; day: CalendarDate },
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    with recursive tree as materialized (select * from figure_tree(${day}::date)),
    above (unit_id, distance) as (
      select tree.parent_unit_id, 1 from tree where tree.unit_id = ${unitId}::bigint
      union all
      select tree.parent_unit_id, above.distance + 1 from above join tree on tree.unit_id = above.unit_id
      where tree.parent_unit_id is not null and above.distance < 20
    )
    select version.name from (
      select unit_id, distance from above where unit_id is not null
      union all
      select tree.unit_id, 100 from tree where tree.parent_unit_id = ${unitId}::bigint
    ) near
    join lateral (select * from unit_version candidate where candidate.unit_id = near.unit_id
      and candidate.valid_from <= ${day}::date order by candidate.valid_from desc limit 1) version on true
    where version.kind_code = any(${[...kinds]}::text[])
    order by near.distance, near.unit_id limit 1`.execute(database)
  return rows[0]?.name ?? null
}

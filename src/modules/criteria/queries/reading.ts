import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'

/** The units of a year whose sheets the official reads, and of those the ones whose first points they must not see yet. */
export async function unitsToRead(database: Database, official: Official, yearId: string, today: CalendarDate) {
  const rows = await database
    .selectFrom('assessment')
    .select([
      'unit_id as unitId',
      sql<boolean>`exists (select from second_mark mark
        join assessment_score marked on marked.assessment_id = mark.assessment_id
          and marked.criterion_code = mark.criterion_code
        where mark.assessment_id = assessment.id and mark.marker_account_id = ${official.accountId}
          and mark.settled_on is null and (mark.marked_on is null or marked.verified_on is null))`.as('isBlind'),
    ])
    .where('assessment_year_id', '=', yearId)
    .where('unit_id', 'in', unitsInReach(official, 'criteria.read', today))
    .execute()
  return {
    unitIds: rows.filter((row) => !row.isBlind).map((row) => row.unitId),
    blindIds: rows.filter((row) => row.isBlind).map((row) => row.unitId),
  }
}

/** One piece of evidence that stands in the sheets of several units: a linked record, or files that are the same byte for byte. */
export type SharedEvidence = { kind: 'record' | 'file'; units: string[]; criteria: { yearId: string; code: string }[] }

/** Evidence used by more than one of the units, in whichever part of the year, those in most units first; what it says is not told. */
export async function sharedEvidence(
  database: Database,
  yearIds: readonly string[],
  unitIds: readonly string[],
): Promise<SharedEvidence[]> {
  const { rows } = await sql<SharedEvidence>`
    with piece as (
      select 'record' as kind, evidence.subject_kind || ':' || evidence.subject_id as name, evidence.assessment_id,
        evidence.criterion_code as code
      from assessment_evidence evidence
      union all
      select 'file', file.sha256, split_part(attachment.subject_id, '/', 1)::bigint,
        substr(attachment.subject_id, strpos(attachment.subject_id, '/') + 1)
      from attachment join stored_file file on file.id = attachment.stored_file_id
      where attachment.subject_kind = 'assessment-criterion' and attachment.removed_at is null)
    select piece.kind, json_agg(distinct unit_name_on(assessment.unit_id, year.window_to)) as units,
      json_agg(distinct jsonb_build_object('yearId', year.id::text, 'code', piece.code)) as criteria
    from piece
    join assessment on assessment.id = piece.assessment_id
    join assessment_year year on year.id = assessment.assessment_year_id
    where assessment.assessment_year_id = any(${[...yearIds]}::bigint[]) and assessment.unit_id = any(${[...unitIds]}::bigint[])
    group by piece.kind, piece.name
    having count(distinct assessment.unit_id) > 1
    order by count(distinct assessment.unit_id) desc, piece.kind, piece.name`.execute(database)
  return rows
}

/**
 * The decided results of the year before of the units, or of those they came from where they are new: a merged unit is read beside
 * each of its origins, whose results are not averaged.
 */
export async function resultsBefore(
  database: Database,
  { year, unitIds }: { year: number; unitIds: readonly string[] },
) {
  const { rows } = await sql<{
    unitId: string
    originName: string | null
    rankTitle: string | null
    total: string | null
    position: number | null
  }>`
    with recursive origin (unit_id, from_unit_id) as (
      select unit_id, unit_id from unnest(${[...unitIds]}::bigint[]) as unit_id
      union
      select origin.unit_id, succession.from_unit_id from origin
      join unit_succession succession on succession.to_unit_id = origin.from_unit_id
      where not exists (select from ranking_result before
        where before.unit_id = origin.from_unit_id and before.year = ${year - 1}))
    select origin.unit_id::text as "unitId",
      case when origin.from_unit_id <> origin.unit_id then unit_name_on(origin.from_unit_id, make_date(${year - 1}, 12, 31)) end
        as "originName",
      before.rank_title as "rankTitle", coalesce(before.appeal_total, before.verified_total)::text as total, before.position
    from origin join ranking_result before on before.unit_id = origin.from_unit_id and before.year = ${year - 1}
    order by origin.unit_id, before.position nulls last`.execute(database)
  return rows
}

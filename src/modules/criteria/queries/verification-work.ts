import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isBlind, isOpen, secondMarkState } from '../rules/second-mark.ts'
import { unitsInReach, worksIn } from './assessed-units.ts'
import './tables.ts'

/** Who was given what of a year's verification, in the order in which it was given. */
export function assignmentsOf(database: Database, yearId: string) {
  return database
    .selectFrom('assessment_assignment as assignment')
    .innerJoin('assessment_year as year', 'year.id', 'assignment.assessment_year_id')
    .innerJoin('account', 'account.id', 'assignment.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'assignment.id',
      'assignment.account_id as accountId',
      'person.full_name as fullName',
      'assignment.unit_id as unitId',
      sql<string | null>`unit_name_on(assignment.unit_id, year.window_to)`.as('unitName'),
      'assignment.criterion_code as criterionCode',
      'assignment.assigned_on as assignedOn',
    ])
    .where('assignment.assessment_year_id', '=', yearId)
    .orderBy('assignment.id')
    .execute()
}

export type AssignmentRecord = Awaited<ReturnType<typeof assignmentsOf>>[number]

/**
 * Whoever may verify in the province of a year by a post of today, with the scored units of the year that they work in: those are
 * never theirs to verify.
 */
export async function verifiersOf(database: Database, yearId: string, today: CalendarDate) {
  const { rows } = await sql<{ accountId: string; fullName: string; posts: string; ownUnitIds: string[] }>`
    select account.id::text as "accountId", person.full_name as "fullName",
      string_agg(distinct post.title || ', ' || unit_name_on(post.unit_id, ${today}::date), '; ') as posts,
      coalesce((select json_agg(distinct assessment.unit_id::text) from assessment
        where assessment.assessment_year_id = ${yearId} and exists (
          select from units_under(array[assessment.unit_id], ${today}::date) below
          join post held on held.unit_id = below.unit_id
            and ${today}::date between held.valid_from and coalesce(held.valid_to, 'infinity')
          where held.person_id = person.id)), '[]') as "ownUnitIds"
    from assessment_year year
    join post on ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
    join role_permission granted on granted.role_code = post.role_code and granted.permission = 'criteria.verify'
    join person on person.id = post.person_id
    join account on account.person_id = person.id and account.disabled_at is null
    where year.id = ${yearId} and year.root_unit_id in (
      select unit_id from units_under(array[coalesce(post.reach_unit_id, post.unit_id)], ${today}::date))
    group by account.id, person.id, person.full_name
    order by person.full_name, account.id`.execute(database)
  return rows
}

export type Verifier = Awaited<ReturnType<typeof verifiersOf>>[number]

/** The scored units of a year that the verifier reaches and does not work in, with where each stands. */
export function unitsToVerify(
  database: Database,
  official: Official,
  yearId: string,
  today: CalendarDate,
  { words }: { words?: string | undefined } = {},
) {
  return database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .innerJoin('block', 'block.id', 'assessment.block_id')
    .select([
      'assessment.id',
      'assessment.unit_id as unitId',
      'assessment.state',
      'assessment.unit_kind as unitKind',
      'assessment.version',
      'block.title as blockTitle',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
      sql<number>`(select count(*)::int from assessment_score score
        where score.assessment_id = assessment.id and score.verified_on is not null)`.as('seen'),
    ])
    .where('assessment.assessment_year_id', '=', yearId)
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.verify', today))
    .where(sql<SqlBool>`not ${worksIn(official, sql`assessment.unit_id`, today)}`)
    .$if(words !== undefined && words !== '', (query) =>
      query.where(
        sql<SqlBool>`strpos(searchable(unit_name_on(assessment.unit_id, year.window_to)), searchable(${words})) > 0`,
      ),
    )
    .orderBy('assessment.block_id')
    .orderBy('assessment.id')
    .execute()
}

/** How many units of a year each criterion was verified for, by code, among the given sheets. */
export async function seenByCriterion(
  database: Database,
  assessmentIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; units: number }>`
    select criterion_code as code, count(*)::int as units from assessment_score
    where assessment_id = any(${[...assessmentIds]}::bigint[]) and verified_on is not null
    group by criterion_code`.execute(database)
  return new Map(rows.map(({ code, units }) => [code, units]))
}

/** The sample of a year that is marked twice; undefined while none was drawn. */
export function secondMarkingOf(database: Database, yearId: string) {
  return database
    .selectFrom('second_marking as marking')
    .innerJoin('account', 'account.id', 'marking.marker_account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'marking.seed',
      'marking.percent',
      'marking.drawn_on as drawnOn',
      'marking.marker_account_id as markerAccountId',
      'person.full_name as markerName',
    ])
    .where('marking.assessment_year_id', '=', yearId)
    .executeTakeFirst()
}

/** The samples of a year that were drawn anew, with who did it and why; the latest first. */
export function samplesReplaced(database: Database, yearId: string) {
  return database
    .selectFrom('second_marking_replaced as replaced')
    .leftJoin('account', 'account.id', 'replaced.replaced_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'replaced.id',
      'replaced.seed',
      'replaced.percent',
      'replaced.drawn_on as drawnOn',
      'replaced.replaced_on as replacedOn',
      'replaced.reason',
      'person.full_name as replacedBy',
    ])
    .where('replaced.assessment_year_id', '=', yearId)
    .orderBy('replaced.id', 'desc')
    .execute()
}

/** How many points of the years wait for a second mark, for the first, or for a third person to settle what differs. */
export async function openSecondMarks(database: Database, yearIds: readonly string[]): Promise<number> {
  const marks = await Promise.all(yearIds.map((yearId) => secondMarks(database, { yearId })))
  return marks.flat().filter((mark) => isOpen(secondMarkState(mark))).length
}

/** The units of the years of which the official is to mark points a second time and may not see what they come to. */
export async function unitsMarkedBlind(
  database: Database,
  official: Official,
  yearIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const marks = await Promise.all(yearIds.map((yearId) => secondMarks(database, { yearId })))
  return new Set(
    marks
      .flat()
      .filter((mark) => mark.markerAccountId === official.accountId && isBlind(secondMarkState(mark)))
      .map((mark) => mark.unitId),
  )
}

/** The points that are marked twice, those of a year or of one sheet, in the order of the sheets. */
export function secondMarks(database: Database, of: { yearId: string } | { assessmentId: string }) {
  let query = database
    .selectFrom('second_mark as mark')
    .innerJoin('assessment', 'assessment.id', 'mark.assessment_id')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .innerJoin('assessment_score as score', (join) =>
      join
        .onRef('score.assessment_id', '=', 'mark.assessment_id')
        .onRef('score.criterion_code', '=', 'mark.criterion_code'),
    )
    .leftJoin('account as settler_account', 'settler_account.id', 'mark.settled_by_account_id')
    .leftJoin('person as settler', 'settler.id', 'settler_account.person_id')
    .select([
      'mark.id',
      'mark.assessment_id as assessmentId',
      'assessment.unit_id as unitId',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
      'mark.criterion_code as criterionCode',
      'mark.marker_account_id as markerAccountId',
      'mark.points',
      'mark.reason',
      'mark.marked_on as markedOn',
      'score.self_points as selfPoints',
      sql<
        string | null
      >`coalesce(mark.first_points, case when score.verified_on is not null then score.verified_points end)`.as(
        'firstPoints',
      ),
      'score.verified_by_account_id as firstAccountId',
      'score.verified_reason as firstReason',
      'mark.settled_points as settledPoints',
      'mark.settled_reason as settledReason',
      'settler.full_name as settledBy',
    ])
    .orderBy('assessment.block_id')
    .orderBy('assessment.id')
    .orderBy('mark.criterion_code')
  query =
    'yearId' in of
      ? query.where('assessment.assessment_year_id', '=', of.yearId)
      : query.where('mark.assessment_id', '=', of.assessmentId)
  return query.execute()
}

export type SecondMark = Awaited<ReturnType<typeof secondMarks>>[number]

/** The criteria of a sheet that the official is to mark a second time and may not see yet what the first verifier gave. */
export async function blindCodes(
  database: Database,
  official: Official,
  assessmentId: string,
): Promise<ReadonlySet<string>> {
  const marks = await secondMarks(database, { assessmentId })
  return new Set(
    marks
      .filter((mark) => mark.markerAccountId === official.accountId && isBlind(secondMarkState(mark)))
      .map((mark) => mark.criterionCode),
  )
}

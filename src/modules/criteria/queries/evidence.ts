import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** Kinds of record that prove nothing of a year's work, or are counted from others that do. */
const NO_EVIDENCE: ReadonlySet<string> = new Set([
  'unit',
  'post',
  'petition-open',
  'plan-content',
  'opinion',
  'rank-result',
])

/** The subject under which the files of a criterion are attached. */
export function evidenceSubject(assessmentId: string, criterion: string): { kind: string; id: string } {
  return { kind: 'assessment-criterion', id: `${assessmentId}/${criterion}` }
}

/** The records linked to one criterion of a sheet, or to all of them, newest first. */
export function evidenceOf(database: Database, assessmentId: string, criterion?: string) {
  let query = database
    .selectFrom('assessment_evidence')
    .select([
      'id',
      'criterion_code as criterionCode',
      'subject_kind as kind',
      'subject_id as recordId',
      'title',
      'happened_on as happenedOn',
    ])
    .where('assessment_id', '=', assessmentId)
    .orderBy('happened_on', 'desc')
    .orderBy('id')
  if (criterion !== undefined) query = query.where('criterion_code', '=', criterion)
  return query.execute()
}

/** How many records and files are linked to each criterion of a sheet. */
export async function evidenceCounts(database: Database, assessmentId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; pieces: number }>`
    select code, sum(pieces)::int as pieces from (
      select criterion_code as code, count(*) as pieces from assessment_evidence
      where assessment_id = ${assessmentId} group by criterion_code
      union all
      select substr(subject_id, length(${assessmentId}::text) + 2), count(*) from attachment
      where subject_kind = 'assessment-criterion' and subject_id like ${assessmentId}::text || '/%' and removed_at is null
      group by subject_id) linked
    group by code`.execute(database)
  return new Map(rows.map(({ code, pieces }) => [code, pieces]))
}

/** A record of the system that can be linked. */
export type RecordToLink = { kind: string; recordId: string; title: string; day: CalendarDate }

/** The facts whose records may be evidence. */
export function evidenceFacts(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact) => !NO_EVIDENCE.has(fact.code))
}

/** The kinds of record that the given indicators are counted from: where one looks first for evidence. */
export async function kindsBehind(database: Database, indicators: readonly string[]): Promise<string[]> {
  if (indicators.length === 0) return []
  const rows = await database
    .selectFrom('indicator')
    .select('fact_code')
    .distinct()
    .where('code', 'in', [...indicators])
    .execute()
  return rows.map((row) => row.fact_code)
}

/**
 * The records of the unit and those below it within the window, up to today (what is only due proves nothing), newest first; one
 * more than `limit` when there are more.
 */
export async function recordsToLink(
  database: Database,
  facts: readonly Fact[],
  asked: {
    unitId: string
    window: { from: CalendarDate; to: CalendarDate }
    today: CalendarDate
    kinds?: readonly string[] | undefined
    words?: string | undefined
    /** Only these records. */
    only?: readonly { kind: string; recordId: string }[] | undefined
    limit: number
  },
): Promise<RecordToLink[]> {
  const { unitId, window, kinds, words, only, limit } = asked
  const until = window.to < asked.today ? window.to : asked.today
  const chosen = evidenceFacts(facts).filter(
    (fact) =>
      (kinds === undefined || kinds.includes(fact.code)) &&
      (only === undefined || only.some((each) => each.kind === fact.code)),
  )
  if (chosen.length === 0) return []
  const parts = chosen.map((fact) => {
    const ids = only?.filter((each) => each.kind === fact.code).map((each) => each.recordId)
    const named = ids ? sql<SqlBool>`fact.record_id = any(${ids}::text[])` : sql<SqlBool>`true`
    const told = words
      ? sql<SqlBool>`searchable(fact.title) like '%' || searchable(${words}) || '%'`
      : sql<SqlBool>`true`
    return sql`select ${fact.code}::text as kind, fact.record_id as "recordId", fact.title, fact.from_date as day
      from (${fact.source}) fact
      where fact.unit_id in ${unitsUnder([unitId], window.to)}
        and fact.from_date between ${window.from}::date and ${until}::date and ${named} and ${told}`
  })
  const { rows } = await sql<RecordToLink>`
    select * from (${sql.join(parts, sql` union all `)}) record
    order by day desc, kind, "recordId" limit ${limit + 1}`.execute(database)
  return rows
}

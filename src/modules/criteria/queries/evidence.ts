import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
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

/** What stands in place of the title of a linked record that the reader may not open. */
const NOT_TOLD = 'Hồ sơ ngoài quyền xem của bạn'

/**
 * The same for somebody who reads the sheet: of a linked record that they may not open they learn that it is there, and of what kind,
 * and nothing of what it says. A record that no longer counts is told by the permission alone.
 */
export async function evidenceFor(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  { assessmentId, criterion, today }: { assessmentId: string; criterion: string; today: CalendarDate },
) {
  const linked = await evidenceOf(database, assessmentId, criterion)
  const told = await Promise.all(
    [...new Set(linked.map((each) => each.kind))].map(async (kind) => {
      const fact = facts.find((offered) => offered.code === kind)
      const ids = linked.filter((each) => each.kind === kind).map((each) => each.recordId)
      if (!fact) return ids.map((id) => `${kind}:${id}`)
      const { rows } = await sql<{ id: string; may: boolean }>`
        select fact.record_id as id, ${fact.reading.allows(official, today)} as may
        from (${fact.source}) fact where fact.record_id = any(${ids}::text[])`.execute(database)
      const mayOpen = (id: string) => rows.find((row) => row.id === id)?.may ?? may(official, fact.reading.permission)
      return ids.filter(mayOpen).map((id) => `${kind}:${id}`)
    }),
  )
  const open = new Set(told.flat())
  return linked.map((each) => {
    const mayOpen = open.has(`${each.kind}:${each.recordId}`)
    return { ...each, mayOpen, title: mayOpen ? each.title : NOT_TOLD }
  })
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
  return rows.flatMap((row) => row.fact_code ?? [])
}

/**
 * The records of the unit and those below it that the reader may open, within the window, up to today (what is only due proves nothing), newest first; one
 * more than `limit` when there are more.
 */
export async function recordsToLink(
  database: Database,
  facts: readonly Fact[],
  asked: {
    /** Only what this official may open; null when no person asks. */
    reader: Official | null
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
  const { reader, unitId, window, kinds, words, only, limit } = asked
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
    const told = words ? sql<SqlBool>`strpos(searchable(fact.title), searchable(${words})) > 0` : sql<SqlBool>`true`
    const mayOpen = reader === null ? sql<SqlBool>`true` : fact.reading.allows(reader, asked.today)
    return sql`select ${fact.code}::text as kind, fact.record_id as "recordId", fact.title, fact.from_date as day
      from (${fact.source}) fact
      where fact.unit_id in ${unitsUnder([unitId], window.to)}
        and fact.from_date between ${window.from}::date and ${until}::date and ${named} and ${told} and ${mayOpen}`
  })
  const { rows } = await sql<RecordToLink>`
    select * from (${sql.join(parts, sql` union all `)}) record
    order by day desc, kind, "recordId" limit ${limit + 1}`.execute(database)
  return rows
}

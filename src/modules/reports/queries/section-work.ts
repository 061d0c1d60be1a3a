import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { audiencesFor, type CommentAudience } from '../rules/report-comment.ts'
import { mayAct } from './report-for-change.ts'
import type { ReportRecord } from './reports.ts'
import './process-tables.ts'

/** Who writes a section by when, and whether they say it is done. */
export type SectionAssignment = {
  id: string
  sectionCode: string
  personId: string
  personName: string
  dueOn: CalendarDate
  note: string
  doneOn: CalendarDate | null
  version: number
  changedBy: string | null
  changedAt: Date
}

/** The sections of a report that somebody was asked to write. */
export function assignmentsOf(database: Database, reportId: string): Promise<SectionAssignment[]> {
  return database
    .selectFrom('report_section_assignment as assignment')
    .innerJoin('person', 'person.id', 'assignment.person_id')
    .leftJoin('account', 'account.id', 'assignment.changed_by_account_id')
    .leftJoin('person as changer', 'changer.id', 'account.person_id')
    .select([
      'assignment.id',
      'assignment.section_code as sectionCode',
      'assignment.person_id as personId',
      'person.full_name as personName',
      'assignment.due_on as dueOn',
      'assignment.note',
      'assignment.done_on as doneOn',
      'assignment.version',
      'changer.full_name as changedBy',
      'assignment.changed_at as changedAt',
    ])
    .where('assignment.report_id', '=', reportId)
    .orderBy('assignment.due_on')
    .orderBy('assignment.id')
    .execute()
}

/** The officials who may write this report today, by name, with the unit they work in. */
export async function writersOf(
  database: Database,
  report: Pick<ReportRecord, 'unitId' | 'consolidatesRequestId'>,
  today: CalendarDate,
): Promise<{ personId: string; name: string; title: string }[]> {
  const permission = report.consolidatesRequestId === null ? 'report.write' : 'report.collect'
  const { rows } = await sql<{ personId: string; name: string; title: string }>`
    select distinct on (person.full_name, person.id) person.id::text as "personId", person.full_name as name,
      post.title || ', ' || unit_name_on(post.unit_id, ${today}::date) as title
    from post join person on person.id = post.person_id
    join role_permission granted on granted.role_code = post.role_code and granted.permission = ${permission}
    where coalesce(post.reach_unit_id, post.unit_id) = ${report.unitId}
      and post.valid_from <= ${today}::date and coalesce(post.valid_to, 'infinity') >= ${today}::date
    order by person.full_name, person.id, post.position`.execute(database)
  return rows
}

/** Sections that wait for this person, of reports that are being written; the earliest day first, at most 50. */
export async function sectionsWaitingFor(database: Database, personId: string) {
  const { rows } = await sql<{
    reportId: string
    sectionTitle: string
    sectionCode: string
    typeTitle: string
    periodTitle: string
    dueOn: CalendarDate
    note: string
  }>`
    select report.id::text as "reportId", section.title as "sectionTitle", section.code as "sectionCode",
      type.title as "typeTitle", report.period_title as "periodTitle", assignment.due_on as "dueOn", assignment.note
    from report_section_assignment assignment join report on report.id = assignment.report_id
    join report_type_definition type on type.code = report.type_code and type.number = report.type_version
    join report_section section on section.type_code = report.type_code and section.version = report.type_version
      and section.code = assignment.section_code
    where assignment.person_id = ${personId} and assignment.done_on is null
      and report.state in ('draft', 'returned', 'reopened')
    order by assignment.due_on, assignment.id limit 50`.execute(database)
  return rows
}

/** What somebody said about a report or a section of it. */
export type ReportComment = {
  id: string
  sectionCode: string | null
  audience: CommentAudience
  words: string
  side: CommentAudience
  writtenBy: string
  writtenAt: Date
  resolvedOn: CalendarDate | null
  resolvedBy: string | null
}

/** What was said about a report, as far as this official stands on a side that reads it; and on which sides that is. */
export async function commentsOf(
  database: Database,
  official: Official,
  report: ReportRecord,
  today: CalendarDate,
): Promise<{ comments: ReportComment[]; writes: boolean; collects: boolean }> {
  const [writes, collects] = await Promise.all([
    mayAct(database, official, report, 'write', today),
    mayAct(database, official, report, 'decide', today),
  ])
  const audiences = audiencesFor({ writes, collects })
  const comments = await database
    .selectFrom('report_comment as comment')
    .leftJoin('account', 'account.id', 'comment.written_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('account as resolver', 'resolver.id', 'comment.resolved_by_account_id')
    .leftJoin('person as resolving', 'resolving.id', 'resolver.person_id')
    .select(({ fn, val }) => [
      'comment.id',
      'comment.section_code as sectionCode',
      'comment.audience',
      'comment.words',
      'comment.side',
      fn.coalesce('person.full_name', val('Hệ thống')).as('writtenBy'),
      'comment.written_at as writtenAt',
      'comment.resolved_on as resolvedOn',
      'resolving.full_name as resolvedBy',
    ])
    .where('comment.report_id', '=', report.id)
    .where(sql<SqlBool>`comment.audience = any(${audiences}::text[])`)
    .orderBy('comment.id')
    .execute()
  return { comments, writes, collects }
}

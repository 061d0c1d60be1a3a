import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Handover } from '../../../platform/database/handover.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { sectionsOf } from '../queries/report-types.ts'
import { assignmentsOf, writersOf } from '../queries/section-work.ts'
import { requireOpen } from '../rules/report-state.ts'

export type SectionToAssign = {
  reportId: string
  sectionCode: string
  personId: string
  dueOn: CalendarDate
  note: string
  version: string | null
}

/**
 * Asks an official to write a section by a day; assigned anew, it is open again.
 * Throws StaleEdit when somebody changed it since `version`; refuses `report.locked`, `report.no-such-section`, `report.not-a-writer`.
 */
export function assignSection(
  database: Database,
  official: Official,
  given: SectionToAssign,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { reportId, sectionCode, personId, dueOn, note } = given
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    requireOpen(report)
    const section = (await sectionsOf(transaction, report)).find((known) => known.code === sectionCode)
    if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
    const writer = (await writersOf(transaction, report, today)).find((each) => each.personId === personId)
    if (!writer) {
      const message = 'Người này không soạn được báo cáo của đơn vị. Hãy chọn người trong danh sách.'
      throw new Refusal('invalid', 'report.not-a-writer', message, { personId: message })
    }
    const before = (await assignmentsOf(transaction, reportId)).find((each) => each.sectionCode === sectionCode)
    refuseStaleEdit(given.version, before ?? { version: 0, changedBy: null, changedAt: new Date(0) }, () => ({
      personId: before?.personId ?? '',
      dueOn: before ? formatCalendarDate(before.dueOn) : '',
      note: before?.note ?? '',
    }))
    await transaction
      .insertInto('report_section_assignment')
      .values({
        ...{ report_id: reportId, section_code: sectionCode, person_id: personId, due_on: dueOn, note, done_on: null },
        ...{ assigned_by_account_id: official.accountId, changed_by_account_id: official.accountId },
      })
      .onConflict((conflict) =>
        conflict.columns(['report_id', 'section_code']).doUpdateSet({
          ...{ person_id: personId, due_on: dueOn, note, done_on: null, assigned_by_account_id: official.accountId },
          version: sql`report_section_assignment.version + 1`,
          changed_at: sql`now()`,
          changed_by_account_id: official.accountId,
        }),
      )
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.section-assigned',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Giao ${writer.name} soạn mục “${section.title}”, hạn ${formatCalendarDate(dueOn)}`,
      ...(before ? { before: { personId: before.personId, dueOn: before.dueOn } } : {}),
      after: { sectionCode, personId, dueOn, note },
    })
  })
}

/** The section that was assigned is written. Refuses `report.not-assigned`, `report.locked`. */
export function finishSection(
  database: Database,
  official: Official,
  { reportId, sectionCode, today }: { reportId: string; sectionCode: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    requireOpen(report)
    const assignment = (await assignmentsOf(transaction, reportId)).find((each) => each.sectionCode === sectionCode)
    if (!assignment)
      throw new Refusal('conflict', 'report.not-assigned', 'Mục này chưa giao cho ai nên không cần báo xong.')
    await transaction
      .updateTable('report_section_assignment')
      .set({ done_on: today, ...changedBy(official) })
      .where('id', '=', assignment.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.section-finished',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Báo đã soạn xong một mục được giao cho ${assignment.personName}`,
      after: { sectionCode },
    })
  })
}

/** Sections not written yet go to another person of the unit. */
export const sectionHandover: Handover = {
  title: 'Mục báo cáo được giao soạn, chưa xong',
  count: async (database, of) => (await openAssignments(database, of)).length,
  handOver: async (transaction, official, { unitId, fromPersonId, toPersonId }) => {
    const open = await openAssignments(transaction, { unitId, fromPersonId })
    for (const { id, reportId } of open) {
      await transaction
        .updateTable('report_section_assignment')
        .set({ person_id: toPersonId, ...changedBy(official) })
        .where('id', '=', id)
        .execute()
      await recordChange(transaction, {
        official,
        action: 'report.section-handed-over',
        subject: { kind: 'report', id: reportId },
        unitId,
        summary: 'Bàn giao việc soạn một mục báo cáo cho người khác của đơn vị',
        before: { personId: fromPersonId },
        after: { personId: toPersonId },
      })
    }
    return open.length
  },
}

async function openAssignments(
  database: Database,
  { unitId, fromPersonId }: { unitId: string; fromPersonId: string },
): Promise<{ id: string; reportId: string }[]> {
  const { rows } = await sql<{ id: string; reportId: string }>`
    select assignment.id::text, assignment.report_id::text as "reportId"
    from report_section_assignment assignment join report on report.id = assignment.report_id
    where assignment.person_id = ${fromPersonId} and report.unit_id = ${unitId} and assignment.done_on is null
      and report.state in ('draft', 'returned', 'reopened')
    order by assignment.id`.execute(database)
  return rows
}

import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { dayOfStates } from '../../indicators/index.ts'
import { keptRecordIds } from '../queries/kept-record-ids.ts'
import { liveFigures } from '../queries/live-figures.ts'
import type { ReportFigure } from '../queries/report-content.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { sectionsOf } from '../queries/report-types.ts'
import type { ReportRecord } from '../queries/reports.ts'
import { missingUnits } from '../queries/requests.ts'
import { submitted } from '../rules/report-state.ts'
import { outlineFor } from '../rules/report-type.ts'
import type { ExplainedFinding } from '../rules/sending-check.ts'
import { checkBeforeSending, freezeFindings } from './check-before-sending.ts'
import { freezeTexts } from './freeze-texts.ts'
import { keepManifest } from './keep-manifest.ts'
import { putLock, useOpening } from './lock-request.ts'

/**
 * Sends a report to who gathers it. Its figures are counted once more and frozen as they stand, each with the number of records behind
 * it; so is what the checks found and what was explained of it. Sending the consolidated report marks the accepted reports of its units
 * as consolidated and closes the period for them. Refuses `report.period-not-begun`, `report.already-submitted`, `report.not-yours`, and as `checkBeforeSending` does.
 */
export function submitReport(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  {
    reportId,
    explanations = {},
    today,
  }: { reportId: string; explanations?: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'submit', today })
    const after = submitted(report, today)
    const findings = await checkBeforeSending(transaction, facts, official, { report, explanations, today })
    await transaction
      .updateTable('report')
      .set({
        state: after.state,
        first_submitted_on: after.firstSubmittedOn,
        submitted_on: after.submittedOn,
        ...changedBy(official),
      })
      .where('id', '=', reportId)
      .execute()
    // Counted once the report is sent, so that it is itself among the reports sent in time.
    const outline = outlineFor(await sectionsOf(transaction, report), report.unitKind)
    const figures = await liveFigures(transaction, facts, { report, outline, today })
    const sending = { report, figures, findings, today }
    const { number, id: submissionId } = await freeze(transaction, facts, official, sending)
    await freezeTexts(transaction, { submissionId, reportId })
    await useOpening(transaction, report, today)
    if (report.consolidatesRequestId !== null) {
      await markConsolidated(transaction, official, report.consolidatesRequestId)
      const request = { id: report.consolidatesRequestId, rootUnitId: report.unitId }
      await putLock(transaction, official, { request, reason: 'Đã tổng hợp và gửi cấp trên', today })
    }
    await recordChange(transaction, {
      official,
      action: 'report.submitted',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: number === 1 ? 'Gửi báo cáo, chốt số liệu' : `Gửi lại báo cáo (lần ${number}), chốt số liệu`,
      before: { state: report.state },
      after: {
        ...after,
        figures: Object.fromEntries(figures.map((figure) => [figure.code, figure.override ?? figure.amount])),
      },
    })
  })
}

/** Keeps the figures as they stand and answers this sending. */
async function freeze(
  transaction: Database,
  facts: readonly Fact[],
  official: Official,
  {
    report,
    figures,
    findings,
    today,
  }: {
    report: ReportRecord
    figures: readonly ReportFigure[]
    findings: readonly ExplainedFinding[]
    today: CalendarDate
  },
): Promise<{ id: string; number: number }> {
  const permission = report.consolidatesRequestId === null ? 'report.submit' : 'report.collect'
  const submission = await transaction
    .insertInto('report_submission')
    .values({
      report_id: report.id,
      number: sql`(select coalesce(max(number), 0) + 1 from report_submission where report_id = ${report.id})`,
      submitted_on: today,
      as_of: dayOfStates(report.period, today),
      signer_name: official.fullName,
      signer_title: postFor(official, permission)?.title ?? '',
      submitted_by_account_id: official.accountId,
      missing_units:
        report.consolidatesRequestId === null
          ? []
          : await missingUnits(transaction, { id: report.consolidatesRequestId }),
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  await freezeFindings(transaction, submission.id, findings)
  if (figures.length > 0) {
    const kept = await keptRecordIds(transaction, facts, { report, figures, today })
    await transaction
      .insertInto('report_figure')
      .values(
        figures.map((figure) => ({
          submission_id: submission.id,
          indicator_code: figure.code,
          value: figure.amount?.value ?? null,
          record_count: figure.amount?.recordCount ?? null,
          last_year_value: figure.lastYear,
          on_behalf_of: JSON.stringify(figure.onBehalfOf),
          override_value: figure.override?.value ?? null,
          override_reason: figure.override?.reason ?? null,
          override_basis: figure.override?.basis ?? null,
          counted_unit_id: figure.countedFor?.unitId ?? null,
          record_ids: kept.get(figure.code) ?? null,
        })),
      )
      .execute()
  }
  const { id: submissionId, number } = submission
  const asOf = dayOfStates(report.period, today)
  await keepManifest(transaction, facts, { submissionId, report, figures, number, submittedOn: today, asOf })
  return submission
}

/** Marks the accepted reports of a request as gathered. */
export async function markConsolidated(transaction: Database, official: Official, requestId: string): Promise<void> {
  const marked = await sql<{ id: string; unit_id: string }>`
    update report set state = 'consolidated', version = report.version + 1, changed_at = now(),
      changed_by_account_id = ${official.accountId}
    from report_duty duty join report_request request on request.id = duty.request_id
    where duty.request_id = ${requestId} and report.unit_id = duty.unit_id and report.type_code = request.type_code
      and report.period_code = request.period_code and report.state = 'accepted'
    returning report.id::text as id, report.unit_id::text as unit_id`.execute(transaction)
  for (const { id, unit_id } of marked.rows) {
    await recordChange(transaction, {
      official,
      action: 'report.consolidated',
      subject: { kind: 'report', id },
      unitId: unit_id,
      summary: 'Đưa vào báo cáo tổng hợp',
      before: { state: 'accepted' },
      after: { state: 'consolidated' },
    })
  }
}

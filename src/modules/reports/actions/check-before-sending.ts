import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { findingsIn } from '../queries/report-checks.ts'
import { reportContent } from '../queries/report-content.ts'
import type { ReportRecord } from '../queries/reports.ts'
import { type ExplainedFinding, requireReadyToSend } from '../rules/sending-check.ts'
import { keepExplanations } from './explain-findings.ts'

/**
 * Checks a report as it stands before it is sent, and keeps what was explained in the form of sending. Answers what the receiver is to
 * see of it. Refuses `report.sums-wrong`, `report.explanation-missing`, `report.explanation-too-long`.
 */
export async function checkBeforeSending(
  transaction: Database,
  facts: readonly Fact[],
  official: Official,
  {
    report,
    explanations,
    today,
  }: { report: ReportRecord; explanations: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<ExplainedFinding[]> {
  const content = await reportContent(transaction, facts, report, today)
  const before = await findingsIn(transaction, facts, content, today)
  const findings = await keepExplanations(transaction, official, { report, findings: before, explanations })
  requireReadyToSend(findings)
  return findings
}

/** Freezes what was found with the sending. */
export async function freezeFindings(
  transaction: Database,
  submissionId: string,
  findings: readonly ExplainedFinding[],
): Promise<void> {
  const rows = findings.flatMap(({ strength, check, indicatorCode, finding, explanation }, position) =>
    strength === 'hard'
      ? []
      : [
          {
            submission_id: submissionId,
            position,
            strength,
            check_code: check,
            indicator_code: indicatorCode,
            finding,
            explanation: strength === 'explain' ? explanation : null,
          },
        ],
  )
  if (rows.length > 0) await transaction.insertInto('report_finding').values(rows).execute()
}

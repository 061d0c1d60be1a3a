import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { findingsIn } from '../queries/report-checks.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import type { ReportRecord } from '../queries/reports.ts'
import { findingKey } from '../rules/report-finding.ts'
import { requireOpen } from '../rules/report-state.ts'
import { type ExplainedFinding, requireShortEnough } from '../rules/sending-check.ts'

/**
 * Keeps what the writer explains of the findings, before the head sends the report; what was emptied is taken away. Explanations of
 * what is no longer found stay, should it be found again. Refuses `report.locked`, `report.not-yours`, `report.explanation-too-long`.
 */
export function explainFindings(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  {
    reportId,
    explanations,
    today,
  }: { reportId: string; explanations: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    requireOpen(report)
    const findings = await findingsIn(transaction, facts, await reportContent(transaction, facts, report, today), today)
    await keepExplanations(transaction, official, { report, findings, explanations })
  })
}

/** Writes the explanations that are given for these findings and answers the findings with them; one that is not given stays. */
export async function keepExplanations(
  transaction: Database,
  official: Official,
  {
    report,
    findings,
    explanations,
  }: {
    report: Pick<ReportRecord, 'id' | 'unitId'>
    findings: readonly ExplainedFinding[]
    explanations: Readonly<Record<string, string>>
  },
): Promise<ExplainedFinding[]> {
  requireShortEnough(explanations)
  const after = findings.map((finding) => {
    const given = finding.strength === 'explain' ? explanations[findingKey(finding)] : undefined
    return given === undefined ? finding : { ...finding, explanation: given === '' ? null : given }
  })
  const changed = after.filter((finding, index) => finding.explanation !== findings[index]?.explanation)
  for (const finding of changed) {
    const key = { report_id: report.id, check_code: finding.check, indicator_code: finding.indicatorCode ?? '' }
    if (finding.explanation === null) {
      await transaction
        .deleteFrom('report_explanation')
        .where('report_id', '=', key.report_id)
        .where('check_code', '=', key.check_code)
        .where('indicator_code', '=', key.indicator_code)
        .execute()
      continue
    }
    const kept = { content: finding.explanation, changed_by_account_id: official.accountId }
    await transaction
      .insertInto('report_explanation')
      .values({ ...key, ...kept })
      .onConflict((conflict) =>
        conflict
          .columns(['report_id', 'check_code', 'indicator_code'])
          .doUpdateSet({ ...kept, changed_at: sql`now()` }),
      )
      .execute()
  }
  if (changed.length > 0) {
    await recordChange(transaction, {
      official,
      action: 'report.findings-explained',
      subject: { kind: 'report', id: report.id },
      unitId: report.unitId,
      summary: `Giải trình ${changed.length} số liệu`,
      before: { explanations: words(findings, changed) },
      after: { explanations: words(after, changed) },
    })
  }
  return after
}

/** What stood, or stands, in the explanations that changed, by what they are about. */
function words(all: readonly ExplainedFinding[], changed: readonly ExplainedFinding[]): Record<string, string> {
  const keys = new Set(changed.map(findingKey))
  return Object.fromEntries(
    all.flatMap((finding) => (keys.has(findingKey(finding)) ? [[finding.finding, finding.explanation ?? '']] : [])),
  )
}

import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { changesToGather } from '../queries/changes-since.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { missingUnits } from '../queries/requests.ts'
import { draftSupplement, pendingChanges, supplementsOf } from '../queries/supplements.ts'
import {
  type FigureChange,
  nextSupplementNumber,
  requireSomething,
  requireSupplementable,
} from '../rules/report-supplement.ts'
import { useOpening } from './lock-request.ts'
import { markConsolidated } from './submit-report.ts'

/**
 * Sends the supplement of a report under the next number and answers that number. What has changed since the last sending is counted
 * now and frozen; the report itself stays as it was sent. The supplement of a consolidated report names what has come from its units
 * since, and marks their accepted reports as gathered.
 * Refuses `report.no-supplement`, `report.empty-supplement`, `report.nothing-to-supplement`, `report.period-locked`.
 */
export function sendSupplement(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  { reportId, today }: { reportId: string; today: CalendarDate },
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const report = await reportForChange(transaction, official, { id: reportId, act: 'submit', today })
    requireSupplementable(report)
    const draft = await draftSupplement(transaction, reportId)
    if (!draft)
      throw new Refusal(
        'conflict',
        'report.no-supplement',
        'Chưa có báo cáo bổ sung nào đang soạn. Hãy lập trước khi gửi.',
      )
    const { submission, changes, asOf } = await pendingChanges(transaction, facts, report, today)
    requireSomething(changes, draft.content)
    const number = nextSupplementNumber((await supplementsOf(transaction, reportId)).map((sent) => sent.number))
    const requestId = report.consolidatesRequestId
    const permission = requestId === null ? 'report.submit' : 'report.collect'
    await freezeChanges(transaction, draft.id, changes)
    await transaction
      .updateTable('report_supplement')
      .set({
        ...{
          number,
          state: 'submitted',
          submission_id: submission.id,
          sent_on: today,
          sent_at: sql`now()`,
          as_of: asOf,
        },
        signer_name: official.fullName,
        signer_title: postFor(official, permission)?.title ?? '',
        sent_by_account_id: official.accountId,
        missing_units: requestId === null ? [] : await missingUnits(transaction, { id: requestId }),
        gathered: requestId === null ? [] : await changesToGather(transaction, reportId),
        ...changedBy(official),
      })
      .where('id', '=', draft.id)
      .execute()
    await useOpening(transaction, report, today)
    if (requestId !== null) await markConsolidated(transaction, official, requestId)
    await recordChange(transaction, {
      official,
      action: 'report.supplement-sent',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Gửi báo cáo bổ sung số ${number}: ${changes.length} chỉ tiêu thay đổi`,
      after: { number, reason: draft.reason, content: draft.content, changes },
    })
    return number
  })
}

async function freezeChanges(
  transaction: Database,
  supplementId: string,
  changes: readonly FigureChange[],
): Promise<void> {
  if (changes.length === 0) return
  await transaction
    .insertInto('report_supplement_figure')
    .values(
      changes.map(({ code, before, after }) => ({
        supplement_id: supplementId,
        indicator_code: code,
        old_value: before?.value ?? null,
        old_record_count: before?.recordCount ?? null,
        value: after?.value ?? null,
        record_count: after?.recordCount ?? null,
      })),
    )
    .execute()
}

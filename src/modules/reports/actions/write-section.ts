import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import { sectionsOf } from '../queries/report-types.ts'
import { textsOf } from '../queries/texts.ts'
import { requireOpen } from '../rules/report-state.ts'

export type SectionToWrite = {
  reportId: string
  sectionCode: string
  content: string
  /** The version of the text that the person saw: 0 when there was none yet. */
  version: string | null
}

/**
 * Writes the commentary of one section. Each section has its own version, so several people can write one report at once; when
 * somebody saved the same section since, throws StaleEdit. Refuses `report.locked` and `report.no-such-section`.
 */
export function writeSection(
  database: Database,
  official: Official,
  given: SectionToWrite,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { reportId, sectionCode, content } = given
    const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
    requireOpen(report)
    const section = (await sectionsOf(transaction, report)).find((known) => known.code === sectionCode)
    if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
    const before = (await textsOf(transaction, reportId)).find((text) => text.sectionCode === sectionCode)
    if (given.version !== null && Number(given.version) !== (before?.version ?? 0)) {
      throw new StaleEdit({
        version: String(before?.version ?? 0),
        values: { content: before?.content ?? '' },
        changedBy: before?.changedBy ?? 'Hệ thống',
        changedAt: before?.changedAt ?? new Date(0),
      })
    }
    if (content === (before?.content ?? '')) return
    await transaction
      .insertInto('report_text')
      .values({ report_id: reportId, section_code: sectionCode, content, changed_by_account_id: official.accountId })
      .onConflict((conflict) =>
        conflict.columns(['report_id', 'section_code']).doUpdateSet({
          content,
          version: sql`report_text.version + 1`,
          changed_at: sql`now()`,
          changed_by_account_id: official.accountId,
        }),
      )
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.section-written',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Soạn mục “${section.title}”`,
      before: { content: before?.content ?? '' },
      after: { content },
    })
  })
}

import type { Database } from '../../../platform/database/database.ts'
import { writeWord } from '../../documents/index.ts'
import type { ReportContent } from '../queries/report-content.ts'
import { letterheadOf } from '../queries/report-letterhead.ts'
import { missingUnits } from '../queries/requests.ts'
import { reportDocument } from './report-document.ts'

/** The report as a Word file in the layout of Decree 30/2020/NĐ-CP. */
export async function writeReport(
  database: Database,
  content: ReportContent,
  { demonstration }: { demonstration: boolean },
): Promise<Buffer> {
  const [letterhead, missing] = await Promise.all([
    letterheadOf(database, content.report),
    missingOf(database, content),
  ])
  return writeWord(reportDocument({ content, letterhead, missingUnits: missing, demonstration }))
}

/** Units that had not sent theirs when the consolidated report was sent, or have not yet. */
async function missingOf(database: Database, { report, submission }: ReportContent): Promise<string[]> {
  if (report.consolidatesRequestId === null) return []
  return submission?.missingUnits ?? missingUnits(database, { id: report.consolidatesRequestId })
}

import type { Database } from '../../../platform/database/database.ts'
import { writeWord } from '../../documents/index.ts'
import type { ReportContent } from '../queries/report-content.ts'
import { letterheadOf } from '../queries/report-letterhead.ts'
import { allDutiesOf } from '../queries/requests.ts'
import { reportDocument } from './report-document.ts'

/** The report as a Word file in the layout of Decree 30/2020/NĐ-CP. */
export async function writeReport(
  database: Database,
  content: ReportContent,
  { demonstration }: { demonstration: boolean },
): Promise<Buffer> {
  const [letterhead, missingUnits] = await Promise.all([
    letterheadOf(database, content.report),
    missingUnitsOf(database, content),
  ])
  return writeWord(reportDocument({ content, letterhead, missingUnits, demonstration }))
}

/** Units of a consolidated report that had not sent theirs by its day. */
async function missingUnitsOf(
  database: Database,
  { report, asOf, submission }: ReportContent,
): Promise<string[] | null> {
  if (report.consolidatesRequestId === null) return null
  const day = submission?.submittedOn ?? asOf
  const duties = await allDutiesOf(database, { id: report.consolidatesRequestId }).execute()
  return duties
    .filter((duty) => duty.firstSubmittedOn === null || duty.firstSubmittedOn > day)
    .map((duty) => duty.unitName)
}

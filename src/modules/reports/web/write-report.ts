import type { Database } from '../../../platform/database/database.ts'
import { SPREADSHEET_MEDIA_TYPE } from '../../../platform/spreadsheet/write-rows.ts'
import { type OfficialDocument, PDF_MEDIA_TYPE, WORD_MEDIA_TYPE, writePdf, writeWord } from '../../documents/index.ts'
import { sentFindings } from '../queries/report-checks.ts'
import type { ReportContent } from '../queries/report-content.ts'
import { letterheadOf } from '../queries/report-letterhead.ts'
import { missingUnits } from '../queries/requests.ts'
import { reportDocument } from './report-document.ts'
import { reportWorkbook } from './report-workbook.ts'

/** The files in which a report goes out, by the ending of their names. */
export const REPORT_FILES = {
  docx: { path: 'document.docx', mediaType: WORD_MEDIA_TYPE },
  pdf: { path: 'document.pdf', mediaType: PDF_MEDIA_TYPE },
  xlsx: { path: 'table.xlsx', mediaType: SPREADSHEET_MEDIA_TYPE },
} as const

export type ReportFormat = keyof typeof REPORT_FILES

/**
 * The report as a file: Word and PDF in the layout of Decree 30/2020/NĐ-CP, Excel with the figures as on the screen. All three are
 * drawn from the same content. Refuses `documents.pdf-unavailable` as `writePdf` does.
 */
export async function writeReport(
  database: Database,
  content: ReportContent,
  { demonstration, format }: { demonstration: boolean; format: ReportFormat },
): Promise<Buffer> {
  if (format === 'xlsx') {
    const findings = content.submission === null ? [] : await sentFindings(database, content.submission.id)
    return reportWorkbook(content, { missingUnits: await missingOf(database, content), findings, demonstration })
  }
  const document = await reportOnPaper(database, content, { demonstration })
  return format === 'pdf' ? writePdf(document) : writeWord(document)
}

/** The report in the layout of Decree 30/2020/NĐ-CP. */
export async function reportOnPaper(
  database: Database,
  content: ReportContent,
  { demonstration }: { demonstration: boolean },
): Promise<OfficialDocument> {
  const [letterhead, missingUnits] = await Promise.all([
    letterheadOf(database, content.report),
    missingOf(database, content),
  ])
  return reportDocument({ content, letterhead, missingUnits, demonstration })
}

/** Units that had not sent theirs when the consolidated report was sent, or have not yet. */
async function missingOf(database: Database, { report, submission }: ReportContent): Promise<string[]> {
  if (report.consolidatesRequestId === null) return []
  return submission?.missingUnits ?? missingUnits(database, { id: report.consolidatesRequestId })
}

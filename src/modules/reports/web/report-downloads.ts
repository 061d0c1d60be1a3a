import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { titleOf } from './report-words.ts'
import { REPORT_FILES, type ReportFormat, writeReport } from './write-report.ts'

const ReportParams = z.object({ reportId: Id })

/** A report as a file, in each format. */
export function reportDownloads(app: FastifyInstance, facts: readonly Fact[]): void {
  for (const [format, { path, mediaType }] of Object.entries(REPORT_FILES)) {
    app.get(`/reports/:reportId/${path}`, allow('report.read'), async (request, reply) => {
      const { database, official, today, page } = signedInContext(request)
      const { reportId } = readAddress(ReportParams, request.params)
      const report = await reportOf(database, official, reportId, today)
      const content = await reportContent(database, facts, report, today)
      const { demonstration } = page
      const file = await writeReport(database, content, { demonstration, format: format as ReportFormat })
      const name = `${fileName(`${titleOf(report)} ${report.unitName}`)}.${format}`
      return asDownload(reply, { name, mediaType }).send(file)
    })
  }
}

/** A name that every file system takes. */
export function fileName(title: string): string {
  return withoutAccents(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120)
}

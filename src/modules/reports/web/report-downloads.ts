import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { WORD_MEDIA_TYPE } from '../../documents/index.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { titleOf } from './report-words.ts'
import { writeReport } from './write-report.ts'

const ReportParams = z.object({ reportId: Id })

/** The Word file of a report. */
export function reportDownloads(app: FastifyInstance, facts: readonly Fact[]): void {
  app.get('/reports/:reportId/document.docx', allow('report.read'), async (request, reply) => {
    const { database, official, today, page } = signedInContext(request)
    const { reportId } = readAddress(ReportParams, request.params)
    const report = await reportOf(database, official, reportId, today)
    const content = await reportContent(database, facts, report, today)
    const file = await writeReport(database, content, { demonstration: page.demonstration })
    const name = `${fileName(`${titleOf(report)} ${report.unitName}`)}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
}

/** A name that every file system takes. */
function fileName(title: string): string {
  return withoutAccents(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120)
}

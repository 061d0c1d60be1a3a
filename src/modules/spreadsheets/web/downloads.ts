import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { noSuchBatch } from '../actions/decide.ts'
import { batchById } from '../queries/batches.ts'
import { faultsAsWorkbook } from '../queries/faults-as-workbook.ts'
import { sheetAsWorkbook } from '../queries/write-sheet.ts'
import { readableBy, sheetAsked, writableBy } from './sheet-parts.tsx'

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Asked = z.object({ kind: z.string().max(60).optional() })

/** Templates, records and the sent file with its faults, as Excel files. */
export function downloads(app: FastifyInstance, sheets: readonly RecordSheet[]): void {
  app.get('/spreadsheets/template.xlsx', allow('spreadsheet.use'), async (request, reply) => {
    const context = signedInContext(request)
    const sheet = sheetAsked(writableBy(context.official, sheets), readAddress(Asked, request.query).kind)
    const file = await sheetAsWorkbook(context, sheet, { template: true })
    return asDownload(reply, { name: `Mẫu ${sheet.title.toLowerCase()}.xlsx`, mediaType: EXCEL }).send(file)
  })

  app.get('/spreadsheets/records.xlsx', allow('spreadsheet.use'), async (request, reply) => {
    const context = signedInContext(request)
    const sheet = sheetAsked(readableBy(context.official, sheets), readAddress(Asked, request.query).kind)
    const file = await sheetAsWorkbook(context, sheet, { template: false })
    return asDownload(reply, { name: `${sheet.title} ${context.today}.xlsx`, mediaType: EXCEL }).send(file)
  })

  app.get('/spreadsheets/batches/:batchId/faults.xlsx', allow('spreadsheet.use'), async (request, reply) => {
    const { database, official } = signedInContext(request)
    const batch = await batchById(database, official, readAddress(z.object({ batchId: Id }), request.params).batchId)
    const sheet = sheets.find(({ kind }) => kind === batch?.kind)
    if (!batch || !sheet || batch.faultyCount === 0) throw noSuchBatch()
    const file = await faultsAsWorkbook(database, batch, sheet)
    return asDownload(reply, {
      name: `Lỗi cần sửa - ${batch.sourceName.replace(/\.xlsx$/i, '')}.xlsx`,
      mediaType: EXCEL,
    }).send(file)
  })
}

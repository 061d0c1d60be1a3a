import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { logReading } from '../actions/log-reading.ts'
import { attachmentForReader } from '../queries/attachments.ts'

/** Sends an attached file to who may read its record: to be saved, never to be shown as a page of this system. */
export function attachmentDownload(app: FastifyInstance): void {
  app.get('/attachments/:attachmentId', allow('document.read'), async (request, reply) => {
    const { database, official, today, files } = signedInContext(request)
    const { attachmentId } = readAddress(z.object({ attachmentId: Id }), request.params)
    const file = await attachmentForReader(database, official, attachmentId, today)
    if (!file) throw new Refusal('not-found', 'documents.no-such-attachment', 'Không có tệp này trong phạm vi của bạn.')
    if (file.isLogged) await logReading(database, official, { documentId: file.subjectId, attachmentId })
    return asDownload(reply, file).header('content-length', file.sizeInBytes).send(files.read(file.sha256))
  })
}

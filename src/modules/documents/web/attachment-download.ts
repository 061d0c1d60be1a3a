import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachmentForReader } from '../queries/attachments.ts'

/** Sends an attached file to who may read its record: to be saved, never to be shown as a page of this system. */
export function attachmentDownload(app: FastifyInstance): void {
  app.get('/attachments/:attachmentId', allow('document.read'), async (request, reply) => {
    const { database, official, today, files } = signedInContext(request)
    const { attachmentId } = readAddress(z.object({ attachmentId: Id }), request.params)
    const file = await attachmentForReader(database, official, attachmentId, today)
    if (!file) throw new Refusal('not-found', 'documents.no-such-attachment', 'Không có tệp này trong phạm vi của bạn.')
    return reply
      .header('content-type', file.mediaType)
      .header('content-length', file.sizeInBytes)
      .header('content-disposition', contentDisposition(file.name))
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, no-store')
      .send(files.read(file.sha256))
  })
}

/** The name twice: for old programs without accents, and in full (RFC 6266, RFC 5987). */
export function contentDisposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

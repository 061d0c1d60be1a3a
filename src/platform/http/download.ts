import type { FastifyReply } from 'fastify'

/**
 * The headers of a file: to be saved under its name, never to be shown as a page of this site, whatever stands in it. A browser that
 * shows it all the same does so sealed off: without scripts, forms and the session.
 */
export function asDownload(
  reply: FastifyReply,
  { name, mediaType }: { name: string; mediaType: string },
): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', contentDisposition(name))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
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

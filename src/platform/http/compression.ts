import compress from '@fastify/compress'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Sends pages and answers of the API compressed: on a weak line a list comes in a sixth of its bytes.
 *
 * A compressed page tells by its length whether what an attacker put into its address stands in the page as well (BREACH, 2013). To
 * learn a secret in this way they must make the browser of who has signed in ask again and again, from a page of their own; a browser
 * says so in `Sec-Fetch-Site`. Such requests are answered as they are, and so are those of browsers that do not say. Who comes without
 * a cookie has no secret that could be learned.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request) => {
    // How the library is told to leave an answer alone.
    if (!mayBeCompressed(request)) request.headers['x-no-compression'] = '1'
  })
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: /^(text\/(html|plain|csv|calendar)|application\/(geo\+)?json)(;|$)/,
    // What is large is compressed beside the requests of others, what is small without the detour.
    syncThreshold: 16 * 1024,
    globalDecompression: false,
  })
}

/** True when nobody else made the browser ask, or when there is nothing to learn. */
export function mayBeCompressed({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  if (headers.cookie === undefined) return true
  return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none'
}

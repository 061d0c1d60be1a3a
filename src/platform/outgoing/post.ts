import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isPublicAddress, isSendable } from './public-address.ts'

const WITHIN_MILLISECONDS = 15_000

/** What came back: the code of an answer, or why there was none (`NOT_PUBLIC`, or the code of the failure). */
export type Answered = { code: number } | { code: null; reason: string }

/**
 * Posts a text once. The name is resolved here, and the connection goes to exactly the address that was looked at: nobody can point
 * the name elsewhere in between. Redirects are not followed, the answer is not read.
 */
export async function postOnce(
  address: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  { privateNetworks }: { privateNetworks: boolean },
): Promise<Answered> {
  if (!isSendable(address)) return { code: null, reason: 'NOT_SENDABLE' }
  const url = new URL(address)
  try {
    const found = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true })
    const [target] = found
    // One address of the house among several would be enough to be led there the next time.
    if (!target || (!privateNetworks && !found.every((each) => isPublicAddress(each.address))))
      return { code: null, reason: 'NOT_PUBLIC' }
    return await send(url, { headers, body }, target)
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: string }
    return { code: null, reason: typeof code === 'string' ? code : name === 'AbortError' ? 'ETIMEDOUT' : 'ERROR' }
  }
}

function send(
  url: URL,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  { address, family }: { address: string; family: number },
): Promise<Answered> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(WITHIN_MILLISECONDS),
        lookup: (_host, options, done) => {
          if (options.all) done(null, [{ address, family }])
          else done(null, address, family)
        },
      },
      (answer) => {
        resolve({ code: answer.statusCode ?? 0 })
        answer.destroy()
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

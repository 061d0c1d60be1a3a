import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isSendable } from './public-address.ts'

/** What came back: the code of an answer with what it says, or why there was none. */
export type Answer = { code: number; said: unknown } | { code: null; reason: string }

/**
 * Asks another system something, in JSON, and reads its answer up to `largestAnswer` bytes; all within `withinMilliseconds`, however slowly
 * it speaks. Redirects are not followed. Only for addresses that whoever runs this installation has set: they may be within the house,
 * so they are not looked at as those that people type are.
 */
export function askOnce(
  address: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: unknown },
  { withinMilliseconds, largestAnswer }: { withinMilliseconds: number; largestAnswer: number },
): Promise<Answer> {
  if (!isSendable(address)) return Promise.resolve({ code: null, reason: 'NOT_SENDABLE' })
  const url = new URL(address)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const text = JSON.stringify(body)
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      const { code, name } = error as { code?: unknown; name?: string }
      const wasLate = name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR'
      resolve({ code: null, reason: wasLate ? 'ETIMEDOUT' : typeof code === 'string' ? code : 'ERROR' })
    }
    const asking = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        agent: false,
        signal: AbortSignal.timeout(withinMilliseconds),
      },
      async (answer) => {
        try {
          const chunks: Buffer[] = []
          let size = 0
          for await (const chunk of answer) {
            size += (chunk as Buffer).length
            if (size > largestAnswer) throw Object.assign(new Error('too much'), { code: 'TOO_LARGE' })
            chunks.push(chunk as Buffer)
          }
          resolve({ code: answer.statusCode ?? 0, said: readJson(Buffer.concat(chunks).toString('utf8')) })
        } catch (error) {
          answer.destroy()
          fail(error)
        }
      },
    )
    asking.on('error', fail)
    asking.end(text)
  })
}

/** null for what is no JSON: the code alone is told then. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

import { Agent, request } from 'node:http'

const PASSWORD = 'dan-van-kheo-2026'

/** A browser that keeps its connection and its cookies, and knows nothing else. */
export async function visitor(base, userName = null) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let cookie = ''
  const ask = (path, { method = 'GET', body, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${base}${path}`,
        { agent, method, headers: { ...(cookie && { cookie }), ...headers } },
        (answer) => {
          const chunks = []
          answer.on('data', (chunk) => chunks.push(chunk))
          answer.on('end', () => {
            const set = answer.headers['set-cookie'] ?? []
            if (set.length > 0) cookie = withCookies(cookie, set)
            resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) })
          })
          answer.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  const page = async (path) => {
    const answer = await ask(path)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
    return answer.body.toString('utf8')
  }
  if (userName !== null) await signIn(ask, base, userName)
  return { ask, page, close: () => agent.destroy() }
}

async function signIn(ask, base, userName) {
  const form = new URLSearchParams(hiddenFields((await ask('/sign-in')).body.toString('utf8')))
  form.set('userName', userName)
  form.set('password', PASSWORD)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: base }
  const answer = await ask('/sign-in', { method: 'POST', body: form.toString(), headers })
  if (answer.status !== 303) throw new Error(`${userName} could not sign in: ${answer.status}.`)
}

/** The fields of a form that nobody sees. */
export function hiddenFields(html) {
  return [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ])
}

function withCookies(before, set) {
  const kept = new Map(before.split('; ').flatMap((each) => (each ? [each.split(/=(.*)/s).slice(0, 2)] : [])))
  for (const each of set) {
    const [name, value] = each.split(';')[0].split(/=(.*)/s)
    kept.set(name, value)
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
}

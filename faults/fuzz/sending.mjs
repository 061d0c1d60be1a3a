/** How long anybody would wait: what has not answered by then hangs. */
const PATIENCE_IN_MILLISECONDS = 30_000

/** Counts what came back; `wrong` are the first answers that nobody may get, with what was sent. */
export function countOfAnswers() {
  return { sent: 0, answers: new Map(), wrong: [], refusedAddresses: 0 }
}

/**
 * Sends one request and gives its status, address and words; null where none came. Redirects are not followed. What a client cannot even
 * send (an address or header that no request may have) is counted apart.
 */
export async function send(count, told, { base, path, method = 'GET', headers = {}, body }) {
  let answer
  try {
    const url = new URL(base + path)
    count.sent += 1
    answer = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_IN_MILLISECONDS),
    })
    const text = await answer.text()
    tally(count, answer.status)
    if (answer.status >= 500) tellOf(count, `${answer.status} ${told} ${method} ${path} ${shortened(body)}`)
    return { status: answer.status, headers: answer.headers, text }
  } catch (error) {
    if (answer === undefined && error instanceof TypeError && error.cause === undefined) {
      count.sent -= 1
      count.refusedAddresses += 1
      return null
    }
    tally(count, error.name === 'TimeoutError' ? 'hanging' : 'broken')
    tellOf(count, `${error.name} ${error.cause?.code ?? ''} ${told} ${method} ${path} ${shortened(body)}`)
    return null
  }
}

const MOST_TOLD = 20

function tellOf(count, words) {
  if (count.wrong.length < MOST_TOLD) count.wrong.push(words)
}

const tally = ({ answers }, key) => answers.set(key, (answers.get(key) ?? 0) + 1)

const shortened = (body) => (typeof body === 'string' ? body.slice(0, 400) : body === undefined ? '' : '(a file)')

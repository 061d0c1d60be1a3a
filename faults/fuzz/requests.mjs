import { prepareSystem } from '../system.mjs'
import { apiCaller } from './api.mjs'
import { chanceFrom } from './chance.mjs'
import { pageVisitor } from './pages.mjs'
import { countOfAnswers } from './sending.mjs'

const SENDERS = 8
/** So much of the time an operation is called; else a page is visited and a form sent. */
const OF_API = 0.4
const TOKENS_OF = ['canbo.xa', 'lanhdao.xa', 'tonghop.snv', 'lanhdao.tinh', 'thanhtra.tinh']

/**
 * Sends `times` requests to every operation that is described and every form that people of the demonstration find, and counts what came
 * back. The same seed sends the same again, as far as the order of answers allows.
 */
export async function fuzz(times, seed) {
  const system = await prepareSystem('fuzzed', { outside: false })
  try {
    await system.start()
    const { DEMONSTRATION_ACCOUNTS } = await import('../../dist/demonstration/demonstration-accounts.js')
    const tokens = []
    for (const account of TOKENS_OF)
      tokens.push((await system.command('token', 'create', '--account', account)).answer.token)
    const count = countOfAnswers()
    const api = await apiCaller({ base: system.base, count, tokens })
    const pages = pageVisitor({ base: system.base, count, accounts: DEMONSTRATION_ACCOUNTS })
    let next = 0
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        while (count.sent < times && !system.hasEnded()) {
          const number = next++
          const chance = chanceFrom(seed, number)
          if (chance.is(OF_API)) await api.call(chance, number)
          else await pages.visit(chance, number)
        }
      }),
    )
    const ended = system.hasEnded()
    if (ended) await system.start()
    const trail = await system.command('audit', 'verify')
    return {
      count,
      ended,
      trailIsWhole: trail.code === 0,
      operations: api.operations,
      forms: pages.seen.forms.size,
      signedOut: pages.seen.signedOut,
    }
  } finally {
    await system.stop()
  }
}

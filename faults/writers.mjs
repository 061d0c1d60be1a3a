import { setTimeout as wait } from 'node:timers/promises'

/**
 * People who write without pause, each piece under a key of its own (`Idempotency-Key`), and send what nobody confirmed again with the
 * same key until it is. What was confirmed is kept in a list, to be looked for afterwards.
 */
export function startWriters({ count, addressOf, tokens, unitIds }) {
  const acknowledged = new Map()
  const seen = { answers: new Map(), unreached: 0, repeated: 0, slowest: 0, curt: 0, refusal: null }
  let isStopping = false
  let isAbandoned = false
  let next = 0
  const writers = Array.from({ length: count }, async (_, writer) => {
    const kind = writer % 2 === 0 ? PLAN : PETITION
    while (!isStopping) {
      const number = ++next
      const key = `${process.pid}-${number}`
      const title = `${kind.title} ${key}`
      const piece = { path: kind.path, token: tokens[kind.path], key, content: kind.content(title, unitIds[kind.path]) }
      for (let tries = 0; !isAbandoned; tries++) {
        if (tries > 0) seen.repeated += 1
        const location = await send({ base: addressOf(number + tries), ...piece }, seen)
        if (location !== null) {
          acknowledged.set(title, location)
          break
        }
        await wait(100)
      }
    }
  })
  // Whoever is refused fails at once; it is told by `stop`.
  for (const writer of writers) writer.catch(() => {})
  return {
    acknowledged,
    seen,
    /** Ends when each has had its last piece confirmed. */
    stop: async () => {
      isStopping = true
      await Promise.all(writers)
    },
    /** Ends at once when the work itself has broken off: there may be no system left that would ever confirm anything. */
    abandon: () => {
      isStopping = true
      isAbandoned = true
    },
  }
}

/** A record of a kind that has no number, and one that takes the next of its unit. */
export const PLAN = {
  path: '/api/v1/plans',
  title: 'Kế hoạch thử lỗi',
  content: (title, unitId) => ({ unitId, title, year: 2026, issuedOn: '28/02/2026', contents: '1. Đối thoại' }),
}
export const PETITION = {
  path: '/api/v1/petitions',
  title: 'Đơn thử lỗi',
  content: (title, unitId) => ({
    ...{ unitId, title, kind: 'feedback', channel: 'counter', receivedOn: '2026-02-27' },
    ...{ senderName: 'Nguyễn Văn Thử', senderAddress: 'Thôn 1', content: 'Đường liên thôn hỏng.' },
  }),
}

const PATIENCE_IN_MILLISECONDS = 20_000

async function send({ base, path, token, key, content }, seen) {
  const began = performance.now()
  try {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(PATIENCE_IN_MILLISECONDS),
    })
    seen.answers.set(answer.status, (seen.answers.get(answer.status) ?? 0) + 1)
    seen.slowest = Math.max(seen.slowest, performance.now() - began)
    if (answer.status === 201) return (await answer.json()).location
    const said = await answer.text()
    // Whoever cannot be served now is told when to come again.
    if (answer.status === 503 && !answer.headers.has('retry-after')) seen.curt += 1
    // Whoever is refused would send for ever.
    if (answer.status < 500 && answer.status !== 429) seen.refusal = new Error(`${answer.status} ${said}`)
  } catch {
    seen.unreached += 1
  }
  if (seen.refusal) throw seen.refusal
  return null
}

/**
 * What of the confirmed pieces is there: once, more than once, or not at all; how many have their entry in the trail; and how many numbers
 * were taken since `numbered` that no record has.
 */
export async function lookFor(system, acknowledged, numbered) {
  const titles = [...acknowledged.keys()]
  const { rows } = await system.query(
    `with piece as (
       select 'plan' as kind, id, title from plan union all select 'petition', id, title from petition
     )
     select title, count(distinct piece.id)::int as records, count(audit_entry.id)::int as entries
     from piece left join audit_entry on audit_entry.subject_kind = piece.kind and audit_entry.subject_id = piece.id::text
       and audit_entry.action = case piece.kind when 'plan' then 'plan.created' else 'petition.registered' end
     where title = any($1) group by title`,
    [titles],
  )
  return {
    acknowledged: titles.length,
    lost: titles.length - rows.length,
    twice: rows.filter(({ records }) => records > 1).length,
    withoutEntry: rows.filter(({ records, entries }) => entries !== records).length,
    gaps: await gapsSince(system, numbered),
  }
}

/** The last number that each unit has given to a petition, by unit and year. */
export async function lastNumbers(system) {
  const { rows } = await system.query(
    `select unit_id || '/' || year as register, max(number)::int as last from petition group by unit_id, year`,
  )
  return new Map(rows.map(({ register, last }) => [register, last]))
}

async function gapsSince(system, numbered) {
  const { rows } = await system.query(
    `select unit_id || '/' || year as register, array_agg(number order by number) as numbers
     from petition where title like $1 group by unit_id, year`,
    [`${PETITION.title} %`],
  )
  return rows.reduce((gaps, { register, numbers }) => {
    const before = numbered.get(register) ?? 0
    return gaps + (Math.max(...numbers) - before - new Set(numbers).size)
  }, 0)
}

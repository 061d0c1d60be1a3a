import { setTimeout as wait } from 'node:timers/promises'

/**
 * People who write without pause, each piece under a key of its own (`Idempotency-Key`), and send what nobody confirmed again with the
 * same key until it is. What was confirmed is kept in a list, to be looked for afterwards.
 */
export function startWriters({ count, addressOf, token, unitId }) {
  const acknowledged = new Map()
  const seen = { answers: new Map(), unreached: 0, repeated: 0, refusal: null }
  let isStopping = false
  let next = 0
  const writers = Array.from({ length: count }, async () => {
    while (!isStopping) {
      const key = `${process.pid}-${++next}`
      const title = `Kế hoạch thử lỗi ${key}`
      for (let tries = 0; ; tries++) {
        if (tries > 0) seen.repeated += 1
        const location = await send({ base: addressOf(), token, unitId, key, title }, seen)
        if (location !== null) {
          acknowledged.set(title, location)
          break
        }
        await wait(100)
      }
    }
  })
  return {
    acknowledged,
    seen,
    /** Ends when each has had its last piece confirmed. */
    stop: async () => {
      isStopping = true
      await Promise.all(writers)
    },
  }
}

const PATIENCE_IN_MILLISECONDS = 20_000

async function send({ base, token, unitId, key, title }, seen) {
  try {
    const answer = await fetch(`${base}/api/v1/plans`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ unitId, title, year: 2026, issuedOn: '28/02/2026', contents: '1. Đối thoại' }),
      signal: AbortSignal.timeout(PATIENCE_IN_MILLISECONDS),
    })
    seen.answers.set(answer.status, (seen.answers.get(answer.status) ?? 0) + 1)
    if (answer.status === 201) return (await answer.json()).location
    const said = await answer.text()
    // Whoever is refused would send for ever.
    if (answer.status < 500 && answer.status !== 429) seen.refusal = new Error(`${answer.status} ${said}`)
  } catch {
    seen.unreached += 1
  }
  if (seen.refusal) throw seen.refusal
  return null
}

/** What of the confirmed pieces is there: once, more than once, or not at all; and how many have their entry in the trail. */
export async function lookFor(system, acknowledged) {
  const titles = [...acknowledged.keys()]
  const { rows } = await system.query(
    `select title, count(distinct plan.id)::int as records, count(audit_entry.id)::int as entries
     from plan left join audit_entry on audit_entry.subject_kind = 'plan' and audit_entry.subject_id = plan.id::text
       and audit_entry.action = 'plan.created'
     where title = any($1) group by title`,
    [titles],
  )
  return {
    acknowledged: titles.length,
    lost: titles.length - rows.length,
    twice: rows.filter(({ records }) => records > 1).length,
    withoutEntry: rows.filter(({ records, entries }) => entries !== records).length,
  }
}

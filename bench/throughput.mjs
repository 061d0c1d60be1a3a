import { connect } from './client.mjs'
import { percentile95 } from './rounds.mjs'

/**
 * Lets so many clients, each on a connection of its own, live lives at a contestant one after another for so many seconds.
 *
 * A contestant is `{ name, base, headers?, life(client, i) }`: `life` sends all requests of one life through `client.send` and refuses
 * when one of them is refused; `i` is another number for each life. Gives the lives in a second, and what 95 in a hundred of them stay
 * under, in milliseconds.
 */
export async function livesOf({ base, headers, life }, { clients, seconds }) {
  const connections = Array.from({ length: clients }, () => connect(base, headers))
  const times = []
  const start = performance.now()
  const end = start + seconds * 1000
  try {
    await Promise.all(
      connections.map(async (client) => {
        while (performance.now() < end) {
          const begun = performance.now()
          await life(client, number++)
          times.push(performance.now() - begun)
        }
      }),
    )
  } finally {
    for (const client of connections) client.close()
  }
  const took = (performance.now() - start) / 1000
  return { perSecond: times.length / took, percentile95: percentile95(times), count: times.length }
}

let number = 1

/** The same in turns: each contestant once in every round, in another order every time; a round before the first is not counted. */
export async function livesInTurns(contestants, { rounds, clients, seconds }) {
  const results = new Map(contestants.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round + contestants.length) % contestants.length]
      const result = await livesOf(contestant, { clients, seconds })
      contestant.lived = (contestant.lived ?? 0) + result.count
      if (round >= 0) results.get(contestant.name).push(result)
    }
  }
  return results
}

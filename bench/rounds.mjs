/** What a list of measurements says: its middle, and what all but five in a hundred stay under. */
export function median(values) {
  return at(values, 0.5)
}

export function percentile95(values) {
  return at(values, 0.95)
}

function at(values, share) {
  const sorted = [...values].sort((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * Lets contestants take turns: each once in every round, in another order every time, so that what else the machine does meets all of
 * them alike. A round before the first is not counted. Gives, for each contestant by name, what every round took in milliseconds.
 */
export async function inTurns(contestants, rounds) {
  const times = new Map(contestants.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round + contestants.length) % contestants.length]
      const start = performance.now()
      await contestant.run(round)
      if (round >= 0) times.get(contestant.name).push(performance.now() - start)
    }
  }
  return times
}

/** The middle of the ratios of two contestants, round by round: what slows a round down slows both. */
export function ratio(of, to) {
  return median(of.map((value, round) => value / to[round]))
}

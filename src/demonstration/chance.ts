/**
 * Chance that always falls the same way, so that the demonstration is the same on every machine.
 * Mulberry32: public domain, 32 bits of state; good enough for sample texts, for nothing else.
 */
export type Chance = {
  /** A number from 0 up to, not including, 1. */
  next: () => number
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number
  /** One of the list. */
  pick: <Item>(items: readonly Item[]) => Item
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new Error('Nothing to pick from.')
      return item
    },
  }
}

/**
 * Splits a total into that many whole parts, none below 60% of the average, whose sum is exactly the total.
 * This is how a sum that a source states becomes rows behind it.
 */
export function split(total: number, parts: number, random: Chance): number[] {
  const least = Math.floor((total / parts) * 0.6)
  const weights = Array.from({ length: parts }, () => 0.2 + random.next())
  const weight = weights.reduce((sum, each) => sum + each, 0)
  const spare = total - least * parts
  const split = weights.map((each) => least + Math.floor((spare * each) / weight))
  const given = split.reduce((sum, each) => sum + each, 0)
  return split.map((part, index) => (index < total - given ? part + 1 : part))
}

/** Chance that comes out the same again for the same seed and number: what broke something can be sent once more (mulberry32). */
export function chanceFrom(seed, number = 0) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit) => Math.floor(next() * limit)
  return {
    below,
    /** True so often, from 0 to 1. */
    is: (share) => next() < share,
    pick: (list) => list[below(list.length)],
  }
}

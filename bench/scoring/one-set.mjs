/** The set that all contestants score by, and the facts: each gets the same. */
let seed = 7
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) | 0
  return (seed >>> 0) / 4294967296
}
const KINDS = ['yesno', 'steps', 'ratio', 'ratio', 'deduct', 'yesno', 'steps', 'ratio', 'steps', 'deduct']
const STEPS = (max) => [
  [0.95, max],
  [0.8, max * 0.75],
  [0.6, max * 0.5],
  [0.3, max * 0.25],
  [0, 0],
]
/** 100 criteria in ten groups of ten. */
export const SET = Array.from({ length: 100 }, (_, index) => {
  const max = 1 + (index % 4)
  const type = KINDS[index % 10]
  return { no: index + 1, group: Math.floor(index / 10), type, max, steps: STEPS(max), each: 0.25 }
})
/** The most that each group gives. */
export const CAPS = Array.from({ length: 10 }, (_, group) => {
  const sum = SET.filter((criterion) => criterion.group === group).reduce(
    (total, criterion) => total + criterion.max,
    0,
  )
  return Math.round(sum * 90) / 100
})
/** What so many units did, the same on every machine. */
export function factsOf(units) {
  seed = 7
  return Array.from({ length: units }, () =>
    SET.map((criterion) => {
      if (criterion.type === 'yesno') return { yes: random() < 0.7 }
      if (criterion.type === 'deduct') return { n: Math.floor(random() ** 2 * 10) }
      const b = 1 + Math.floor(random() * 400)
      return { a: Math.floor(b * random() ** 0.4), b }
    }),
  )
}

export const cents = (number) => Math.round(number * 100) / 100
export const words = (number) => String(number).replace('.', ',')

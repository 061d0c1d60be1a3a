/** One point of one unit that may be marked a second time. */
export type Markable = { unitCode: string; criterionCode: string }

/**
 * A share of what may be marked, rounded up, drawn by the seed: the same seed and the same units and criteria give the same sample,
 * in whatever order they come, so that anybody can draw it again.
 */
export function drawSample<Item extends Markable>(items: readonly Item[], seed: string, percent: number): Item[] {
  const size = Math.min(items.length, Math.ceil((items.length * percent) / 100))
  return items
    .map((item) => ({ item, name: `${item.unitCode} ${item.criterionCode}` }))
    .map((each) => ({ ...each, lot: lotOf(`${seed} ${each.name}`) }))
    .sort((first, second) => first.lot - second.lot || (first.name < second.name ? -1 : 1))
    .slice(0, size)
    .map(({ item }) => item)
}

/** A number from 0 to 2³² that follows from the words and looks like chance: FNV-1a, then mixed so that like words lie far apart. */
function lotOf(words: string): number {
  let hash = 0x811c9dc5
  for (const unit of words) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

import { Refusal } from '../../../vocabulary/refusal.ts'

/** Units with equal rank and points, in the order in which people decided to place them. */
export interface OrderDecision {
  readonly units: readonly string[]
  readonly reason: string
}

/** Units that share a place because rank, total and the whole tie order are equal. */
export interface Tie {
  readonly block: string
  readonly position: number
  readonly units: readonly string[]
}

/** What places a unit: a better rank (lower level) first, then a higher total, then the points named by the tie order. */
export interface Standing {
  readonly key: string
  readonly block: string
  /** 0 is the best rank; −1 means not ranked. */
  readonly level: number
  readonly total: number
  readonly tieBreakers: readonly number[]
}

export interface BlockOrder {
  readonly positions: ReadonlyMap<string, number>
  readonly ties: readonly Tie[]
}

/**
 * Places the ranked units of each block from 1; units that nothing parts share a place (1, 2, 2, 4) and make a tie.
 * Refuses `criteria.order-of-unequal-units` when people put an order on units that are not tied.
 */
export function orderInBlocks(standings: readonly Standing[], decisions: readonly OrderDecision[]): BlockOrder {
  const positions = new Map<string, number>()
  const ties: Tie[] = []
  const byKey = new Map(standings.map((standing) => [standing.key, standing]))
  const decidedPlace = decidedPlaces(byKey, decisions)

  for (const [block, members] of blocks(standings.filter((standing) => standing.level >= 0))) {
    const place = (standing: Standing) => decidedPlace.get(standing.key) ?? 0
    const sorted = members.toSorted(
      (first, second) =>
        compareStandings(first, second) || place(first) - place(second) || compareText(first.key, second.key),
    )
    let shared: Standing[] = []
    sorted.forEach((standing, index) => {
      const previous = shared[0]
      const equal =
        previous !== undefined && compareStandings(previous, standing) === 0 && place(previous) === place(standing)
      shared = equal ? [...shared, standing] : [standing]
      const position = equal ? (positions.get(previous.key) ?? index + 1) : index + 1
      positions.set(standing.key, position)
      if (shared.length > 1) {
        if (shared.length > 2) ties.pop()
        ties.push({ block, position, units: shared.map((each) => each.key) })
      }
    })
  }
  return { positions, ties }
}

/** Negative when the first stands better; 0 when only people can part the two. */
export function compareStandings(first: Standing, second: Standing): number {
  if (first.level !== second.level) return first.level - second.level
  if (first.total !== second.total) return second.total - first.total
  for (let index = 0; index < first.tieBreakers.length; index += 1) {
    const difference = (second.tieBreakers[index] ?? 0) - (first.tieBreakers[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The units of each block, blocks in the order of their names. */
export function blocks<Member extends { readonly block: string }>(members: readonly Member[]): [string, Member[]][] {
  const byBlock = new Map<string, Member[]>()
  for (const member of members) {
    const already = byBlock.get(member.block)
    if (already === undefined) byBlock.set(member.block, [member])
    else already.push(member)
  }
  return [...byBlock].sort(([first], [second]) => compareText(first, second))
}

function decidedPlaces(byKey: ReadonlyMap<string, Standing>, decisions: readonly OrderDecision[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const decision of decisions) {
    const [first, ...others] = decision.units.map((key) => byKey.get(key))
    const tied =
      first !== undefined &&
      first.level >= 0 &&
      others.every(
        (other) => other !== undefined && other.block === first.block && compareStandings(first, other) === 0,
      )
    if (!tied) {
      throw new Refusal(
        'conflict',
        'criteria.order-of-unequal-units',
        `Các đơn vị ${decision.units.join(', ')} không còn bằng nhau về xếp loại và điểm nên không quyết định thứ tự được nữa. Hãy xem lại kết quả mới nhất.`,
      )
    }
    decision.units.forEach((key, index) => {
      places.set(key, index + 1)
    })
  }
  return places
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0
}

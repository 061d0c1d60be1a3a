import { exactOf, plus, rounded } from './exact.ts'

/** An amount with the number of records behind it. Of a share, the value is the number of records that are part. */
export type Counted = {
  readonly total: Quantity
  readonly own: Quantity
  readonly parts: readonly (Quantity & { readonly unitId: string })[]
  readonly unallocated: Quantity
  readonly unallocatedHere: Quantity
  readonly onBehalfOf: readonly (Quantity & { readonly unitId: string })[]
}

export type Quantity = { readonly value: number; readonly recordCount: number }

export const NOTHING: Quantity = { value: 0, recordCount: 0 }
export const NONE_COUNTED: Counted = {
  ...{ total: NOTHING, own: NOTHING, parts: [], unallocated: NOTHING, unallocatedHere: NOTHING, onBehalfOf: [] },
}

/** More than any amount has after its point. */
const PLACES = 6

/** What was counted before with one line more: of which part of the unit, for which body, the unit's own or not, given to one unit or not. */
export function withRow(
  before: Counted = NONE_COUNTED,
  place: { partId: string; bodyId: string | null; isHere: boolean; isAllocated: boolean },
  added: Quantity,
): Counted {
  const { partId, bodyId, isHere, isAllocated } = place
  return {
    total: sum(before.total, added),
    own: isHere && isAllocated ? sum(before.own, added) : before.own,
    parts: withUnit(before.parts, partId, added),
    unallocated: isAllocated ? before.unallocated : sum(before.unallocated, added),
    unallocatedHere: isHere && !isAllocated ? sum(before.unallocatedHere, added) : before.unallocatedHere,
    onBehalfOf: bodyId === null ? before.onBehalfOf : withUnit(before.onBehalfOf, bodyId, added),
  }
}

/** The same with the numbers of different persons in place of what the lines add up to. */
export function withDifferent(before: Counted = NONE_COUNTED, total: number, own: number): Counted {
  return { ...before, total: { ...before.total, value: total }, own: { ...before.own, value: own } }
}

function withUnit(units: Counted['parts'], unitId: string, added: Quantity): Counted['parts'] {
  // As nearly all are: of one part only.
  const [first] = units
  if (!first) return [{ unitId, ...added }]
  if (units.length === 1 && first.unitId === unitId) return [{ unitId, ...sum(first, added) }]
  const before = units.find((unit) => unit.unitId === unitId)
  return [...units.filter((unit) => unit !== before), { unitId, ...sum(before ?? NOTHING, added) }].sort(
    (one, other) => Number(one.unitId) - Number(other.unitId),
  )
}

function sum(before: Quantity, added: Quantity): Quantity {
  if (before === NOTHING) return added
  return { value: exactSum(before.value, added.value), recordCount: before.recordCount + added.recordCount }
}

/** 0,1 and 0,2 are 0,3. */
function exactSum(one: number, other: number): number {
  const quick = one + other
  return Number.isSafeInteger(one) && Number.isSafeInteger(other)
    ? quick
    : rounded(plus(exactOf(one), exactOf(other)), PLACES)
}

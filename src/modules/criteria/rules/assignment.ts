import { type CriteriaNode, type CriteriaSet, isCriterion } from './criteria-set.ts'

/** Somebody of the verification team, and what they verify: a unit, or a criterion or group over all units. */
export type Assignment = { accountId: string; unitId: string | null; criterionCode: string | null }

/** The codes of a criterion and of everything above it, outermost first; empty when it is not in the set. */
export function codesDownTo(set: CriteriaSet, code: string): string[] {
  const down = (nodes: readonly CriteriaNode[]): string[] => {
    for (const node of nodes) {
      if (node.code === code) return [code]
      const below = isCriterion(node) ? [] : down(node.children)
      if (below.length > 0) return [node.code, ...below]
    }
    return []
  }
  return down(set.groups)
}

/** Who was given the criterion of the unit, by unit or by criterion; nobody means that any verifier may take it. */
export function assignedTo(assignments: readonly Assignment[], unitId: string, codes: readonly string[]): string[] {
  return assignments
    .filter((each) => each.unitId === unitId || (each.criterionCode !== null && codes.includes(each.criterionCode)))
    .map((each) => each.accountId)
}

/** True when the verifier may give points for the criterion of the unit, as far as the team has shared out its work. */
export function isMineToMark(
  assignments: readonly Assignment[],
  accountId: string,
  unitId: string,
  codes: readonly string[],
): boolean {
  const given = assignedTo(assignments, unitId, codes)
  return given.length === 0 || given.includes(accountId)
}

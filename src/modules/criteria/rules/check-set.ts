import { checkCriteria } from './checks/criteria.ts'
import { checkFigures } from './checks/figures.ts'
import { checkHeader } from './checks/header.ts'
import { checkRanking } from './checks/ranking.ts'
import { readableScale } from './checks/readable-scale.ts'
import { newProblems, type SetProblem } from './checks/set-problem.ts'
import { checkSums } from './checks/sums.ts'
import type { CriteriaSet } from './criteria-set.ts'

export type { SetProblem } from './checks/set-problem.ts'

/**
 * Everything that is wrong or doubtful in a set, in plain Vietnamese, in the order of the set. A set without mistakes can be
 * compiled and scores every unit.
 * `indicators` are the codes that the system can count; without them it is not checked whether an indicator exists.
 */
export function checkSet(set: CriteriaSet, indicators?: readonly string[]): SetProblem[] {
  const problems = newProblems()
  const scale = readableScale(set, problems)
  checkHeader(set, problems)
  checkCriteria(set, scale, problems)
  checkSums(set, scale, problems)
  checkRanking(set, scale, problems)
  checkFigures(set, indicators, problems)
  return [...problems.found]
}

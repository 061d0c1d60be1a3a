import type { Criterion } from './criteria-set.ts'
import { isSelfScored } from './score-sheet.ts'

/** The name of the field in which a unit says why required evidence is not there. */
export const evidenceReasonField = (code: string) => `evidence:${code}`

/** True when the set requires evidence for points that the unit gave itself, and there is none. Nought points claim nothing. */
export function isLackingEvidence(
  criterion: Criterion,
  score: { state: string | null; points: string | null } | undefined,
  pieces: number,
): boolean {
  if (pieces > 0 || !isSelfScored(criterion) || score?.state !== 'scored' || Number(score.points ?? '0') === 0)
    return false
  return (criterion.evidence ?? []).some((asked) => asked.required)
}

/** The criteria of a kept sheet that lack required evidence, in the order of the set. */
export function lackingEvidence(
  criteria: readonly Criterion[],
  scores: readonly { criterionCode: string; selfState: string | null; selfPoints: string | null }[],
  pieces: ReadonlyMap<string, number>,
): Criterion[] {
  return criteria.filter((criterion) => {
    const score = scores.find((each) => each.criterionCode === criterion.code)
    const own = score && { state: score.selfState, points: score.selfPoints }
    return isLackingEvidence(criterion, own, pieces.get(criterion.code) ?? 0)
  })
}

import type { CompiledCriterion } from './compiled-tree.ts'
import type { Facts } from './input.ts'
import type { Mark } from './mark.ts'
import { typedParts } from './points-within.ts'
import type { DecimalText } from './score-scale.ts'

/** How the points of a criterion came about. */
export type ScoreState = 'scored' | 'missing' | 'decided' | 'granted-in-full' | 'left-out' | 'not-granted'

/** The points of one criterion in parts of the scale, whoever or whatever gave them. */
export interface Settled {
  readonly parts: number
  readonly explanation: string
  readonly state: ScoreState
}

/**
 * Points that people decided come first, then what not applying means, then the method.
 * Only a criterion that is left out of the scale has no points to decide on.
 */
export function settle(
  criterion: CompiledCriterion,
  setAside: boolean,
  decided: DecimalText | undefined,
  facts: Facts,
  totalBefore: number,
): Settled {
  const aside = setAside || criterion.neverApplies
  if (decided === undefined) {
    if (aside) return notApplicable(criterion, 'Không áp dụng')
    const mark = criterion.mark(facts, totalBefore)
    return isSettled(mark) ? mark : notApplicable(criterion, mark.explanation)
  }
  if (criterion.mode === 'rescale' && (aside || criterion.mark(facts, totalBefore).state === 'not-applicable')) {
    return notApplicable(criterion, 'Không áp dụng')
  }
  const parts = typedParts(criterion.marked, decided)
  return { parts, explanation: `Điểm do người chấm ghi → ${criterion.marked.scale.show(parts)}`, state: 'decided' }
}

function isSettled(mark: Mark): mark is Mark & { readonly state: 'scored' | 'missing' } {
  return mark.state !== 'not-applicable'
}

function notApplicable(criterion: CompiledCriterion, reason: string): Settled {
  const { scale, max } = criterion.marked
  switch (criterion.mode) {
    case 'full':
      return { parts: max ?? 0, explanation: `${reason} → tính đủ ${scale.show(max ?? 0)}`, state: 'granted-in-full' }
    case 'rescale':
      return {
        parts: 0,
        explanation: `${reason} → bỏ khỏi thang điểm, quy đổi các tiêu chí còn lại`,
        state: 'left-out',
      }
    case 'nothing':
      return { parts: 0, explanation: `${reason} → không tính điểm`, state: 'not-granted' }
  }
}

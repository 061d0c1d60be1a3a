import { Refusal } from '../../../vocabulary/refusal.ts'
import { checkSet } from './check-set.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet, Criterion } from './criteria-set.ts'
import { forgiving } from './forgiving-set.ts'
import type { FigureValue } from './input.ts'
import { markerOf } from './methods/marker.ts'
import { pointScale } from './point-scale.ts'
import { markedOf } from './points-within.ts'
import { type ScoredUnit, scoreUnit } from './score-unit.ts'

/** Figures that the writer of a set tries it with; kept with the draft. */
export interface SampleInputs {
  readonly kind?: string
  readonly figures: Readonly<Record<string, FigureValue>>
}

/** The whole set tried with the sample: as scored, or why it can't be yet. */
export type WorkedExample = { readonly scored: ScoredUnit } | { readonly why: string }

export function workedExample(set: CriteriaSet, sample: SampleInputs): WorkedExample {
  const mistakes = checkSet(set).filter((problem) => problem.severity === 'mistake')
  if (mistakes.length > 0) {
    return { why: `Chưa tính được tổng điểm vì bản soạn còn ${mistakes.length} lỗi; từng tiêu chí vẫn được tính thử.` }
  }
  const kind = set.unitKinds.find((each) => each.code === sample.kind)?.code ?? set.unitKinds[0]?.code ?? ''
  const year = set.years.at(-1)?.year ?? 0
  const block = set.blocks?.[0]?.code
  const unit = block === undefined ? { kind } : { kind, block }
  try {
    return { scored: scoreUnit(forgiving(compileCriteriaSet(set)), { unit, year, figures: sample.figures }) }
  } catch (error) {
    if (error instanceof Refusal) return { why: error.messageForPerson }
    throw error
  }
}

/** One criterion tried alone, whatever is wrong elsewhere in the set: its explanation, or what keeps it from being scored. */
export function workedCriterion(set: CriteriaSet, criterion: Criterion, sample: SampleInputs): string {
  try {
    const scale = pointScale(set.scale)
    const mark = markerOf(criterion.method, markedOf(criterion, scale))
    const year = set.years.at(-1)?.year ?? Number(set.effective.from.slice(0, 4))
    return mark({ figures: sample.figures, year }, scale.toParts(set.scale.baseMaximum)).explanation
  } catch (error) {
    if (error instanceof Refusal) return error.messageForPerson
    throw error
  }
}

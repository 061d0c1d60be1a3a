import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import { type CriteriaNode, type CriteriaSet, type Criterion, isCriterion } from './criteria-set.ts'
import type { DecimalText } from './score-scale.ts'
import { type ScoredUnit, scoreUnit } from './score-unit.ts'
import { type AskedFigure, askedFigures, criteriaOf, distinctFigures, figuresOfCriterion } from './set-inputs.ts'
import type { UnitInputs } from './unit-inputs.ts'

/** True for a criterion that the unit scores itself; the others are scored when the sheet is verified. */
export function isSelfScored(criterion: Criterion): boolean {
  return criterion.scorer === 'unit'
}

/**
 * The self-assessment: criteria that somebody else scores stand at nought, so that the total is the unit's own part and is read
 * beside `selfMaximum`. `inputs` must hold only what the unit and the counting gave.
 */
export function selfScore(compiled: CompiledCriteriaSet, inputs: UnitInputs): ScoredUnit {
  const others: Record<string, DecimalText> = {}
  for (const criterion of criteriaOf(compiled.set.groups)) {
    if (!isSelfScored(criterion)) others[criterion.code] = nearestToNought(criterion)
  }
  return scoreUnit(compiled, inputs, others)
}

/** The most that a unit of the kind can give itself: the base criteria that units score, with the set's decimals. */
export function selfMaximum(compiled: CompiledCriteriaSet, kind: string): DecimalText {
  const selfScored = new Set(
    criteriaOf(compiled.set.groups)
      .filter(isSelfScored)
      .map((criterion) => criterion.code),
  )
  const parts = compiled
    .treeFor(kind)
    .criteria.filter((criterion) => criterion.role === 'base' && selfScored.has(criterion.code))
    .reduce((sum, criterion) => sum + (criterion.max ?? 0), 0)
  return compiled.scale.write(parts)
}

/** One line of the set as a unit of the kind sees it: its depth, from 0, and whether it is scored itself. */
export type SheetLine = { readonly depth: number; readonly node: CriteriaNode }

/** The set as it is printed for one kind of unit, parents before children. */
export function sheetLines(set: CriteriaSet, kind: string): SheetLine[] {
  const linesOf = (nodes: readonly CriteriaNode[], depth: number): SheetLine[] =>
    nodes
      .filter((node) => node.appliesTo === undefined || node.appliesTo.includes(kind))
      .flatMap((node) => [{ depth, node }, ...(isCriterion(node) ? [] : linesOf(node.children, depth + 1))])
  return linesOf(set.groups, 0)
}

/** The criteria that are scored for the kind of unit, in the order of the set. */
export function criteriaFor(set: CriteriaSet, kind: string): Criterion[] {
  return sheetLines(set, kind)
    .map((line) => line.node)
    .filter(isCriterion)
}

/** The figures that a kind of unit is scored with, each once: those of its criteria, then those of knock-outs, ceilings and the like. */
export function figuresForKind(set: CriteriaSet, kind: string): AskedFigure[] {
  return distinctFigures([
    ...criteriaFor(set, kind).flatMap(figuresOfCriterion),
    ...askedFigures({ ...set, groups: [] }),
  ])
}

/** A floor above nought is the least that anybody can be given. */
function nearestToNought(criterion: Criterion): DecimalText {
  const { minPoints } = criterion
  return minPoints !== undefined && minPoints !== null && Number(minPoints) > 0 ? minPoints : '0'
}

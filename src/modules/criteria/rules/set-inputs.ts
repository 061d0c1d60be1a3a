import type { Condition } from './condition.ts'
import { type CriteriaNode, type CriteriaSet, type Criterion, isCriterion, type TitledCode } from './criteria-set.ts'
import { codeOf, type Input, isRatio, type Measure } from './input.ts'
import type { ScoringMethod } from './scoring-method.ts'

/** What kind of answer a figure is. `count` is a whole number that events may add to. */
export type FigureKind = 'yes-no' | 'level' | 'number' | 'count' | 'points' | 'date' | 'rank' | 'unit'

/** One figure that a set asks for, and who gives it: a person, or the system by counting. */
export interface AskedFigure {
  readonly code: string
  readonly title: string
  readonly kind: FigureKind
  readonly from: 'person' | 'system'
  /** The node, knock-out, ceiling or other rule that asks. */
  readonly askedBy: string
}

/** Every figure that the set asks for, in its order; a figure that several criteria use comes once for each. */
export function askedFigures(set: CriteriaSet): AskedFigure[] {
  const figures = criteriaOf(set.groups).flatMap((criterion) => methodFigures(criterion.method, criterion))
  for (const rule of [...(set.knockOuts ?? []), ...(set.notRankedWhen ?? [])]) {
    figures.push(...ruleFigures(rule))
  }
  for (const ceiling of set.ceilings ?? []) {
    if ('notAbove' in ceiling) figures.push(...ruleFigures(ceiling))
    else {
      const { figure, holds } = ceiling.notAboveRankOf
      figures.push({ code: figure, title: ceiling.title, kind: holds, from: 'person', askedBy: ceiling.code })
    }
  }
  return figures
}

/** All criteria that are scored themselves, in the order of the set. */
export function criteriaOf(nodes: readonly CriteriaNode[]): Criterion[] {
  return nodes.flatMap((node) => (isCriterion(node) ? [node] : criteriaOf(node.children)))
}

/** The figures that one criterion asks for. */
export function figuresOfCriterion(criterion: Criterion): AskedFigure[] {
  return methodFigures(criterion.method, criterion)
}

function methodFigures(method: ScoringMethod, { code, title }: TitledCode): AskedFigure[] {
  const own = (kind: FigureKind): AskedFigure => ({ code, title, kind, from: 'person', askedBy: code })
  switch (method.kind) {
    case 'yes-no':
      return method.when === undefined ? [own('yes-no')] : conditionFigures(method.when, code)
    case 'levels':
      return [own('level')]
    case 'steps':
      return measureFigures(method.of, code)
    case 'ratio':
      return [...inputFigure(method.numerator, 'number', code), ...inputFigure(method.denominator, 'number', code)]
    case 'per-item':
      return method.items.flatMap((item) => inputFigure(item.of, 'count', code))
    case 'deduction': {
      const counted = method.occurrences.flatMap((occurrence) => inputFigure(occurrence.of, 'count', code))
      return method.before === undefined ? counted : [...methodFigures(method.before, { code, title }), ...counted]
    }
    case 'bonus':
      return method.awards.flatMap((award) => inputFigure(award.of, 'count', code))
    case 'imported':
      return inputFigure(method.of, 'number', code)
    case 'free':
      return [own('points')]
    case 'date':
      return method.of === undefined ? [own('date')] : inputFigure(method.of, 'date', code)
  }
}

function ruleFigures(rule: { code: string; title: string; when?: Condition }): AskedFigure[] {
  if (rule.when !== undefined) return conditionFigures(rule.when, rule.code)
  return [{ code: rule.code, title: rule.title, kind: 'yes-no', from: 'person', askedBy: rule.code }]
}

function conditionFigures(condition: Condition, askedBy: string): AskedFigure[] {
  if ('of' in condition) return measureFigures(condition.of, askedBy)
  if ('yes' in condition) {
    return [{ code: condition.yes, title: condition.title, kind: 'yes-no', from: 'person', askedBy }]
  }
  if ('dateOf' in condition) return inputFigure(condition.dateOf, 'date', askedBy)
  if ('all' in condition) return condition.all.flatMap((part) => conditionFigures(part, askedBy))
  if ('any' in condition) return condition.any.flatMap((part) => conditionFigures(part, askedBy))
  return []
}

function measureFigures(measure: Measure, askedBy: string): AskedFigure[] {
  return isRatio(measure)
    ? [...inputFigure(measure.numerator, 'number', askedBy), ...inputFigure(measure.denominator, 'number', askedBy)]
    : inputFigure(measure, 'number', askedBy)
}

function inputFigure(input: Input, kind: FigureKind, askedBy: string): AskedFigure[] {
  const code = codeOf(input)
  if (code === null) return []
  return [{ code, title: input.title, kind, from: 'indicator' in input ? 'system' : 'person', askedBy }]
}

/** Each figure once, however many criteria ask for it. */
export function distinctFigures(figures: readonly AskedFigure[]): AskedFigure[] {
  return [...new Map(figures.map((figure) => [figure.code, figure])).values()]
}

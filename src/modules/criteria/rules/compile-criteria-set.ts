import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CompiledTree, compileTree } from './compiled-tree.ts'
import { type ConditionTest, conditionTest } from './condition.ts'
import { type AssessmentYear, type CriteriaNode, type CriteriaSet, isCriterion } from './criteria-set.ts'
import { type PointScale, pointScale } from './point-scale.ts'
import { askedFigures, criteriaOf, figuresOfCriterion } from './set-inputs.ts'

/** A set made ready to score many units: numbers read, texts spelled and methods turned into functions, once. */
export interface CompiledCriteriaSet {
  readonly set: CriteriaSet
  readonly scale: PointScale
  readonly baseMaximum: number
  readonly totalMaximum: number | null
  /** Best first, thresholds in parts of the scale. */
  readonly ranks: readonly { readonly title: string; readonly from: number }[]
  readonly knockOuts: readonly CompiledRule<{ readonly rank: string }>[]
  readonly ceilings: readonly CompiledRule<{ readonly notAbove: string }>[]
  readonly borrowedCeilings: readonly BorrowedCeiling[]
  readonly notRankedWhen: readonly CompiledRule<unknown>[]
  /** Codes of the criteria that are scored, of whatever kind of unit. */
  readonly criterionCodes: ReadonlySet<string>
  /** Codes of all nodes. */
  readonly nodeCodes: ReadonlySet<string>
  /** Under which code an event is counted: its own, or that of the only thing that the named criterion counts. */
  readonly countedAs: ReadonlyMap<string, string>
  /** Refuses `criteria.kind-not-in-set`. */
  treeFor(kind: string): CompiledTree
  /** Refuses `criteria.year-not-in-set`. */
  windowOf(year: number): AssessmentYear
}

/** A ceiling that is the rank of another body or unit, which a figure names. */
export interface BorrowedCeiling {
  readonly code: string
  readonly title: string
  readonly figure: string
  readonly holds: 'rank' | 'unit'
}

export type CompiledRule<Says> = { readonly code: string; readonly title: string; readonly test: ConditionTest } & Says

/** Compile a set that `checkSet` finds no mistake in; one with mistakes is refused or scores wrongly. */
export function compileCriteriaSet(set: CriteriaSet): CompiledCriteriaSet {
  const scale = pointScale(set.scale)
  const trees = new Map<string, CompiledTree>()
  const rule = (of: { code: string; title: string; when?: Parameters<typeof conditionTest>[0] }) => ({
    code: of.code,
    title: of.title,
    test: conditionTest(of.when ?? { yes: of.code, title: of.title }, scale),
  })
  return {
    set,
    scale,
    baseMaximum: scale.toParts(set.scale.baseMaximum),
    totalMaximum: set.scale.totalMaximum === undefined ? null : scale.toParts(set.scale.totalMaximum),
    ranks: set.ranks.map((rank) => ({ title: rank.title, from: scale.toParts(rank.from) })),
    knockOuts: (set.knockOuts ?? []).map((knockOut) => ({ ...rule(knockOut), rank: knockOut.rank })),
    ceilings: (set.ceilings ?? []).flatMap((ceiling) =>
      'notAbove' in ceiling ? [{ ...rule(ceiling), notAbove: ceiling.notAbove }] : [],
    ),
    borrowedCeilings: (set.ceilings ?? []).flatMap((ceiling) =>
      'notAbove' in ceiling ? [] : [{ code: ceiling.code, title: ceiling.title, ...ceiling.notAboveRankOf }],
    ),
    notRankedWhen: (set.notRankedWhen ?? []).map(rule),
    criterionCodes: new Set(criteriaOf(set.groups).map((criterion) => criterion.code)),
    nodeCodes: new Set(codesOf(set.groups)),
    countedAs: countedCodes(set),
    treeFor(kind) {
      const known = trees.get(kind)
      if (known !== undefined) return known
      if (!set.unitKinds.some((each) => each.code === kind)) refuseKind(set, kind)
      const tree = compileTree(set, kind, scale)
      trees.set(kind, tree)
      return tree
    },
    windowOf: (year) => set.years.find((each) => each.year === year) ?? refuseYear(set, year),
  }
}

function codesOf(nodes: readonly CriteriaNode[]): string[] {
  return nodes.flatMap((node) => [node.code, ...(isCriterion(node) ? [] : codesOf(node.children))])
}

function countedCodes(set: CriteriaSet): Map<string, string> {
  const codes = new Map<string, string>()
  for (const figure of askedFigures(set)) {
    if (figure.kind === 'count' || figure.kind === 'yes-no') codes.set(figure.code, figure.code)
  }
  for (const criterion of criteriaOf(set.groups)) {
    const [only, ...others] = figuresOfCriterion(criterion).filter((figure) => figure.kind === 'count')
    if (only !== undefined && others.length === 0 && !codes.has(criterion.code)) codes.set(criterion.code, only.code)
  }
  return codes
}

function refuseKind(set: CriteriaSet, kind: string): never {
  throw new Refusal(
    'invalid',
    'criteria.kind-not-in-set',
    `Bộ tiêu chí “${set.title}” không áp dụng cho loại đơn vị “${kind}”. Các loại được áp dụng: ${set.unitKinds.map((each) => each.title).join('; ')}.`,
  )
}

function refuseYear(set: CriteriaSet, year: number): never {
  throw new Refusal(
    'invalid',
    'criteria.year-not-in-set',
    `Bộ tiêu chí “${set.title}” không dùng cho năm ${year}. Các năm được áp dụng: ${set.years.map((each) => each.year).join(', ')}.`,
  )
}

import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SetProblem } from '../rules/check-set.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { withPredecessors } from '../rules/merged-unit.ts'
import { type RankedUnit, rankUnits } from '../rules/rank-units.ts'
import { type ScoredYear, scoreYear } from '../rules/score-by-periods.ts'
import type { CriterionScore, GroupScore } from '../rules/score-unit.ts'
import { planForYear, type YearPlan } from '../rules/set-for-year.ts'
import { askedFigures } from '../rules/set-inputs.ts'
import type { Effect } from '../rules/sum-tree.ts'
import type { UnitIdentity, UnitInputs } from '../rules/unit-inputs.ts'
import { readCriteriaFile } from './check.ts'
import { fileProblems } from './file-problems.ts'
import { scoreInputsSchema, type YearInputs } from './score-inputs-schema.ts'

/** The answer of `criteria score FILE INPUTS` for one unit; it has `rank` or `notRanked`, never both. */
export interface UnitAnswer {
  readonly unit: UnitIdentity
  readonly year: number
  readonly total: string
  readonly rank?: string
  readonly notRanked?: string
  /** What the thresholds alone would give. */
  readonly rankByPoints?: string
  readonly position?: number
  readonly criteria: readonly CriterionScore[]
  readonly groups: readonly GroupScore[]
  /** What each cap, knock-out, ceiling and quota did, or that it did nothing. */
  readonly effects: readonly Effect[]
  /** Where several sets were handed in: by which the unit is ranked, and why by that one. */
  readonly set?: { readonly id: string; readonly title: string; readonly because: string }
  /** In a year of two sets: each part as its own set scores it. */
  readonly periods?: readonly PeriodAnswer[]
  /** Says that the points are invented, when they are. */
  readonly demonstration?: string
}

export interface PeriodAnswer extends Pick<UnitAnswer, 'total' | 'criteria' | 'groups'> {
  readonly from: string
  readonly to: string
  readonly percent: string
  readonly set: string
}

/**
 * Scores one unit, or several ranked together, by a criteria set; both come as read from files. One unit answers with an object,
 * an array with an array in the same order. The file may hold several sets, of which one replaces another: then each unit is scored
 * by the set, or the two sets one after the other, that hold for its kind in its year, and the answer says why.
 * Refuses `criteria.set-has-mistakes`, `criteria.bad-inputs`, `criteria.no-such-figure`, and what scoring and ranking refuse.
 */
export function scoreCriteriaFile(file: unknown, inputs: unknown): UnitAnswer | UnitAnswer[] {
  const sets = Array.isArray(file) ? file.map(usableSet) : [usableSet(file)]
  const read = scoreInputsSchema.safeParse(inputs)
  if (!read.success) {
    const wrong = fileProblems(inputs, read.error.issues)
    return refuseProblems('criteria.bad-inputs', 'Tệp số liệu chưa đúng mẫu nên chưa chấm điểm được', wrong)
  }
  const units = Array.isArray(read.data) ? read.data : [read.data]
  const [first] = sets
  const known = new Map<CriteriaSet, CompiledCriteriaSet>()
  const compile = (set: CriteriaSet) => {
    const compiled = known.get(set) ?? compileCriteriaSet(set)
    known.set(set, compiled)
    return compiled
  }
  const scored = units.map((unit, index) =>
    named(unit, index, () => {
      const plan =
        Array.isArray(file) || first === undefined
          ? planForYear(sets, unit.unit.kind, unit.year)
          : singlePlan(compile(first), unit.year)
      return { plan, year: scoreByPlan(plan, unit, compile) }
    }),
  )
  const ranked = rankedTogether(scored.map((each) => each.year))
  const answers = ranked.map((unit, index) => answerOf(unit, scored[index], Array.isArray(file)))
  const [only] = answers
  return Array.isArray(read.data) || only === undefined ? answers : only
}

interface Scored {
  readonly plan: YearPlan
  readonly year: ScoredYear
}

function usableSet(file: unknown): CriteriaSet {
  const { set, problems } = readCriteriaFile(file)
  const mistakes = problems.filter((problem) => problem.severity === 'mistake')
  if (set !== null && mistakes.length === 0) return set
  return refuseProblems('criteria.set-has-mistakes', 'Bộ tiêu chí còn lỗi nên chưa chấm điểm được', mistakes)
}

/** A single file is scored by whatever it says of transitions: those need the other file too. */
function singlePlan(compiled: CompiledCriteriaSet, year: number): YearPlan {
  const window = compiled.windowOf(year)
  return { parts: [{ set: compiled.set, from: window.from, to: window.to, percent: '100' }], because: '' }
}

function scoreByPlan(
  plan: YearPlan,
  { periods, ...unit }: YearInputs,
  compile: (set: CriteriaSet) => CompiledCriteriaSet,
): ScoredYear {
  const inputs = plan.parts.length > 1 ? (periods ?? []).map((part) => ({ ...unit, ...part })) : [unit]
  const merged = inputs.map((each, index) => {
    const set = (plan.parts[index] ?? plan.parts[0])?.set
    if (set === undefined) throw new Error('a plan has at least one part')
    const asked = new Set(askedFigures(set).map((figure) => figure.code))
    for (const code of Object.keys(each.figures)) if (!asked.has(code)) refuseFigure(set, code)
    // What was done before the merger belongs to the first part of the year.
    return index === 0 ? withPredecessors(set, each) : { inputs: each, effects: [] }
  })
  const year = scoreYear(
    plan,
    merged.map((each) => each.inputs),
    compile,
  )
  const effects = [...merged.flatMap((each) => each.effects), ...year.scored.effects]
  return { ...year, scored: { ...year.scored, effects } }
}

/** Units of one set are ranked against each other; those of another set stand apart. */
function rankedTogether(years: readonly ScoredYear[]): RankedUnit[] {
  const ranked = new Array<RankedUnit>(years.length)
  for (const compiled of new Set(years.map((year) => year.compiled))) {
    const places = years.flatMap((year, place) => (year.compiled === compiled ? [place] : []))
    const { units } = rankUnits(
      compiled,
      places.flatMap((place) => years[place]?.scored ?? []),
    )
    for (const [index, place] of places.entries()) {
      const unit = units[index]
      if (unit !== undefined) ranked[place] = unit
    }
  }
  return ranked
}

/** A refusal says which of several units it is about. */
function named<Answer>(inputs: UnitInputs, index: number, score: () => Answer): Answer {
  try {
    return score()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const name = inputs.unit.title ?? inputs.unit.code ?? `thứ ${index + 1}`
    throw new Refusal(error.kind, error.code, `Đơn vị ${name}: ${error.messageForPerson}`, error.fields)
  }
}

function answerOf(unit: RankedUnit, of: Scored | undefined, severalSets: boolean): UnitAnswer {
  const set = of?.year.compiled.set
  const demonstration = set?.demonstration
  return {
    unit: unit.unit,
    year: unit.year,
    total: unit.total,
    ...(unit.rank === null ? {} : { rank: unit.rank }),
    ...(unit.notRanked === null ? {} : { notRanked: unit.notRanked }),
    ...(unit.rankByPoints === null ? {} : { rankByPoints: unit.rankByPoints }),
    ...(unit.position === null ? {} : { position: unit.position }),
    criteria: unit.criteria,
    groups: unit.groups,
    effects: unit.effects,
    ...(severalSets && set && of ? { set: { id: set.id, title: set.title, because: of.plan.because } } : {}),
    ...(of && of.year.parts.length > 0 ? { periods: of.year.parts.map(periodAnswer) } : {}),
    ...(demonstration === undefined ? {} : { demonstration: demonstration.note }),
  }
}

function periodAnswer({ part, scored }: ScoredYear['parts'][number]): PeriodAnswer {
  const { total, criteria, groups } = scored
  return { from: part.from, to: part.to, percent: part.percent, set: part.set.id, total, criteria, groups }
}

/** A figure that nothing asks for is most often a slip in its code, and would cost points silently. */
function refuseFigure(set: CriteriaSet, code: string): never {
  throw new Refusal(
    'invalid',
    'criteria.no-such-figure',
    `Bộ tiêu chí “${set.title}” không dùng số liệu nào mang mã “${code}”. Hãy kiểm tra lại mã số liệu.`,
  )
}

const SHOWN = 5

function refuseProblems(code: string, message: string, problems: readonly SetProblem[]): never {
  const first = problems.slice(0, SHOWN).map((problem) => `${problem.place}: ${problem.message}`)
  const rest = problems.length > SHOWN ? ` Còn ${problems.length - SHOWN} lỗi khác.` : ''
  throw new Refusal(
    'invalid',
    code,
    `${message}. ${first.join(' ')}${rest}`,
    Object.fromEntries(problems.map((problem) => [problem.path, problem.message])),
  )
}

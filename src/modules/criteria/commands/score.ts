import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SetProblem } from '../rules/check-set.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { type RankedUnit, rankUnits } from '../rules/rank-units.ts'
import { type CriterionScore, type GroupScore, type ScoredUnit, scoreUnit } from '../rules/score-unit.ts'
import { askedFigures } from '../rules/set-inputs.ts'
import type { Effect } from '../rules/sum-tree.ts'
import type { UnitIdentity, UnitInputs } from '../rules/unit-inputs.ts'
import { readCriteriaFile } from './check.ts'
import { fileProblems } from './file-problems.ts'
import { scoreInputsSchema } from './score-inputs-schema.ts'

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
  /** Says that the points are invented, when they are. */
  readonly demonstration?: string
}

/**
 * Scores one unit, or several ranked together, by a criteria set; both come as read from files. One unit answers with an object,
 * an array with an array in the same order.
 * Refuses `criteria.set-has-mistakes`, `criteria.bad-inputs`, `criteria.no-such-figure`, and what scoring and ranking refuse.
 */
export function scoreCriteriaFile(file: unknown, inputs: unknown): UnitAnswer | UnitAnswer[] {
  const { set, problems } = readCriteriaFile(file)
  const mistakes = problems.filter((problem) => problem.severity === 'mistake')
  if (set === null || mistakes.length > 0) {
    return refuseProblems('criteria.set-has-mistakes', 'Bộ tiêu chí còn lỗi nên chưa chấm điểm được', mistakes)
  }
  const read = scoreInputsSchema.safeParse(inputs)
  if (!read.success) {
    const wrong = fileProblems(inputs, read.error.issues)
    return refuseProblems('criteria.bad-inputs', 'Tệp số liệu chưa đúng mẫu nên chưa chấm điểm được', wrong)
  }
  const compiled = compileCriteriaSet(set)
  const units = Array.isArray(read.data) ? read.data : [read.data]
  const asked = new Set(askedFigures(set).map((figure) => figure.code))
  const scored = units.map((unit, index) => scoreNamed(compiled, asked, unit, index))
  const answers = rankUnits(compiled, scored).units.map((unit) => answerOf(set, unit))
  const [only] = answers
  return Array.isArray(read.data) || only === undefined ? answers : only
}

/** Scores one of several units; a refusal says which. */
function scoreNamed(
  compiled: CompiledCriteriaSet,
  asked: ReadonlySet<string>,
  inputs: UnitInputs,
  index: number,
): ScoredUnit {
  try {
    for (const code of Object.keys(inputs.figures)) if (!asked.has(code)) refuseFigure(compiled.set, code)
    return scoreUnit(compiled, inputs)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const name = inputs.unit.title ?? inputs.unit.code ?? `thứ ${index + 1}`
    throw new Refusal(error.kind, error.code, `Đơn vị ${name}: ${error.messageForPerson}`, error.fields)
  }
}

function answerOf(set: CriteriaSet, unit: RankedUnit): UnitAnswer {
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
    ...(set.demonstration === undefined ? {} : { demonstration: set.demonstration.note }),
  }
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

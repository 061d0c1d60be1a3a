import { checkSet, type SetProblem } from '../rules/check-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { type AskedFigure, askedFigures, criteriaOf } from '../rules/set-inputs.ts'
import { criteriaSetSchema } from './criteria-set-schema.ts'
import { fileProblems } from './file-problems.ts'

/** The answer of `criteria check FILE`. */
export interface CheckAnswer {
  /** True when the set can be used; doubts may remain. */
  readonly ok: boolean
  readonly problems: readonly SetProblem[]
  /** What stands in the file, when it can be read. */
  readonly summary: SetSummary | null
}

export interface SetSummary {
  readonly id: string
  readonly title: string
  readonly groups: number
  readonly criteria: number
  /** Every figure that must be put in to score a unit, once. */
  readonly figures: readonly Pick<AskedFigure, 'code' | 'title' | 'kind' | 'from'>[]
  readonly demonstration: string | null
}

/**
 * Says what is wrong with a criteria set read from a file. `indicators`: the codes that the system can count; without them it is
 * not checked whether an indicator exists. Refuses nothing: what can't be read is a problem like any other.
 */
export function checkCriteriaFile(file: unknown, indicators?: readonly string[]): CheckAnswer {
  const { set, problems } = readCriteriaFile(file, indicators)
  return {
    ok: problems.every((problem) => problem.severity === 'doubt'),
    problems,
    summary: set === null ? null : summaryOf(set),
  }
}

/** Reads a criteria set from a file and checks it. `set` is `null` when the file isn't one. */
export function readCriteriaFile(
  file: unknown,
  indicators?: readonly string[],
): { set: CriteriaSet | null; problems: readonly SetProblem[] } {
  const read = criteriaSetSchema.safeParse(file)
  if (!read.success) return { set: null, problems: fileProblems(file, read.error.issues) }
  return { set: read.data, problems: checkSet(read.data, indicators) }
}

function summaryOf(set: CriteriaSet): SetSummary {
  const figures = new Map(askedFigures(set).map(({ code, title, kind, from }) => [code, { code, title, kind, from }]))
  return {
    id: set.id,
    title: set.title,
    groups: set.groups.length,
    criteria: criteriaOf(set.groups).length,
    figures: [...figures.values()],
    demonstration: set.demonstration?.note ?? null,
  }
}

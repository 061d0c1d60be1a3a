import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import { type CompiledCriterion, type CompiledTree, criteriaUnder } from './compiled-tree.ts'
import type { Facts, FigureValue } from './input.ts'
import type { UnitIdentity, UnitInputs } from './unit-inputs.ts'

/** The figures with the events added to them. Refuses `criteria.no-such-count` and `criteria.year-not-in-set`. */
export function factsOf(compiled: CompiledCriteriaSet, inputs: UnitInputs): Facts {
  compiled.windowOf(inputs.year)
  if (inputs.events === undefined || inputs.events.length === 0) return { figures: inputs.figures, year: inputs.year }
  const figures: Record<string, FigureValue> = { ...inputs.figures }
  for (const event of inputs.events) {
    const code = compiled.countedAs.get(event.criterion) ?? refuseEvent(event.criterion)
    figures[code] = countedBefore(figures[code], code) + event.count
  }
  return { figures, year: inputs.year }
}

const NONE: ReadonlySet<CompiledCriterion> = new Set()

/** The criteria that people say don't apply to the unit this year. Refuses `criteria.no-such-criterion`. */
export function leftAside(
  compiled: CompiledCriteriaSet,
  tree: CompiledTree,
  inputs: UnitInputs,
): ReadonlySet<CompiledCriterion> {
  if (inputs.notApplicable === undefined || inputs.notApplicable.length === 0) return NONE
  return new Set(
    inputs.notApplicable.flatMap((code) => {
      const node = tree.nodeOf.get(code)
      // A criterion of another kind of unit needs no setting aside, yet its code is no mistake.
      if (!compiled.nodeCodes.has(code)) refuseCode(compiled, code)
      return node === undefined ? [] : criteriaUnder(node)
    }),
  )
}

/** Refuses `criteria.no-such-criterion` when points are decided for something that is not scored itself. */
export function refuseUnknownCriteria(compiled: CompiledCriteriaSet, codes: readonly string[]): void {
  for (const code of codes) if (!compiled.criterionCodes.has(code)) refuseCode(compiled, code)
}

/** Refuses `criteria.block-not-in-set` where the set names its blocks. */
export function refuseUnknownBlock(compiled: CompiledCriteriaSet, unit: UnitIdentity): void {
  const { blocks } = compiled.set
  if (blocks === undefined || blocks.some((block) => block.code === unit.block)) return
  throw new Refusal(
    'invalid',
    'criteria.block-not-in-set',
    `Khối “${unit.block ?? ''}” không có trong bộ tiêu chí. Các khối: ${blocks.map((block) => `${block.code} (${block.title})`).join('; ')}.`,
  )
}

function refuseCode(compiled: CompiledCriteriaSet, code: string): never {
  throw new Refusal(
    'invalid',
    'criteria.no-such-criterion',
    `Bộ tiêu chí “${compiled.set.title}” không có tiêu chí “${code}”. Hãy kiểm tra lại mã tiêu chí.`,
  )
}

function countedBefore(value: FigureValue | undefined, code: string): number {
  if (value === undefined) return 0
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number === 'boolean') return number ? 1 : 0
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  throw new Refusal(
    'invalid',
    'criteria.figure-not-a-count',
    `Số liệu “${code}” đang ghi là “${value}”, không phải số lần, nên không cộng thêm được. Hãy ghi bằng số nguyên.`,
  )
}

function refuseEvent(code: string): never {
  throw new Refusal(
    'invalid',
    'criteria.no-such-count',
    `Không có mục “${code}” nào được tính theo số lần trong bộ tiêu chí. Hãy ghi mã của mục đếm số lần.`,
  )
}

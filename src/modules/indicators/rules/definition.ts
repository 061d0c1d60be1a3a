import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { cycleFrom } from './cycle.ts'
import { operandsOf } from './derived-figure.ts'
import { type Countable, whyNotCountable } from './fitting.ts'
import { parseFormula, renamed } from './formula.ts'
import { unitOfFormula } from './formula-unit.ts'
import type { Indicator, Way } from './indicator.ts'

/** A definition as somebody works on it: the name and the unit of measure, and how it is computed. */
export type Definition = Way & {
  readonly code: string
  readonly title: string
  readonly theme: string
  readonly unitOfMeasure: string
}

export const PERCENT = '%'

/** What a code is made of, for an indicator that was defined here: `defined.so-vu-hoa-giai`. */
export function codeFor(title: string): string {
  const words = withoutAccents(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `defined.${words === '' ? 'chi-tieu' : words}`
}

/**
 * Puts in order what follows from the rest: the unit of measure of a share and of a formula, and nothing that the kind does not use.
 * Refuses what `parseFormula` and `unitOfFormula` refuse, and `indicators.no-such-operand`.
 */
export function settled(definition: Definition, others: readonly Indicator[]): Definition {
  const { measure } = definition
  const isCounted = measure !== 'formula' && measure !== 'typed'
  return {
    ...definition,
    unitOfMeasure: unitOf(definition, others),
    factCode: isCounted ? definition.factCode : null,
    measureColumn: measure === 'sum' || measure === 'distinct' ? definition.measureColumn : null,
    filters: isCounted ? definition.filters : {},
    partFilters: measure === 'share' ? (definition.partFilters ?? {}) : null,
    formula: measure === 'formula' ? definition.formula : null,
    addsUp: measure === 'typed' && definition.addsUp,
    time: isCounted ? definition.time : 'flow',
  }
}

function unitOf({ measure, formula, unitOfMeasure }: Definition, others: readonly Indicator[]): string {
  if (measure === 'share') return PERCENT
  if (measure !== 'formula') return unitOfMeasure
  const operandOf = (code: string) => {
    const operand = others.find((other) => other.code === code)
    if (operand) return operand
    const message = `Công thức nêu chỉ tiêu “${code}” mà hệ thống không có. Hãy chọn trong danh sách chỉ tiêu.`
    throw new Refusal('invalid', 'indicators.no-such-operand', message, { formula: message })
  }
  // Told with titles: nobody should read a code.
  const titled = renamed(parseFormula(formula ?? ''), (code) => operandOf(code).title)
  return unitOfFormula(titled, (title) => others.find((other) => other.title === title)?.unitOfMeasure ?? '')
}

/**
 * What is wrong with a definition, first things first; null when it can be put into force. `versions` are all versions of all
 * indicators. Answers what `whyNotCountable` answers, and `indicators.no-part` (a share without what is part of it),
 * `indicators.circle` (computed from itself), `indicators.title-taken`, `indicators.other-unit` (a new version that measures in another
 * unit: that is another indicator).
 */
export function whyNotSound(
  definition: Definition,
  fact: Countable | undefined,
  versions: readonly Indicator[],
): Refusal | null {
  const own = versions.find((version) => version.code === definition.code)
  if (own && own.unitOfMeasure !== definition.unitOfMeasure) {
    const message = `Chỉ tiêu này tính bằng ${own.unitOfMeasure}, bản mới cho ${definition.unitOfMeasure}: đó là một chỉ tiêu khác. Hãy thêm chỉ tiêu mới.`
    return refuse('indicators.other-unit', message, 'formula')
  }
  const namesake = versions.find((version) => version.code !== definition.code && isSameTitle(version, definition))
  if (namesake) {
    return refuse('indicators.title-taken', 'Đã có chỉ tiêu mang tên này. Hãy đặt tên khác để không nhầm.', 'title')
  }
  if (definition.measure === 'formula') return whyInCircle(definition, versions)
  if (definition.measure === 'typed') return null
  if (definition.measure === 'share' && Object.keys(definition.partFilters ?? {}).length === 0) {
    const message = 'Hãy chọn điều kiện để một hồ sơ vào tử số; nếu không, tỷ lệ luôn là 100%.'
    return new Refusal('invalid', 'indicators.no-part', message)
  }
  return whyNotCountable(definition, fact)
}

function whyInCircle(definition: Definition, versions: readonly Indicator[]): Refusal | null {
  const uses = (code: string) => [
    ...versions.filter((version) => version.code === code).flatMap(operandsOf),
    ...(code === definition.code ? operandsOf(definition) : []),
  ]
  const circle = cycleFrom(definition.code, uses)
  if (circle === null) return null
  const titles = circle.map((code) =>
    code === definition.code ? definition.title : (versions.find((version) => version.code === code)?.title ?? code),
  )
  const message = `Công thức chạy vòng: ${titles.map((title) => `“${title}”`).join(' tính từ ')}. Một chỉ tiêu không thể được tính từ chính nó.`
  return refuse('indicators.circle', message, 'formula')
}

const isSameTitle = (one: { title: string }, other: { title: string }) =>
  one.title.toLocaleLowerCase('vi') === other.title.toLocaleLowerCase('vi')

function refuse(code: string, message: string, field: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}

import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { parseQuantity, plus, type Quantity, quantityOfNumber } from './exact.ts'
import { codeOf, type FigureValue } from './input.ts'
import { askedFigures, criteriaOf } from './set-inputs.ts'
import type { Effect } from './sum-tree.ts'
import type { Merger, UnitInputs } from './unit-inputs.ts'
import { showQuantity } from './vietnamese-number.ts'

/**
 * A unit formed by a merger in the year answers for the work of those it took over: what can be counted is added up, figure by
 * figure. Answers that can't be added (yes/no, levels, dates, points given, another index) are the merged unit's own.
 * Refuses `criteria.figure-not-additive` for such an answer among a predecessor's, and `criteria.figure-not-a-number`.
 */
export function withPredecessors(set: CriteriaSet, inputs: UnitInputs): { inputs: UnitInputs; effects: Effect[] } {
  const { merger } = inputs
  if (merger === undefined) return { inputs, effects: [] }
  const additive = additiveFigures(set)
  const figures: Record<string, FigureValue> = { ...inputs.figures }
  const sums: string[] = []
  const codes = new Set(merger.predecessors.flatMap((predecessor) => Object.keys(predecessor.figures)))
  for (const code of codes) {
    const title = additive.get(code) ?? refuseNotAdditive(code, merger)
    const own = inputs.figures[code]
    const addends = merger.predecessors.flatMap((predecessor) => {
      const value = predecessor.figures[code]
      return value === undefined ? [] : [{ from: predecessor.title, quantity: quantityIn(value, title) }]
    })
    if (own !== undefined) addends.push({ from: 'sau sáp nhập', quantity: quantityIn(own, title) })
    const sum = addends.reduce<Quantity>((total, addend) => plus(total, addend.quantity), 0)
    figures[code] = typeof sum === 'number' ? sum : sum.toFixed()
    sums.push(
      `${title}: ${addends.map((each) => `${showQuantity(each.quantity)} (${each.from})`).join(' + ')} = ${showQuantity(sum)}`,
    )
  }
  const who = merger.predecessors.map((predecessor) => predecessor.title).join(', ')
  const effect: Effect = {
    kind: 'merger',
    code: '',
    applied: true,
    explanation: `Đơn vị thành lập ngày ${formatCalendarDate(merger.on)} từ ${who}: đơn vị mới trả lời cho cả năm; việc của các đơn vị cũ đến hết ${formatCalendarDate(addDays(merger.on, -1))} được cộng vào. ${sums.join('; ')}`,
  }
  return { inputs: { ...inputs, figures }, effects: [effect] }
}

/** The figures that two bodies' can be added: counts and numbers, not the marks of another index. */
function additiveFigures(set: CriteriaSet): Map<string, string> {
  const marks = new Set(
    criteriaOf(set.groups).flatMap(({ method }) => (method.kind === 'imported' ? [codeOf(method.of)] : [])),
  )
  return new Map(
    askedFigures(set)
      .filter((figure) => (figure.kind === 'count' || figure.kind === 'number') && !marks.has(figure.code))
      .map((figure) => [figure.code, figure.title]),
  )
}

function quantityIn(value: FigureValue, title: string): Quantity {
  const quantity =
    typeof value === 'number' ? quantityOfNumber(value) : typeof value === 'string' ? parseQuantity(value) : null
  if (quantity !== null) return quantity
  throw new Refusal(
    'invalid',
    'criteria.figure-not-a-number',
    `“${title}” của một đơn vị trước sáp nhập không phải là số nên không cộng được. Hãy ghi bằng chữ số.`,
  )
}

function refuseNotAdditive(code: string, merger: Merger): never {
  const who = merger.predecessors.find((predecessor) => predecessor.figures[code] !== undefined)?.title ?? ''
  throw new Refusal(
    'invalid',
    'criteria.figure-not-additive',
    `Số liệu “${code}” của ${who} không cộng được vào đơn vị sau sáp nhập (câu trả lời có/không, mức, ngày hoặc điểm của chỉ số khác). Đơn vị mới tự trả lời mục này.`,
  )
}

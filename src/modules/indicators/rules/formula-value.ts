import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Exact, exactOf, minus, over, plus, times } from './exact.ts'
import { type Formula, printFormula } from './formula.ts'

/** A number, or why there is none. A figure that cannot be had is told as such; it is never nought. */
export type Value = { readonly value: Exact; readonly why: null } | { readonly value: null; readonly why: Refusal }

const HUNDRED = exactOf('100')

/**
 * What a formula gives of the values of its figures, exactly. Answers, and does not throw, `indicators.divided-by-nought`, and whatever
 * stands in place of a figure that could not be had.
 */
export function valueOfFormula(formula: Formula, given: (name: string) => Value): Value {
  switch (formula.kind) {
    case 'number':
      return number(exactOf(formula.decimal))
    case 'figure':
      return given(formula.name)
    case 'percent': {
      const share = quotient(formula.part, formula.whole, given)
      return share.value === null ? share : number(times(share.value, HUNDRED))
    }
    case 'operation': {
      const { sign, left, right } = formula
      if (sign === '÷') return quotient(left, right, given)
      const [one, other] = [valueOfFormula(left, given), valueOfFormula(right, given)]
      if (one.value === null) return one
      if (other.value === null) return other
      return number(
        sign === '+'
          ? plus(one.value, other.value)
          : sign === '−'
            ? minus(one.value, other.value)
            : times(one.value, other.value),
      )
    }
  }
}

export const number = (value: Exact): Value => ({ value, why: null })

/** Told in place of a share or a quotient of nothing. */
export function dividedByNought(what: string): Refusal {
  return new Refusal('invalid', 'indicators.divided-by-nought', `Không tính được: mẫu số ${what} bằng 0.`)
}

function quotient(dividend: Formula, divisor: Formula, given: (name: string) => Value): Value {
  const [one, other] = [valueOfFormula(dividend, given), valueOfFormula(divisor, given)]
  if (one.value === null) return one
  if (other.value === null) return other
  const value = over(one.value, other.value)
  return value === null ? { value: null, why: dividedByNought(`“${printFormula(divisor)}”`) } : number(value)
}

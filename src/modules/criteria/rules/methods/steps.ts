import { compare, type Quantity } from '../exact.ts'
import { amountReader, isRatio, numberReader } from '../input.ts'
import { describeInterval, insideTest } from '../interval.ts'
import { awardParts, type Mark, type Marked, type Marker, marked, markMissing, markNotApplicable } from '../mark.ts'
import type { StepsMethod } from '../scoring-method.ts'
import { showPercent, showQuantity } from '../vietnamese-number.ts'

/** Steps on a number or a ratio: the first step that holds the value. A value in none of them gets no points. */
export function stepsMarker(method: StepsMethod, criterion: Marked): Marker {
  const of = method.of
  const steps = compileSteps(method, criterion)
  const outside = marked(criterion, 0, 'không thuộc mức nào')

  function stepMark(words: string, numerator: Quantity, denominator: Quantity): Mark {
    for (const step of steps) {
      if (step.holds(numerator, denominator)) {
        return { parts: step.parts, explanation: words + step.words, state: 'scored' }
      }
    }
    // Annexes end the top step at 100 %; a target overfulfilled stands in it.
    if (isRatio(of) && compare(numerator, denominator) > 0) return stepMark(`${words}, tính bằng 100%`, 1, 1)
    return { parts: outside.parts, explanation: `${words} → ${outside.explanation}`, state: 'scored' }
  }

  if (!isRatio(of)) {
    const read = numberReader(of)
    const unknown = markMissing(criterion, of.title)
    return (facts) => {
      const number = read(facts)
      return number === undefined ? unknown : stepMark(`${showQuantity(number)} ${of.title}`, number, 1)
    }
  }
  const between = ` ${of.numerator.title} `
  const readNumerator = amountReader(of.numerator)
  const readDenominator = amountReader(of.denominator)
  return (facts) => {
    const numerator = readNumerator(facts)
    const denominator = readDenominator(facts)
    if (denominator === 0) return markNotApplicable(of.denominator.title)
    if (numerator === undefined) return markMissing(criterion, of.numerator.title)
    if (denominator === undefined) return markMissing(criterion, of.denominator.title)
    const counted = `${showQuantity(numerator)}/${showQuantity(denominator)}`
    return stepMark(counted + between + showPercent(numerator, denominator), numerator, denominator)
  }
}

function compileSteps(method: StepsMethod, criterion: Marked) {
  const perHundred = isRatio(method.of)
  return method.steps.map((step, index) => {
    const name = `${step.label ?? `mức ${index + 1}`} (${describeInterval(step, perHundred ? '%' : '')})`
    const { parts, explanation } = marked(criterion, awardParts(criterion, step), name)
    return { holds: insideTest(step, perHundred), parts, words: ` → ${explanation}` }
  })
}

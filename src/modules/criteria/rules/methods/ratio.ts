import { Refusal } from '../../../../vocabulary/refusal.ts'
import { compare, type Quantity, times } from '../exact.ts'
import { amountReader } from '../input.ts'
import { comparison } from '../interval.ts'
import { type Marked, type Marker, marked, markMissing, markNotApplicable } from '../mark.ts'
import type { DecimalText } from '../score-scale.ts'
import type { RatioMethod } from '../scoring-method.ts'
import { showDecimalText, showPercent, showQuantity } from '../vietnamese-number.ts'

/** Numerator/denominator times the maximum, both numbers kept. Refuses `criteria.part-without-whole`. */
export function ratioMarker(method: RatioMethod, criterion: Marked): Marker {
  const max = criterion.max ?? 0
  const { scale } = criterion
  const readNumerator = amountReader(method.numerator)
  const readDenominator = amountReader(method.denominator)
  const noneBelow = limitOf(method.noneBelow)
  const fullFrom = limitOf(method.fullFrom)
  const part = method.numerator.title
  const between = ` ${part} `
  const ofMaximum = ` của ${scale.show(max)}`
  return (facts) => {
    const numerator = readNumerator(facts)
    const denominator = readDenominator(facts)
    if (denominator === 0) {
      if (numerator !== undefined && numerator !== 0) refusePart(criterion, method)
      return markNotApplicable(method.denominator.title)
    }
    if (numerator === undefined) return markMissing(criterion, part)
    if (denominator === undefined) return markMissing(criterion, method.denominator.title)
    const shares = `${showQuantity(numerator)}/${showQuantity(denominator)}`
    const counted = shares + between + showPercent(numerator, denominator)
    if (noneBelow !== null && noneBelow.sign(numerator, denominator) < 0) {
      return marked(criterion, 0, `${counted}, dưới ${noneBelow.shown}`)
    }
    if (fullFrom !== null && fullFrom.sign(numerator, denominator) >= 0) {
      return marked(criterion, max, `${counted}, từ ${fullFrom.shown} trở lên được điểm tối đa`)
    }
    if (compare(numerator, denominator) > 0) return marked(criterion, max, `${counted}, tính bằng 100%${ofMaximum}`)
    return marked(criterion, scale.round(times(max, numerator), denominator), counted + ofMaximum)
  }
}

function limitOf(percent: DecimalText | undefined) {
  if (percent === undefined) return null
  const sign: (numerator: Quantity, denominator: Quantity) => number = comparison(percent, true)
  return { sign, shown: `${showDecimalText(percent)}%` }
}

function refusePart(criterion: Marked, method: RatioMethod): never {
  throw new Refusal(
    'invalid',
    'criteria.part-without-whole',
    `Tiêu chí ${criterion.code}: có “${method.numerator.title}” nhưng “${method.denominator.title}” bằng 0. Hãy kiểm tra lại hai số liệu.`,
  )
}

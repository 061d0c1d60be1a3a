import { type DateLimit, latenessOf } from './date-limit.ts'
import {
  amountReader,
  codeOf,
  type Facts,
  type Input,
  isRatio,
  type Measure,
  numberReader,
  readText,
  readYesNo,
} from './input.ts'
import { comparison } from './interval.ts'
import type { PointScale } from './point-scale.ts'
import type { DecimalText } from './score-scale.ts'
import { showDecimalText, showPercent, showQuantity } from './vietnamese-number.ts'

export type Comparison = 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equal'

/**
 * A condition on figures or on points. `of` compares a number or a ratio in percent; `pointsOf` and `percentOf` compare the
 * points of a group or criterion, as points or as a percent of its maximum; `sumOf` those of several together; `yes` is a question that a person answers;
 * `dateOf` holds when the date is late. A figure that nobody has given fulfils no condition.
 */
export type Condition =
  | { readonly of: Measure; readonly is: Comparison; readonly value: DecimalText }
  | { readonly yes: string; readonly title: string }
  | { readonly pointsOf: string; readonly is: Comparison; readonly value: DecimalText }
  | { readonly percentOf: string; readonly is: Comparison; readonly value: DecimalText }
  | { readonly sumOf: readonly string[]; readonly is: Comparison; readonly value: DecimalText }
  | { readonly dateOf: Input; readonly after: DateLimit }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }

/** The points of a group or criterion as found so far, in parts of the scale. */
export interface PointsFound {
  readonly parts: number
  readonly maxParts: number | null
}

export interface Finding {
  readonly holds: boolean
  /** The figures looked at: `12/15 đơn trả lời đúng hạn = 80% (điều kiện: từ 90% trở lên)`. */
  readonly words: string
  /** The title of a figure that nobody has given. */
  readonly missing?: string
}

type PointWriter = Pick<PointScale, 'partsPerPoint' | 'show'>

export type ConditionTest = (facts: Facts, pointsOf: (code: string) => PointsFound | undefined) => Finding

const WORDS: Record<Comparison, (value: string) => string> = {
  'at-least': (value) => `từ ${value} trở lên`,
  'more-than': (value) => `trên ${value}`,
  'at-most': (value) => `không quá ${value}`,
  'less-than': (value) => `dưới ${value}`,
  equal: (value) => `bằng ${value}`,
}

const HOLDS: Record<Comparison, (sign: number) => boolean> = {
  'at-least': (sign) => sign >= 0,
  'more-than': (sign) => sign > 0,
  'at-most': (sign) => sign <= 0,
  'less-than': (sign) => sign < 0,
  equal: (sign) => sign === 0,
}

export function conditionTest(condition: Condition, scale: PointWriter): ConditionTest {
  if ('of' in condition) return measureTest(condition.of, condition.is, condition.value)
  if ('yes' in condition) return answerTest(condition.yes, condition.title)
  if ('pointsOf' in condition) return pointsTest(condition.pointsOf, false, condition.is, condition.value, scale)
  if ('percentOf' in condition) return pointsTest(condition.percentOf, true, condition.is, condition.value, scale)
  if ('sumOf' in condition) return sumTest(condition.sumOf, condition.is, condition.value, scale)
  if ('dateOf' in condition) return lateTest(condition.dateOf, condition.after)
  return 'all' in condition
    ? joined(condition.all, scale, ' và ', (findings) => findings.every((finding) => finding.holds))
    : joined(condition.any, scale, ' hoặc ', (findings) => findings.some((finding) => finding.holds))
}

function measureTest(of: Measure, is: Comparison, value: DecimalText): ConditionTest {
  const holds = HOLDS[is]
  const sign = comparison(value, isRatio(of))
  const wanted = `(điều kiện: ${WORDS[is](showDecimalText(value) + (isRatio(of) ? '%' : ''))})`
  if (!isRatio(of)) {
    const read = numberReader(of)
    return (facts) => {
      const number = read(facts)
      if (number === undefined) return missing(of.title)
      return { holds: holds(sign(number, 1)), words: `${showQuantity(number)} ${of.title} ${wanted}` }
    }
  }
  const readNumerator = amountReader(of.numerator)
  const readDenominator = amountReader(of.denominator)
  return (facts) => {
    const numerator = readNumerator(facts)
    const denominator = readDenominator(facts)
    if (numerator === undefined) return missing(of.numerator.title)
    if (denominator === undefined) return missing(of.denominator.title)
    if (denominator === 0) return { holds: false, words: `không có ${of.denominator.title}` }
    const words = `${showQuantity(numerator)}/${showQuantity(denominator)} ${of.numerator.title}`
    return {
      holds: holds(sign(numerator, denominator)),
      words: `${words} ${showPercent(numerator, denominator)} ${wanted}`,
    }
  }
}

function answerTest(code: string, title: string): ConditionTest {
  return (facts) => {
    const answer = readYesNo(facts, code, title)
    if (answer === undefined) return { holds: false, words: `${title}: chưa trả lời`, missing: title }
    return { holds: answer, words: `${title}: ${answer ? 'có' : 'không'}` }
  }
}

function pointsTest(
  code: string,
  asPercent: boolean,
  is: Comparison,
  value: DecimalText,
  scale: PointWriter,
): ConditionTest {
  const sign = comparison(value, asPercent)
  const wanted = `(điều kiện: ${WORDS[is](showDecimalText(value) + (asPercent ? '%' : ' điểm'))})`
  return (_facts, pointsOf) => {
    const found = pointsOf(code)
    if (found === undefined) return { holds: false, words: `mục ${code} không có ở loại đơn vị này` }
    const whole = asPercent ? found.maxParts : scale.partsPerPoint
    if (whole === null || whole === 0) return { holds: false, words: `mục ${code} không có điểm tối đa` }
    const shown = asPercent
      ? `đạt ${showPercent(Math.max(found.parts, 0), whole).replace('= ', '')} điểm tối đa`
      : `được ${scale.show(found.parts)}`
    return { holds: HOLDS[is](sign(found.parts, whole)), words: `mục ${code} ${shown} ${wanted}` }
  }
}

/** Nodes that this kind of unit does not have count for nothing. */
function sumTest(codes: readonly string[], is: Comparison, value: DecimalText, scale: PointWriter): ConditionTest {
  const sign = comparison(value, false)
  const wanted = `(điều kiện: ${WORDS[is](`${showDecimalText(value)} điểm`)})`
  return (_facts, pointsOf) => {
    const parts = codes.reduce((sum, code) => sum + (pointsOf(code)?.parts ?? 0), 0)
    const words = `các mục ${codes.join(', ')} cộng được ${scale.show(parts)} ${wanted}`
    return { holds: HOLDS[is](sign(parts, scale.partsPerPoint)), words }
  }
}

function lateTest(of: Input, limit: DateLimit): ConditionTest {
  const code = codeOf(of)
  return (facts) => {
    const moment = code === null ? undefined : readText(facts, code)
    if (moment === undefined) return missing(of.title)
    const { daysLate, words } = latenessOf(limit, facts.year, moment, of.title)
    return { holds: daysLate > 0, words: `${of.title}: ${words}` }
  }
}

function joined(
  conditions: readonly Condition[],
  scale: PointWriter,
  word: string,
  decide: (findings: readonly Finding[]) => boolean,
): ConditionTest {
  const tests = conditions.map((condition) => conditionTest(condition, scale))
  return (facts, pointsOf) => {
    const findings = tests.map((test) => test(facts, pointsOf))
    const unknown = findings.find((finding) => finding.missing !== undefined)?.missing
    const holds = decide(findings)
    return {
      holds,
      words: findings.map((finding) => finding.words).join(word),
      ...(unknown !== undefined && !holds ? { missing: unknown } : {}),
    }
  }
}

function missing(title: string): Finding {
  return { holds: false, words: `chưa có số liệu “${title}”`, missing: title }
}

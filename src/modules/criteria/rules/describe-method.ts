import { withCapital } from '../../../vocabulary/vietnamese.ts'
import type { Comparison, Condition } from './condition.ts'
import type { CriteriaSet, Criterion, NotApplicableMode, Scorer } from './criteria-set.ts'
import { describeLimit } from './date-limit.ts'
import { type Input, isRatio, type Measure } from './input.ts'
import { describeInterval } from './interval.ts'
import type { Award, DateMethod, ScoringMethod, WithLimit } from './scoring-method.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** The rule of a criterion in words, one sentence a line, as an annex would print it. `year` dates its limits. */
export function describeMethod(criterion: Criterion, year: number): string[] {
  return methodWords(criterion.method, criterion, year)
}

export const SCORER_WORDS: Readonly<Record<Scorer, string>> = {
  unit: 'Đơn vị tự chấm',
  verifier: 'Cơ quan thẩm định chấm',
  department: 'Cơ quan phụ trách lĩnh vực chấm',
  superior: 'Cấp trên chấm',
  survey: 'Lấy từ điều tra xã hội học',
  import: 'Lấy từ chỉ số đã công bố',
}

const NOT_APPLICABLE_WORDS: Readonly<Record<NotApplicableMode, string>> = {
  full: 'được tính đủ điểm của tiêu chí',
  rescale: 'bỏ tiêu chí này và quy đổi các tiêu chí còn lại về thang điểm',
  nothing: 'không được tính điểm',
}

/** What happens when no such task arose in the year: `được tính đủ điểm của tiêu chí`. */
export function describeNotApplicable(set: CriteriaSet, criterion: Criterion): string {
  return NOT_APPLICABLE_WORDS[criterion.notApplicable ?? set.notApplicable]
}

function methodWords(method: ScoringMethod, criterion: Criterion, year: number): string[] {
  switch (method.kind) {
    case 'yes-no': {
      const question = method.when === undefined ? 'Có' : withCapital(conditionWords(method.when, year))
      return [`${question}: ${points(criterion.maxPoints)}; không: 0 điểm.`]
    }
    case 'levels':
      return method.levels.map((level) => `Mức ${level.code} – ${level.title}: ${awardWords(level)}.`)
    case 'steps':
      return [
        `Theo ${measureWords(method.of)}:`,
        ...method.steps.map((step) => {
          const inside = describeInterval(step, isRatio(method.of) ? '%' : '')
          return `${withCapital(step.label === undefined ? inside : `${step.label} (${inside})`)}: ${awardWords(step)}.`
        }),
      ]
    case 'ratio':
      return [
        `Điểm = tỷ lệ ${inputWords(method.numerator)} trên ${inputWords(method.denominator)} × ${points(criterion.maxPoints)}.`,
        ...(method.noneBelow === undefined ? [] : [`Dưới ${showDecimalText(method.noneBelow)}%: 0 điểm.`]),
        ...(method.fullFrom === undefined
          ? []
          : [`Từ ${showDecimalText(method.fullFrom)}% trở lên: ${points(criterion.maxPoints)}.`]),
      ]
    case 'per-item':
      return [
        ...method.items.map((item) => `Mỗi ${inputWords(item.of)}: ${points(item.each)}${most(item)}.`),
        `Không quá ${points(criterion.maxPoints)}.`,
      ]
    case 'deduction':
      return [
        ...(method.before === undefined ? [] : methodWords(method.before, criterion, year)),
        method.takenFrom !== 'criterion'
          ? `Trừ vào ${method.takenFrom === 'total' ? 'tổng điểm' : 'điểm của nhóm'}:`
          : method.before === undefined
            ? `Bắt đầu từ ${points(criterion.maxPoints)}, rồi trừ:`
            : 'Sau đó trừ:',
        ...method.occurrences.map((each) => `Mỗi lần ${inputWords(each.of)}: ${awardWords(each)}${most(each)}.`),
      ]
    case 'bonus':
      return [
        ...method.awards.map((award) => `${withCapital(inputWords(award.of))}: ${points(award.points)}${most(award)}.`),
        method.combine === 'highest' ? 'Chỉ tính thành tích cao nhất.' : 'Được cộng các thành tích.',
      ]
    case 'imported':
      return [
        method.outOf === undefined
          ? `Lấy nguyên điểm: ${inputWords(method.of)}.`
          : `${withCapital(inputWords(method.of))} (thang ${showDecimalText(method.outOf)}) quy về ${points(criterion.maxPoints)}.`,
      ]
    case 'free':
      return [
        `Người chấm cho điểm từ ${showDecimalText(criterion.minPoints ?? '0')} đến ${points(criterion.maxPoints)}.`,
      ]
    case 'date':
      return dateWords(method, criterion, year)
  }
}

function dateWords(method: DateMethod, criterion: Criterion, year: number): string[] {
  const onTime = `${withCapital(describeLimit(method.limit, year))}: ${points(criterion.maxPoints)}.`
  if ('eachDay' in method.late) return [onTime, `Mỗi ngày chậm trừ ${awardWords(method.late.eachDay)}.`]
  return [
    onTime,
    ...method.late.steps.map((step) =>
      step.upToDays === undefined
        ? `Chậm hơn nữa: ${awardWords(step)}.`
        : `Chậm không quá ${step.upToDays} ngày: ${awardWords(step)}.`,
    ),
  ]
}

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  'at-least': 'từ',
  'more-than': 'trên',
  'at-most': 'không quá',
  'less-than': 'dưới',
  equal: 'bằng',
}

/** A condition in words: `có từ 1 kế hoạch đã ban hành`. */
export function conditionWords(condition: Condition, year: number): string {
  if ('of' in condition) {
    const value = `${COMPARISONS[condition.is]} ${showDecimalText(condition.value)}`
    return isRatio(condition.of) ? `${measureWords(condition.of)} ${value}%` : `có ${value} ${inputWords(condition.of)}`
  }
  if ('yes' in condition) return condition.title
  if ('pointsOf' in condition) {
    return `mục ${condition.pointsOf} đạt ${COMPARISONS[condition.is]} ${points(condition.value)}`
  }
  if ('percentOf' in condition) {
    return `mục ${condition.percentOf} đạt ${COMPARISONS[condition.is]} ${showDecimalText(condition.value)}% số điểm`
  }
  if ('sumOf' in condition) {
    return `các mục ${condition.sumOf.join(', ')} cộng lại ${COMPARISONS[condition.is]} ${points(condition.value)}`
  }
  if ('dateOf' in condition) return `${inputWords(condition.dateOf)} sau hạn (${describeLimit(condition.after, year)})`
  return 'all' in condition
    ? condition.all.map((part) => conditionWords(part, year)).join(' và ')
    : condition.any.map((part) => conditionWords(part, year)).join(' hoặc ')
}

function measureWords(measure: Measure): string {
  return isRatio(measure)
    ? `tỷ lệ ${inputWords(measure.numerator)} trên ${inputWords(measure.denominator)}`
    : `số ${inputWords(measure)}`
}

const inputWords = (input: Input) =>
  'number' in input ? `${showDecimalText(input.number)} ${input.title}` : input.title

const awardWords = (award: Award) =>
  'points' in award ? points(award.points) : `${showDecimalText(award.percent)}% số điểm của tiêu chí`

const most = ({ atMost }: WithLimit) => (atMost === undefined ? '' : `, tối đa ${points(atMost)}`)

const points = (text: string | null) => (text === null ? 'không giới hạn' : `${showDecimalText(text)} điểm`)

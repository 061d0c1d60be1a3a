import type { Criterion, GroupRole } from '../criteria-set.ts'
import { compare, parseQuantity, type Quantity } from '../exact.ts'
import { isRatio } from '../input.ts'
import type { DecimalText } from '../score-scale.ts'
import type { Award, DateMethod, DeductionMethod, ScoringMethod } from '../scoring-method.ts'
import { checkWords } from './header.ts'
import { checkIntervals } from './intervals.ts'
import type { ReadableScale } from './readable-scale.ts'
import { inside, type Place, type Problems } from './set-problem.ts'

/** Whether a method can be carried out and its levels reached within the bounds of its criterion. */
export function checkMethod(
  method: ScoringMethod,
  criterion: Criterion,
  role: GroupRole,
  place: Place,
  scale: ReadableScale,
  problems: Problems,
): void {
  const check: MethodCheck = {
    place,
    bounds: { max: scale.quietly(criterion.maxPoints), min: scale.quietly(criterion.minPoints ?? '0') },
    unlimited: criterion.maxPoints === null,
    scale,
    problems,
  }
  switch (method.kind) {
    case 'yes-no':
      needsMaximum(check)
      break
    case 'levels':
      checkLevels(method.levels, check)
      break
    case 'steps': {
      const steps = inside(place, 'steps', 'Các mức')
      checkIntervals(steps, method.steps, isRatio(method.of) ? '%' : '', problems)
      checkAwards(steps, method.steps, check)
      break
    }
    case 'ratio':
      needsMaximum(check)
      checkRatio(method.noneBelow, method.fullFrom, check)
      break
    case 'per-item':
      for (const item of method.items) checkLimit(place, item.atMost, check)
      checkEach(
        'items',
        'việc thứ',
        method.items.map((item) => item.each),
        check,
      )
      break
    case 'deduction':
      checkDeduction(method, criterion, role, check)
      break
    case 'bonus':
      for (const award of method.awards) checkLimit(place, award.atMost, check)
      checkEach(
        'awards',
        'thành tích thứ',
        method.awards.map((award) => award.points),
        check,
      )
      break
    case 'imported':
      if (method.outOf !== undefined) checkOutOf(method.outOf, check)
      break
    case 'free':
      break
    case 'date':
      needsMaximum(check)
      checkDate(method, check)
      break
  }
}

interface MethodCheck {
  readonly place: Place
  readonly bounds: { readonly max: number | null; readonly min: number | null }
  readonly unlimited: boolean
  readonly scale: ReadableScale
  readonly problems: Problems
}

function needsMaximum({ unlimited, place, problems }: MethodCheck) {
  if (unlimited) problems.mistake(place, 'method-needs-maximum', 'Cách chấm này cần điểm tối đa của tiêu chí.')
}

function checkLevels(levels: readonly (Award & { code: string; title: string })[], check: MethodCheck) {
  const list = inside(check.place, 'levels', 'Các mức')
  levels.forEach((level, index) => {
    const at = inside(list, index, `Mức ${level.code}`)
    checkWords(at, level.title, check.problems)
    if (levels.findIndex((other) => other.code === level.code) < index) {
      check.problems.mistake(at, 'duplicate-code', `Có hai mức cùng mã “${level.code}”: mức sau không thể chọn được.`)
    }
  })
  if (levels.length === 0) check.problems.mistake(list, 'no-steps', 'Chưa có mức nào.')
  checkAwards(list, levels, check)
}

/** Points of levels within the bounds of the criterion, and one of them the full maximum. */
function checkAwards(list: Place, awards: readonly Award[], check: MethodCheck) {
  const { bounds, scale, problems } = check
  const parts = awards.map((award, index) => {
    const at = inside(list, index, `Mức ${index + 1}`)
    if ('percent' in award) return checkPercent(at, award.percent, check)
    const points = scale.points(at, award.points)
    if (points !== null && bounds.max !== null && points > bounds.max) {
      problems.mistake(
        at,
        'award-above-maximum',
        `Mức này cho ${scale.show(points)}, nhiều hơn điểm tối đa ${scale.show(bounds.max)}.`,
      )
    }
    if (points !== null && bounds.min !== null && points < bounds.min) {
      problems.mistake(
        at,
        'award-below-floor',
        `Mức này cho ${scale.show(points)}, ít hơn điểm tối thiểu ${scale.show(bounds.min)}.`,
      )
    }
    return points
  })
  const readable = parts.filter((part) => part !== null)
  if (bounds.max !== null && readable.length > 0 && readable.every((part) => part < (bounds.max ?? 0))) {
    problems.doubt(list, 'maximum-out-of-reach', `Không mức nào cho đủ điểm tối đa ${scale.show(bounds.max)}.`)
  }
}

/** A percent of the maximum; gives the parts it comes to. */
function checkPercent(at: Place, percent: DecimalText, check: MethodCheck): number | null {
  needsMaximum(check)
  const number = readNumber(at, percent, check.problems)
  if (number === null) return null
  if (compare(number, 0) < 0 || compare(number, 100) > 0) {
    check.problems.mistake(at, 'bad-percent', 'Phần trăm điểm phải từ 0 đến 100.')
  }
  return check.bounds.max === null ? null : Math.round((check.bounds.max * Number(percent)) / 100)
}

function checkEach(part: string, words: string, points: readonly DecimalText[], check: MethodCheck) {
  const list = inside(check.place, part, 'Danh sách')
  if (points.length === 0) check.problems.mistake(list, 'no-steps', 'Danh sách này còn để trống.')
  for (const [index, each] of points.entries()) checkPositive(inside(list, index, `${words} ${index + 1}`), each, check)
}

function checkLimit(at: Place, atMost: DecimalText | undefined, { scale, problems }: MethodCheck) {
  const parts = atMost === undefined ? null : scale.points(at, atMost)
  if (parts !== null && parts <= 0) problems.mistake(at, 'points-not-positive', 'Mức tối đa ở đây phải lớn hơn 0.')
}

function checkOutOf(outOf: DecimalText, check: MethodCheck) {
  needsMaximum(check)
  const whole = readNumber(check.place, outOf, check.problems)
  if (whole !== null && compare(whole, 0) <= 0) {
    check.problems.mistake(check.place, 'bad-number', 'Thang của chỉ số nhập vào phải lớn hơn 0.')
  }
}

function checkPositive(at: Place, text: DecimalText, check: MethodCheck) {
  const parts = check.scale.points(at, text)
  if (parts !== null && parts <= 0) check.problems.mistake(at, 'points-not-positive', 'Số điểm ở đây phải lớn hơn 0.')
  if (parts !== null && check.bounds.max !== null && parts > check.bounds.max) {
    check.problems.doubt(
      at,
      'award-above-maximum',
      `Một lần đã vượt điểm tối đa ${check.scale.show(check.bounds.max)}.`,
    )
  }
}

function checkRatio(noneBelow: DecimalText | undefined, fullFrom: DecimalText | undefined, check: MethodCheck) {
  const { place, problems } = check
  const lowest =
    noneBelow === undefined ? null : readNumber(inside(place, 'noneBelow', 'mức không có điểm'), noneBelow, problems)
  const full = fullFrom === undefined ? null : readNumber(inside(place, 'fullFrom', 'mức đủ điểm'), fullFrom, problems)
  if ([lowest, full].some((limit) => limit !== null && (compare(limit, 0) < 0 || compare(limit, 100) > 0))) {
    problems.mistake(place, 'level-out-of-reach', 'Giới hạn của tỷ lệ phải từ 0% đến 100%.')
  } else if (lowest !== null && full !== null && compare(lowest, full) > 0) {
    problems.mistake(place, 'level-out-of-reach', 'Mức không có điểm cao hơn mức đủ điểm.')
  }
}

function checkDeduction(method: DeductionMethod, criterion: Criterion, role: GroupRole, check: MethodCheck) {
  const { place, problems } = check
  if (method.takenFrom === 'group' && method.occurrences.some((occurrence) => 'percent' in occurrence)) {
    problems.mistake(
      place,
      'bad-percent',
      'Khi trừ vào điểm của nhóm, hãy ghi số điểm bị trừ mỗi lần, không ghi phần trăm.',
    )
  }
  if ((method.takenFrom === 'total') !== (role === 'deduction')) {
    problems.mistake(
      place,
      'deduction-place',
      method.takenFrom === 'total'
        ? 'Trừ vào tổng điểm chỉ dùng trong nhóm điểm trừ.'
        : 'Trong nhóm điểm trừ phải ghi là trừ vào tổng điểm.',
    )
  }
  if (method.takenFrom === 'criterion') needsMaximum(check)
  if (method.occurrences.length === 0) problems.mistake(place, 'no-steps', 'Chưa ghi trường hợp nào bị trừ điểm.')
  method.occurrences.forEach((occurrence, index) => {
    const at = inside(inside(place, 'occurrences', ''), index, `trường hợp thứ ${index + 1}`)
    checkLimit(at, occurrence.atMost, check)
    if ('points' in occurrence) {
      const parts = check.scale.points(at, occurrence.points)
      if (parts !== null && parts <= 0) {
        problems.mistake(at, 'points-not-positive', 'Số điểm bị trừ phải lớn hơn 0 (không ghi dấu trừ).')
      }
    } else {
      const percent = readNumber(at, occurrence.percent, problems)
      if (percent !== null && (compare(percent, 0) <= 0 || compare(percent, 100) > 0)) {
        problems.mistake(at, 'bad-percent', 'Phần trăm bị trừ phải lớn hơn 0 và không quá 100.')
      }
    }
  })
  if (method.before === undefined) return
  if (method.takenFrom !== 'criterion' || method.before.kind === 'deduction') {
    problems.mistake(place, 'deduction-start', 'Cách chấm trước khi trừ không dùng được ở đây.')
    return
  }
  checkMethod(method.before, criterion, role, inside(place, 'before', 'Trước khi trừ'), check.scale, problems)
}

function checkDate(method: DateMethod, check: MethodCheck) {
  const { place, problems } = check
  checkMonthDay(inside(place, 'limit', 'Thời hạn'), method.limit.monthDay, problems)
  const list = inside(place, 'late', 'Khi chậm')
  if ('eachDay' in method.late) {
    const award = method.late.eachDay
    if ('points' in award) checkPositive(list, award.points, check)
    else checkPercent(list, award.percent, check)
    return
  }
  const { steps } = method.late
  steps.forEach((step, index) => {
    const at = inside(list, index, `Mức ${index + 1}`)
    const before = index === 0 ? 0 : (steps[index - 1]?.upToDays ?? Number.POSITIVE_INFINITY)
    if ((step.upToDays ?? Number.POSITIVE_INFINITY) <= before) {
      problems.mistake(at, 'level-out-of-reach', 'Không thể đạt mức này: mức trước đã gồm mọi số ngày của nó.')
    }
    if ('percent' in step) checkPercent(at, step.percent, check)
    else {
      const parts = check.scale.points(at, step.points)
      if (parts !== null && check.bounds.max !== null && parts > check.bounds.max) {
        problems.mistake(
          at,
          'award-above-maximum',
          `Mức này nhiều hơn điểm tối đa ${check.scale.show(check.bounds.max)}.`,
        )
      }
    }
  })
}

/** A month and day that every year has. */
export function checkMonthDay(place: Place, monthDay: string, problems: Problems): void {
  const date = new Date(`2023-${monthDay}T00:00:00Z`)
  const exists =
    /^\d{2}-\d{2}$/.test(monthDay) && !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === monthDay
  if (!exists)
    problems.mistake(
      place,
      'no-such-date',
      `“${monthDay}” không phải ngày có trong mọi năm; viết tháng-ngày, ví dụ 12-05.`,
    )
}

/** Reports `bad-number`. */
export function readNumber(place: Place, text: DecimalText, problems: Problems): Quantity | null {
  const number = parseQuantity(text)
  if (number === null)
    problems.mistake(place, 'bad-number', `“${text}” không phải là số (viết bằng dấu chấm, ví dụ 99.5).`)
  return number
}

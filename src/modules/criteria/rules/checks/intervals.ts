import { compare, isWhole, parseQuantity, type Quantity } from '../exact.ts'
import { describeInterval, type Interval } from '../interval.ts'
import { showDecimalText } from '../vietnamese-number.ts'
import { inside, type Place, type Problems } from './set-problem.ts'

/** One end of an interval; `null` is open without limit. `side` orders equal values: −1 just below, 0 at, 1 just above. */
type End = { readonly value: Quantity; readonly text: string; readonly side: -1 | 0 | 1 } | null

/**
 * Steps must not overlap and must leave no gap between them. A value below the lowest step is only doubtful, since annexes leave
 * out the step with no points; of a ratio, 100 % must lie in a step.
 */
export function checkIntervals(list: Place, steps: readonly Interval[], unit: '%' | '', problems: Problems): void {
  const spans = steps.flatMap((step, index) => {
    const place = inside(list, index, `Mức ${index + 1}`)
    const span = spanOf(step, place, problems)
    return span === null ? [] : [{ ...span, place, words: describeInterval(step, unit) }]
  })
  const inOrder = spans.toSorted((first, second) => compareLower(first.lower, second.lower))
  let highest = inOrder[0]
  for (const next of inOrder.slice(1)) {
    if (highest === undefined) return
    const room = compareEnds(highest.upper, next.lower)
    if (room === 'overlap') {
      problems.mistake(
        next.place,
        'steps-overlap',
        `Mức “${next.words}” chồng lên mức “${highest.words}”: có giá trị thuộc cả hai mức.`,
      )
    } else if (room === 'whole-numbers' && unit === '') {
      problems.doubt(
        next.place,
        'steps-for-whole-numbers',
        `Giữa mức “${highest.words}” và mức “${next.words}” không có số nguyên nào; nếu số liệu có phần lẻ thì phần ở giữa được 0 điểm.`,
      )
    } else if (room !== 'touch') {
      problems.mistake(
        next.place,
        'steps-leave-gap',
        `Giữa mức “${highest.words}” và mức “${next.words}” có giá trị không thuộc mức nào.`,
      )
    }
    if (highest.upper !== null && (next.upper === null || compareUpper(next.upper, highest.upper) > 0)) highest = next
  }
  checkOuterEnds(list, inOrder[0]?.lower ?? null, highest?.upper ?? null, unit, spans.length, problems)
  if (unit === '%') checkReach(spans, problems)
}

function spanOf(step: Interval, place: Place, problems: Problems): { lower: End; upper: End } | null {
  if ((step.from !== undefined && step.above !== undefined) || (step.to !== undefined && step.below !== undefined)) {
    problems.mistake(place, 'two-bounds', 'Chỉ ghi một trong hai: “từ” hoặc “trên”; “đến” hoặc “dưới”.')
    return null
  }
  const lower = endOf(step.from ?? step.above, step.from === undefined ? 1 : 0)
  const upper = endOf(step.to ?? step.below, step.to === undefined ? -1 : 0)
  if (lower === undefined || upper === undefined) {
    problems.mistake(place, 'bad-number', 'Giới hạn của mức phải là số (viết bằng dấu chấm, ví dụ 99.5).')
    return null
  }
  if (lower !== null && upper !== null && compareUpper(upper, lower) < 0) {
    problems.mistake(
      place,
      'level-out-of-reach',
      'Không giá trị nào thuộc mức này: giới hạn dưới cao hơn giới hạn trên.',
    )
    return null
  }
  return { lower, upper }
}

function endOf(text: string | undefined, side: -1 | 0 | 1): End | undefined {
  if (text === undefined) return null
  const value = parseQuantity(text)
  return value === null ? undefined : { value, text, side }
}

function checkOuterEnds(list: Place, lowest: End, highest: End, unit: '%' | '', count: number, problems: Problems) {
  if (count === 0) {
    problems.mistake(list, 'no-steps', 'Chưa có mức nào.')
    return
  }
  const startsAfterZero =
    lowest !== null && (compare(lowest.value, 0) > 0 || (compare(lowest.value, 0) === 0 && lowest.side > 0))
  if (startsAfterZero) {
    problems.doubt(
      list,
      'steps-start-late',
      `Giá trị ${lowest.side > 0 ? 'từ' : 'dưới'} ${showDecimalText(lowest.text)}${unit}${lowest.side > 0 ? ' trở xuống' : ''} không thuộc mức nào nên được 0 điểm.`,
    )
  }
  if (highest === null) return
  const toHundred = compare(highest.value, 100)
  if (unit === '%' && (toHundred < 0 || (toHundred === 0 && highest.side < 0))) {
    problems.mistake(list, 'steps-end-early', 'Tỷ lệ 100% không thuộc mức nào.')
  } else if (unit === '') {
    problems.doubt(
      list,
      'steps-end-early',
      `Giá trị lớn hơn ${showDecimalText(highest.text)} không thuộc mức nào nên được 0 điểm.`,
    )
  }
}

function checkReach(spans: readonly { lower: End; upper: End; place: Place }[], problems: Problems) {
  for (const { lower, upper, place } of spans) {
    if (upper !== null && (compare(upper.value, 0) < 0 || (compare(upper.value, 0) === 0 && upper.side < 0))) {
      problems.mistake(place, 'level-out-of-reach', 'Không thể đạt mức này: tỷ lệ không nhỏ hơn 0%.')
    }
    if (lower !== null && (compare(lower.value, 100) > 0 || (compare(lower.value, 100) === 0 && lower.side > 0))) {
      problems.doubt(place, 'level-above-hundred', 'Mức này chỉ đạt được khi tỷ lệ vượt 100%.')
    }
  }
}

function compareLower(first: End, second: End): number {
  if (first === null || second === null) return first === second ? 0 : first === null ? -1 : 1
  return compareUpper(first, second)
}

function compareUpper(first: Exclude<End, null>, second: Exclude<End, null>): number {
  return compare(first.value, second.value) || first.side - second.side
}

/** How an upper end meets the lower end of the next interval. */
function compareEnds(upper: End, lower: End): 'overlap' | 'gap' | 'touch' | 'whole-numbers' {
  if (upper === null || lower === null) return 'overlap'
  const order = compare(upper.value, lower.value)
  if (order > 0) return 'overlap'
  if (order < 0) {
    const neighbours = isWhole(upper.value) && isWhole(lower.value) && lower.value - upper.value === 1
    return neighbours && upper.side === 0 && lower.side === 0 ? 'whole-numbers' : 'gap'
  }
  const space = lower.side - upper.side
  return space <= 0 ? 'overlap' : space === 1 ? 'touch' : 'gap'
}

import { isCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { CriteriaSet, TitledCode, Transition } from '../criteria-set.ts'
import { compare, parseQuantity } from '../exact.ts'
import { inside, type Place, type Problems, WHOLE_SET } from './set-problem.ts'

/** The title, the legal act, the dates, the years, the kinds of unit and the blocks. */
export function checkHeader(set: CriteriaSet, problems: Problems): void {
  const act = inside(WHOLE_SET, 'legalAct', 'Văn bản ban hành')
  checkWords(inside(WHOLE_SET, 'id', 'Mã bộ tiêu chí'), set.id, problems)
  checkWords(inside(WHOLE_SET, 'title', 'Tên bộ tiêu chí'), set.title, problems)
  checkWords(inside(act, 'number', 'Số, ký hiệu'), set.legalAct.number, problems)
  checkWords(inside(act, 'issuer', 'Cơ quan ban hành'), set.legalAct.issuer, problems)
  checkDate(inside(act, 'date', 'Ngày ban hành'), set.legalAct.date, problems)
  if (set.demonstration !== undefined) {
    checkWords(inside(WHOLE_SET, 'demonstration', 'Ghi chú dữ liệu minh họa'), set.demonstration.note, problems)
  }
  const effective = inside(WHOLE_SET, 'effective', 'Hiệu lực')
  checkSpan(effective, set.effective.from, set.effective.to, problems)
  checkYears(set, problems)
  checkTransitions(set, problems)
  checkTitledCodes(inside(WHOLE_SET, 'unitKinds', 'Loại đơn vị'), set.unitKinds, problems)
  if (set.unitKinds.length === 0) {
    problems.mistake(
      inside(WHOLE_SET, 'unitKinds', 'Loại đơn vị'),
      'no-unit-kind',
      'Chưa ghi loại đơn vị nào được chấm điểm.',
    )
  }
  checkTitledCodes(inside(WHOLE_SET, 'blocks', 'Khối'), set.blocks ?? [], problems)
}

/** Something written that a person can read. */
export function checkWords(place: Place, words: string, problems: Problems): void {
  if (words.trim() === '') problems.mistake(place, 'empty-text', 'Mục này còn để trống.')
}

function checkYears(set: CriteriaSet, problems: Problems) {
  const years = inside(WHOLE_SET, 'years', 'Năm đánh giá')
  if (set.years.length === 0) problems.mistake(years, 'no-year', 'Chưa ghi năm nào được đánh giá theo bộ tiêu chí này.')
  set.years.forEach((year, index) => {
    const place = inside(years, index, `năm ${year.year}`)
    checkSpan(place, year.from, year.to, problems)
    if (set.years.findIndex((other) => other.year === year.year) < index) {
      problems.mistake(place, 'duplicate-year', `Năm ${year.year} được ghi hai lần.`)
    }
  })
}

function checkTransitions(set: CriteriaSet, problems: Problems) {
  const list = inside(WHOLE_SET, 'transitions', 'Điều khoản chuyển tiếp')
  const transitions = set.transitions ?? []
  if (transitions.length > 0 && set.replaces === undefined) {
    problems.mistake(list, 'nothing-replaced', 'Có điều khoản chuyển tiếp nhưng chưa ghi bộ này thay thế bộ nào.')
  }
  transitions.forEach((transition, index) => {
    const place = inside(list, index, `năm ${transition.year}`)
    checkWords(inside(place, 'clause', 'nội dung'), transition.clause, problems)
    const kinds = transition.unitKinds ?? set.unitKinds.map((kind) => kind.code)
    for (const kind of kinds) {
      if (!set.unitKinds.some((each) => each.code === kind)) {
        problems.mistake(place, 'no-such-kind', `Loại đơn vị “${kind}” không có trong bộ tiêu chí.`)
      }
    }
    const before = transitions
      .slice(0, index)
      .find((other) => other.year === transition.year && speakOfSame(other, kinds))
    if (before !== undefined) {
      problems.mistake(place, 'transition-twice', 'Một loại đơn vị có hai điều khoản chuyển tiếp cho cùng một năm.')
    }
    checkUse(transition, set, place, problems)
  })
}

const speakOfSame = ({ unitKinds }: Transition, kinds: readonly string[]) =>
  unitKinds === undefined || unitKinds.some((kind) => kinds.includes(kind))

function checkUse(transition: Transition, set: CriteriaSet, place: Place, problems: Problems) {
  const year = set.years.find((each) => each.year === transition.year)
  if (year === undefined && transition.use !== 'replaced-set') {
    problems.mistake(place, 'no-year', `Bộ tiêu chí chưa ghi năm ${transition.year} trong các năm được đánh giá.`)
  }
  if (transition.use !== 'by-period') return
  const percent = parseQuantity(transition.percent)
  if (percent === null || compare(percent, 0) <= 0 || compare(percent, 100) >= 0) {
    problems.mistake(place, 'bad-percent', 'Phần của bộ mới trong điểm cả năm phải lớn hơn 0% và nhỏ hơn 100%.')
  }
  const exists = checkDate(inside(place, 'from', 'từ ngày'), transition.from, problems)
  if (exists && year !== undefined && (transition.from <= year.from || transition.from > year.to)) {
    problems.mistake(
      place,
      'dates-reversed',
      'Ngày bắt đầu tính theo bộ mới phải nằm trong năm đánh giá, sau ngày đầu.',
    )
  }
}

function checkTitledCodes(place: Place, items: readonly TitledCode[], problems: Problems) {
  items.forEach((item, index) => {
    const at = inside(place, index, `“${item.code}”`)
    checkWords(at, item.title, problems)
    if (items.findIndex((other) => other.code === item.code) < index) {
      problems.mistake(at, 'duplicate-code', `Mã “${item.code}” được dùng hai lần.`)
    }
  })
}

function checkSpan(place: Place, from: string, to: string | undefined, problems: Problems) {
  const first = checkDate(inside(place, 'from', 'từ ngày'), from, problems)
  const last = to === undefined || checkDate(inside(place, 'to', 'đến ngày'), to, problems)
  if (first && last && to !== undefined && to < from) {
    problems.mistake(place, 'dates-reversed', 'Ngày cuối đứng trước ngày đầu.')
  }
}

function checkDate(place: Place, date: string, problems: Problems): boolean {
  const exists = isCalendarDate(date)
  if (!exists)
    problems.mistake(
      place,
      'no-such-date',
      `Không có ngày “${date}”; ngày viết theo mẫu năm-tháng-ngày, ví dụ 2025-12-31.`,
    )
  return exists
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekday } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { type DayOff, dayRuleOf, daySet, type LevelDeadline, ruleFor, ruleInWords, shifted } from './level-deadline.ts'

const onDay = (dayOfMonth: number, monthsAfter = 0) => ({ monthsAfter, dayOfMonth, daysAfter: null })
const weekends: DayOff = (day) => ({ why: weekday(day) > 5 ? (weekday(day) === 6 ? 'Thứ Bảy' : 'Chủ nhật') : null })
const COMMUNES: LevelDeadline = {
  ...{ id: '1', senderKind: 'commune', periodKind: 'quarter', rule: onDay(18), excluded: false, shift: 'previous' },
  ...{ fromYear: 2024, toYear: 2025, basis: 'Quyết định A' },
}
const OTHERS: LevelDeadline = { ...COMMUNES, id: '2', senderKind: null, rule: onDay(22), toYear: null }

describe('the rule of a level', () => {
  const of = (unitKind: string, code: string) => ruleFor([OTHERS, COMMUNES], { unitKind, period: periodByCode(code) })

  test('is that of the kind of unit, else the one for all', () => {
    expect(of('commune', '2025-Q1')?.id).toBe('1')
    expect(of('department', '2025-Q1')?.id).toBe('2')
  })
  test('holds in its years, by the end of the period', () => {
    expect(of('commune', '2026-Q1')?.id).toBe('2')
    expect(of('commune', '2023-Q4')).toBeUndefined()
  })
  test('holds for its kind of period alone', () => {
    expect(of('commune', '2025')).toBeUndefined()
  })
})

describe('the day that a rule sets', () => {
  test.each([
    [onDay(25), periodByCode('2026-Q1'), '2026-03-25'],
    [onDay(25), periodByCode('2026-Q1', 'mid-month'), '2026-03-25'],
    [onDay(5, 1), periodByCode('2026'), '2027-01-05'],
    [onDay(31, 1), periodByCode('2027-M01'), '2027-02-28'],
    [onDay(31, 2), periodByCode('2026-9M'), '2026-11-30'],
    [{ monthsAfter: null, dayOfMonth: null, daysAfter: 10 }, periodByCode('2026-01-01..2026-05-25'), '2026-06-04'],
  ])('%o', (rule, period, day) => {
    expect(daySet(rule, period)).toBe(day)
  })
})

describe('a last day on which nobody works', () => {
  const sunday = { setOn: '2026-12-20', setExcluded: false, basis: 'Quyết định A' }

  test('goes where the act says', () => {
    expect(shifted({ ...sunday, shift: 'previous' }, weekends)).toMatchObject({
      dueOn: '2026-12-18',
      words: 'Chậm nhất ngày 20/12/2026 (Chủ nhật), chuyển về ngày làm việc liền trước: ngày 18/12/2026',
    })
    expect(shifted({ ...sunday, shift: 'next' }, weekends)).toMatchObject({ dueOn: '2026-12-21' })
    expect(shifted({ ...sunday, shift: 'none' }, weekends)).toMatchObject({
      dueOn: '2026-12-20',
      words: 'Chậm nhất ngày 20/12/2026 (Chủ nhật); ngày nghỉ không làm thay đổi hạn',
    })
  })
  test('is the day before where the act says “trước ngày”', () => {
    const before = { ...sunday, setOn: '2026-12-07', setExcluded: true }
    expect(shifted({ ...before, shift: 'previous' }, weekends)).toMatchObject({
      dueOn: '2026-12-04',
      dueOnExcluded: false,
    })
    expect(shifted({ ...before, setOn: '2026-12-05', shift: 'previous' }, weekends)).toMatchObject({
      dueOn: '2026-12-05',
      dueOnExcluded: true,
      words: 'Trước ngày 05/12/2026, tức là đến hết ngày 04/12/2026',
    })
  })
  test('stays where the days off are not decided, and says so', () => {
    expect(shifted({ ...sunday, shift: 'previous' }, () => 'unknown')).toMatchObject({
      dueOn: '2026-12-20',
      words: expect.stringContaining('Chưa có lịch nghỉ năm 2026'),
    })
  })
  test('always ends on a working day, on the side that was asked for and never past another working day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom('previous' as const, 'next' as const),
        fc.boolean(),
        fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 9 }),
        (start, shift, setExcluded, holidays) => {
          const setOn = addDays('2026-01-01', start)
          const off: DayOff = (day) =>
            holidays.some((distance) => addDays(setOn, distance - 6) === day) ? { why: 'nghỉ lễ' } : weekends(day)
          const set = shifted({ setOn, setExcluded, shift, basis: 'A' }, off)
          const good = set.dueOnExcluded ? addDays(set.dueOn, -1) : set.dueOn
          const nominal = setExcluded ? addDays(setOn, -1) : setOn
          expect(off(good)).toEqual({ why: null })
          expect(shift === 'previous' ? good <= nominal : good >= nominal).toBe(true)
          const step = shift === 'previous' ? -1 : 1
          for (let day = nominal; day !== good; day = addDays(day, step)) expect(off(day)).not.toEqual({ why: null })
        },
      ),
    )
  })
})

test('a rule reads as an act says it', () => {
  expect(ruleInWords(COMMUNES)).toBe('Chậm nhất ngày 18 tháng cuối kỳ')
  expect(ruleInWords({ rule: onDay(5, 1), excluded: true })).toBe('Trước ngày 5 tháng liền sau kỳ')
})

test('is entered as a day of a month or as days after the end, never both', () => {
  expect(dayRuleOf({ monthsAfter: null, dayOfMonth: 25, daysAfter: null })).toEqual(onDay(25))
  const both = { monthsAfter: 0, dayOfMonth: 25, daysAfter: 5 }
  for (const wrong of [both, { monthsAfter: 1, dayOfMonth: null, daysAfter: null }]) {
    expect(() => dayRuleOf(wrong)).toThrow(Refusal)
  }
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { type DueReading, hourOf, LITERAL_REASON, readDeadline, readingOf, readingsOf } from './deadline-reading.ts'
import { deadlineInWords, lastGoodDay } from './progress.ts'

const refused = (code: string) => expect.objectContaining({ code })
const fifth = { dueOn: '2022-12-05', reason: '', dueTime: null }

describe('“trước ngày 05/12/2022”', () => {
  test('read by its words ends on the 4th and says why', () => {
    const deadline = readDeadline({ ...fifth, reading: 'before' })
    expect(lastGoodDay(deadline)).toBe('2022-12-04')
    expect(deadline.dueReadingReason).toBe(LITERAL_REASON)
    expect(deadlineInWords(deadline)).toBe('trước ngày 05/12/2022 (chậm nhất 04/12/2022)')
  })
  test('read with the day itself ends on the 5th, and only with a reason', () => {
    expect(() => readDeadline({ ...fifth, reading: 'before-inclusive' })).toThrow(refused('plan.no-reason-for-reading'))
    const deadline = readDeadline({ ...fifth, reading: 'before-inclusive', reason: 'Công văn hướng dẫn' })
    expect(lastGoodDay(deadline)).toBe('2022-12-05')
    expect(deadlineInWords(deadline)).toBe('trước ngày 05/12/2022 (tính cả ngày 05/12/2022)')
  })
  test('is told in both readings, the one that counts first', () => {
    const literal = readingsOf(readDeadline({ ...fifth, reading: 'before' }))
    expect(literal.map((reading) => reading.lastGoodDay)).toEqual(['2022-12-04', '2022-12-05'])
    const inclusive = readingsOf(readDeadline({ ...fifth, reading: 'before-inclusive', reason: 'Công văn' }))
    expect(inclusive.map((reading) => reading.lastGoodDay)).toEqual(['2022-12-05', '2022-12-04'])
    expect(readingsOf(readDeadline({ ...fifth, reading: 'by' }))).toHaveLength(1)
  })
  test('has no hour of its own, while a plain day may have one', () => {
    expect(() => readDeadline({ ...fifth, reading: 'before', dueTime: '16:30' })).toThrow(
      refused('plan.hour-with-before'),
    )
    const deadline = readDeadline({ ...fifth, reading: 'by', dueTime: '16:30' })
    expect(deadlineInWords(deadline)).toBe('trước 16 giờ 30 ngày 05/12/2022')
    expect(deadlineInWords({ ...deadline, dueTime: '17:00' })).toBe('trước 17 giờ ngày 05/12/2022')
    expect(lastGoodDay(deadline)).toBe('2022-12-05')
  })
})

test('a deadline keeps the reading it was given, whatever the day', () => {
  const days = fc.integer({ min: -2000, max: 2000 }).map((number) => addDays('2024-02-29', number))
  const readings = fc.constantFrom<DueReading>('by', 'before', 'before-inclusive')
  fc.assert(
    fc.property(days, readings, (dueOn, reading) => {
      const kept = readDeadline({ dueOn, reading, reason: 'Căn cứ', dueTime: null })
      expect(readingOf(kept)).toBe(reading)
      const [counting, other] = readingsOf(kept)
      expect(counting?.lastGoodDay).toBe(lastGoodDay(kept))
      if (other) expect([counting?.lastGoodDay, other.lastGoodDay].sort()).toEqual([addDays(dueOn, -1), dueOn])
    }),
  )
})

test('an hour is read as people write it', () => {
  expect(['16:30', '16h30', '16 giờ 30', '16 giờ 30 phút', '7h', '17 giờ', ' '].map(hourOf)).toEqual([
    ...['16:30', '16:30', '16:30', '16:30', '07:00', '17:00'],
    null,
  ])
  for (const typed of ['25:00', '16:75', 'chiều', '1630'])
    expect(() => hourOf(typed)).toThrow(refused('plan.no-such-hour'))
})

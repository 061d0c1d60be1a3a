import { describe, expect, test } from 'vitest'
import { Refusal } from '../../vocabulary/refusal.ts'
import { problemInWords } from './problem-in-words.ts'
import { asCrontab, scheduleInWords } from './schedule.ts'

describe('a schedule in Viet Nam time', () => {
  test.each([
    [{ at: '07:00' }, '0 0 * * *', 'mỗi ngày lúc 07:00'],
    [{ at: '02:30' }, '30 19 * * *', 'mỗi ngày lúc 02:30'],
    [{ everyMinutes: 60 }, '0 * * * *', 'mỗi giờ'],
    [{ everyMinutes: 15 }, '*/15 * * * *', 'mỗi 15 phút'],
  ] as const)('is kept in the time of the queue: %j', (schedule, crontab, words) => {
    expect(asCrontab(schedule)).toBe(crontab)
    expect(scheduleInWords(schedule)).toBe(words)
  })
})

describe('what is told of a failure', () => {
  test('is what a refusal says', () => {
    expect(problemInWords(new Refusal('conflict', 'x.y', 'Chưa gửi được.'))).toBe('Chưa gửi được.')
  })
  test('never quotes what somebody entered', () => {
    const error = Object.assign(new Error('invalid input: "Nguyễn Văn An"'), { code: '22P02' })
    expect(problemInWords(error)).toMatch(/^Lỗi ngoài dự kiến \(Error 22P02\)/)
    expect(problemInWords(error)).not.toContain('Nguyễn')
    expect(problemInWords('Nguyễn Văn An')).toBe('Lỗi ngoài dự kiến.')
  })
})

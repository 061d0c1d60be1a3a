import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../../calendar/index.ts'
import { answerDeadline } from './answer-deadline.ts'

describe('the last day for the answer', () => {
  test.each([
    ['an ordinary Monday', '2026-11-16', '2026-11-18'],
    ['a Friday', '2026-11-20', '2026-11-24'],
    ['a Sunday', '2026-11-22', '2026-11-24'],
    ['a Friday before the days of the National Day', '2026-08-28', '2026-09-04'],
    ['the first day of the decree', '2026-01-01', '2026-01-06'],
  ])('is the second working day after %s', (_day, receivedOn, due) => {
    expect(answerDeadline(receivedOn, nationalCalendar)).toMatchObject({
      known: true,
      deadline: { due, unit: 'working', limit: 2 },
    })
  })

  test('names the act it rests on and explains every day', () => {
    const counted = answerDeadline('2026-11-20', nationalCalendar)
    expect(counted).toMatchObject({ known: true, deadline: { source: expect.stringContaining('356/2025') } })
    expect(counted.known && counted.deadline.explanation.map((day) => day.counts)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  test.each([
    ['whose year has no calendar yet', '2031-03-03', /2031/],
    ['before the decree was in force', '2025-12-31', /01\/01\/2026/],
  ])('is not known for a day %s, and why is said', (_day, receivedOn, why) => {
    expect(answerDeadline(receivedOn, nationalCalendar)).toEqual({ known: false, why: expect.stringMatching(why) })
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ConsultationDays,
  consultationState,
  opinionsInLines,
  refuseConclusion,
  refuseOpinionDay,
  refuseOpinionOutside,
  refusePeriod,
  refusePublication,
} from './consultation.ts'

const days: ConsultationDays = {
  ...{ opensOn: '2026-11-10', closesOn: '2026-11-20', publishedOn: '2026-11-09', concludedOn: null, withdrawnOn: null },
}
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('a consultation', () => {
  test.each([
    ['coming', '2026-11-09'],
    ['open', '2026-11-10'],
    ['open', '2026-11-20'],
    ['closed', '2026-11-21'],
  ])('is %s on %s', (state, today) => {
    expect(consultationState(days, today)).toBe(state)
  })

  test('is a draft before it is published, whatever the day, and over once concluded or withdrawn', () => {
    expect(consultationState({ ...days, publishedOn: null }, '2026-11-15')).toBe('draft')
    expect(consultationState({ ...days, concludedOn: '2026-11-25' }, '2026-11-26')).toBe('concluded')
    expect(consultationState({ ...days, withdrawnOn: '2026-11-12' }, '2026-11-15')).toBe('withdrawn')
  })

  test('is published while opinions can still come, and once', () => {
    const publish = (given: Partial<ConsultationDays>, today: string) => () =>
      refusePublication({ ...days, ...given }, today)
    expect(publish({ publishedOn: null }, '2026-11-20')).not.toThrow()
    expect(publish({ publishedOn: null }, '2026-11-21')).toThrow(code('democracy.not-publishable'))
    expect(publish({}, '2026-11-15')).toThrow(code('democracy.not-publishable'))
  })

  test('takes what is sent exactly while it is open', () => {
    const day = fc.integer({ min: 1, max: 30 }).map((number) => `2026-11-${String(number).padStart(2, '0')}`)
    fc.assert(
      fc.property(day, (today) => {
        const send = () => refuseOpinionOutside(days, today)
        if (today >= '2026-11-10' && today <= '2026-11-20') expect(send).not.toThrow()
        else expect(send).toThrow(code('democracy.not-open'))
      }),
    )
  })

  test('takes what was said on a day of its period that has come', () => {
    const enter = (receivedOn: string, today: string) => () => refuseOpinionDay(receivedOn, days, today)
    expect(enter('2026-11-10', '2026-11-25')).not.toThrow()
    expect(enter('2026-11-20', '2026-11-25')).not.toThrow()
    expect(enter('2026-11-21', '2026-11-25')).toThrow(code('democracy.opinion-day'))
    expect(enter('2026-11-09', '2026-11-25')).toThrow(code('democracy.opinion-day'))
    expect(enter('2026-11-16', '2026-11-15')).toThrow(code('democracy.opinion-day'))
  })

  test('is concluded after its last day, when every opinion is in a theme and every theme is answered', () => {
    const conclude =
      (left: { ungrouped: number; unanswered: number }, today = '2026-11-21') =>
      () =>
        refuseConclusion(days, left, today)
    expect(conclude({ ungrouped: 0, unanswered: 0 })).not.toThrow()
    expect(conclude({ ungrouped: 0, unanswered: 0 }, '2026-11-20')).toThrow(code('democracy.still-open'))
    expect(conclude({ ungrouped: 1, unanswered: 0 })).toThrow(code('democracy.unanswered'))
    expect(conclude({ ungrouped: 0, unanswered: 1 })).toThrow(code('democracy.unanswered'))
  })

  test('ends no earlier than it begins', () => {
    expect(() => refusePeriod({ opensOn: '2026-11-10', closesOn: '2026-11-10' })).not.toThrow()
    expect(() => refusePeriod({ opensOn: '2026-11-10', closesOn: '2026-11-09' })).toThrow(
      code('democracy.period-ends-before'),
    )
  })
})

test('opinions are read one to a line, without the blank ones', () => {
  expect(opinionsInLines('  Làm đường trước\n\n  \nGiữ hàng cây ')).toEqual(['Làm đường trước', 'Giữ hàng cây'])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../../vocabulary/calendar-date.ts'
import {
  isAnnouncedLate,
  lastDayToAnnounce,
  lastDayToPublishResult,
  mustAnnounceAgain,
  preparationState,
  refuseAnnouncement,
  refuseCheckIn,
  refuseOver,
  refusePastPlan,
} from './preparation.ts'

const TODAY = '2026-11-22'
const dialogue = {
  kind: 'dialogue',
  plannedOn: '2026-12-01',
  announcedOn: null,
  cancelledOn: null,
  activityId: null,
} as const
const held = { ...dialogue, activityId: '7' }
const cancelled = { ...dialogue, cancelledOn: TODAY }

describe('a planned activity', () => {
  test('is planned, announced, then held or cancelled', () => {
    expect(preparationState(dialogue)).toBe('planned')
    expect(preparationState({ ...dialogue, announcedOn: TODAY })).toBe('announced')
    expect(preparationState({ ...held, announcedOn: TODAY })).toBe('held')
    expect(preparationState({ ...cancelled, announcedOn: TODAY })).toBe('cancelled')
  })

  test('lies today or ahead', () => {
    expect(() => refusePastPlan('2026-11-21', TODAY)).toThrow('planned-in-the-past')
    expect(() => refusePastPlan(TODAY, TODAY)).not.toThrow()
  })

  test('changes no more when it was held or cancelled', () => {
    expect(() => refuseOver(held)).toThrow('preparation-over')
    expect(() => refuseOver(cancelled)).toThrow('preparation-over')
    expect(() => refuseOver({ ...dialogue, announcedOn: TODAY })).not.toThrow()
  })
})

describe('a notice', () => {
  test('of a dialogue comes at least seven calendar days before, its result within ten days after', () => {
    expect(lastDayToAnnounce('dialogue', '2026-12-01')).toBe('2026-11-24')
    expect(lastDayToPublishResult('dialogue', '2026-12-01')).toBe('2026-12-11')
    expect(lastDayToAnnounce('voter-contact', '2026-12-01')).toBeNull()
    expect(lastDayToPublishResult('training', '2026-12-01')).toBeNull()
  })

  test('is late from the day after its last day, given or not', () => {
    expect(isAnnouncedLate(dialogue, '2026-11-24')).toBe(false)
    expect(isAnnouncedLate(dialogue, '2026-11-25')).toBe(true)
    expect(isAnnouncedLate({ ...dialogue, announcedOn: '2026-11-24' }, '2026-11-30')).toBe(false)
    expect(isAnnouncedLate({ ...dialogue, announcedOn: '2026-11-25' }, '2026-11-30')).toBe(true)
  })

  test('is for kinds that the people are told of, on a day that has come', () => {
    expect(() => refuseAnnouncement(dialogue, TODAY, TODAY)).not.toThrow()
    expect(() => refuseAnnouncement(dialogue, '2026-11-23', TODAY)).toThrow('notice-day')
    expect(() => refuseAnnouncement(dialogue, '2026-12-02', '2026-12-03')).toThrow('notice-day')
    expect(() => refuseAnnouncement({ ...dialogue, kind: 'agency-meeting' }, TODAY, TODAY)).toThrow(
      'not-announced-kind',
    )
    expect(() => refuseAnnouncement(cancelled, TODAY, TODAY)).toThrow('preparation-over')
  })

  test.each([{ plannedOn: '2026-12-02' }, { startsAt: '08:00' }, { place: 'Chợ' }])(
    'is given anew with %o',
    (change) => {
      const before = { plannedOn: '2026-12-01', startsAt: '07:30', place: 'Nhà văn hóa', announcedOn: TODAY }
      expect(mustAnnounceAgain(before, { ...before, ...change })).toBe(true)
      expect(mustAnnounceAgain(before, before)).toBe(false)
      expect(mustAnnounceAgain({ ...before, announcedOn: null }, { ...before, ...change })).toBe(false)
    },
  )

  test('leaves seven days between whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const day = addDays('2025-06-16', days)
        expect(daysBetween(lastDayToAnnounce('dialogue', day) ?? day, day)).toBe(7)
      }),
    )
  })
})

describe('checking in', () => {
  test('is open on the day alone, until the result is recorded', () => {
    const today = { ...dialogue, plannedOn: TODAY }
    expect(() => refuseCheckIn(today, TODAY)).not.toThrow()
    expect(() => refuseCheckIn({ ...today, announcedOn: TODAY }, TODAY)).not.toThrow()
    for (const closed of [dialogue, { ...held, plannedOn: TODAY }, { ...cancelled, plannedOn: TODAY }])
      expect(() => refuseCheckIn(closed, TODAY)).toThrow('no-check-in')
  })
})

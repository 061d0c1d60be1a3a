import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, yearOf } from '../../../vocabulary/calendar-date.ts'
import {
  coordinationState,
  dutiesAsLines,
  dutiesInLines,
  owedReports,
  refuseCoordination,
  refuseDuties,
  refuseSignature,
  signedByAllOn,
} from './coordination.ts'

const day = fc.integer({ min: 0, max: 6000 }).map((days) => addDays('2016-01-01', days))
const refused = (code: string) => expect.objectContaining({ code })

describe('a coordination', () => {
  const signed = {
    startsOn: '2023-01-01',
    endsOn: '2023-12-31',
    signedOn: ['2023-03-30', '2023-03-28'],
    withdrawnOn: null,
  }

  test('binds from its last signature, to the end of its last day', () => {
    expect(coordinationState(signed, '2023-03-29')).toBe('unsigned')
    expect(coordinationState(signed, '2023-03-30')).toBe('in-force')
    expect(coordinationState(signed, '2023-12-31')).toBe('in-force')
    expect(coordinationState(signed, '2024-01-01')).toBe('ended')
    expect(coordinationState({ ...signed, startsOn: '2023-04-01' }, '2023-03-31')).toBe('coming')
    expect(coordinationState({ ...signed, signedOn: ['2023-03-30', null] }, '2023-12-01')).toBe('unsigned')
    expect(coordinationState({ ...signed, withdrawnOn: '2023-05-01' }, '2023-12-01')).toBe('withdrawn')
    expect(coordinationState({ ...signed, endsOn: null }, '2040-01-01')).toBe('in-force')
  })

  test('is signed on the day of the latest of its signatures, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 5 }), (days) => {
        expect(signedByAllOn(days)).toBe([...days].sort().at(-1))
        expect(signedByAllOn([...days, null])).toBeNull()
      }),
    )
  })

  test.each([
    ['an end before the beginning', { endsOn: '2022-12-31' }, 'endsOn'],
    ['a programme without an end', { kind: 'programme', endsOn: null }, 'endsOn'],
    ['a plan for more than a year', { kind: 'plan', endsOn: '2024-01-01' }, 'endsOn'],
    ['a report month without a day', { reportMonth: 12 }, 'reportDay'],
    ['a report on 29 February', { reportMonth: 2, reportDay: 29 }, 'reportDay'],
    ['a report on 31 June', { reportMonth: 6, reportDay: 31 }, 'reportDay'],
  ] as const)('with %s is refused', (_, change, field) => {
    const given = {
      kind: 'regulation',
      startsOn: '2023-01-01',
      endsOn: '2025-12-31',
      reportMonth: null,
      reportDay: null,
    } as const
    expect(() => refuseCoordination(given)).not.toThrow()
    expect(() => refuseCoordination({ ...given, ...change })).toThrow(
      expect.objectContaining({ fields: expect.objectContaining({ [field]: expect.any(String) }) }),
    )
  })

  test('of a leap day may still be a plan for a year', () => {
    const plan = { kind: 'plan', startsOn: '2024-02-29', reportMonth: null, reportDay: null } as const
    expect(() => refuseCoordination({ ...plan, endsOn: '2025-02-28' })).not.toThrow()
    expect(() => refuseCoordination({ ...plan, endsOn: '2025-03-01' })).toThrow(refused('coordination.term'))
  })
})

describe('the reports that each party owes', () => {
  const programme = {
    startsOn: '2021-06-15',
    endsOn: '2024-06-14',
    signedOn: '2021-06-15',
    reportMonth: 11,
    reportDay: 30,
  }

  test('are one a year, by the day that was agreed, for the year of the end too', () => {
    expect(owedReports(programme, '2023-11-29').map(({ year }) => year)).toEqual([2021, 2022])
    expect(owedReports(programme, '2023-11-30').map(({ year }) => year)).toEqual([2021, 2022, 2023])
    expect(owedReports(programme, '2030-01-01').at(-1)).toEqual({ year: 2024, dueOn: '2024-11-30' })
    expect(owedReports({ ...programme, signedOn: null }, '2030-01-01')).toEqual([])
    expect(owedReports({ ...programme, reportMonth: null, reportDay: null }, '2030-01-01')).toEqual([])
    expect(owedReports({ ...programme, signedOn: '2021-12-01' }, '2022-12-31').map(({ year }) => year)).toEqual([2022])
  })

  test('never fall due before it binds or after the day asked about, and only grow as time goes on', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 2500 }), day, day, (startsOn, length, signedOn, until) => {
        const given = { startsOn, endsOn: addDays(startsOn, length), signedOn, reportMonth: 6, reportDay: 30 }
        const owed = owedReports(given, until)
        for (const { year, dueOn } of owed) {
          expect(dueOn >= startsOn && dueOn >= signedOn && dueOn <= until).toBe(true)
          expect(year).toBe(yearOf(dueOn))
          expect(year).toBeLessThanOrEqual(yearOf(given.endsOn))
        }
        expect(new Set(owed.map(({ year }) => year)).size).toBe(owed.length)
        expect(owedReports(given, addDays(until, 400)).slice(0, owed.length)).toEqual(owed)
      }),
    )
  })
})

describe('duties', () => {
  test('are of one party when the line says so, and of all otherwise', () => {
    expect(
      dutiesInLines('- Họp giao ban sáu tháng\n\nBên 1: Cung cấp thông tin\nbên 2 – Giám sát\nBên cạnh đó, phối hợp'),
    ).toEqual([
      { partyPosition: null, content: 'Họp giao ban sáu tháng' },
      { partyPosition: 1, content: 'Cung cấp thông tin' },
      { partyPosition: 2, content: 'Giám sát' },
      { partyPosition: null, content: 'Bên cạnh đó, phối hợp' },
    ])
  })

  test('come back from the form as they were', () => {
    const word = fc.stringMatching(/^[a-zđ]{2,9}( [a-z]{2,9}){0,3}$/)
    const duty = fc.record({
      partyPosition: fc.option(fc.integer({ min: 1, max: 9 })),
      content: word.filter((text) => !text.startsWith('bên')),
    })
    fc.assert(
      fc.property(fc.array(duty), (duties) => {
        expect(dutiesInLines(dutiesAsLines(duties))).toEqual(duties)
      }),
    )
  })

  test('of a party that there is not are refused', () => {
    expect(() => refuseDuties([{ partyPosition: 2, content: 'Giám sát' }], 2)).not.toThrow()
    expect(() => refuseDuties([{ partyPosition: 3, content: 'Giám sát' }], 2)).toThrow(
      refused('coordination.no-such-party'),
    )
  })
})

test('a signature of tomorrow is refused', () => {
  expect(() => refuseSignature('2026-11-22', '2026-11-22')).not.toThrow()
  expect(() => refuseSignature('2026-11-23', '2026-11-22')).toThrow(refused('coordination.signed-in-the-future'))
})

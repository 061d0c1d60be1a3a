import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  inspectionPeriod,
  inspectionPeriods,
  inspectionStanding,
  recommendationStanding,
  refuseAnswer,
  refuseDropping,
  refuseInspectionItem,
  refuseInspectionResult,
  refuseRecommendation,
  refuseSending,
  refuseWithdrawn,
} from './inspection-board.ts'

const TODAY = '2026-11-22'
const code = (expected: string) => expect.objectContaining({ code: expected })
const days = fc.integer({ min: -400, max: 400 }).map((count) => addDays(TODAY, count))
const maybe = fc.option(days, { nil: null })
/** What was refused, or nothing. */
const told = (run: () => void): string | null => {
  try {
    run()
    return null
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}

describe('the period of a plan', () => {
  test('is a quarter, six months or a year', () => {
    expect(['2026', '2026-H2', '2026-Q4'].map((each) => inspectionPeriod(each).to)).toEqual(
      Array.from({ length: 3 }, () => '2026-12-31'),
    )
    expect(inspectionPeriod('2026-H2').from).toBe('2026-07-01')
  })

  test.each(['2026-M01', '2026-9M', '2026-5M', '2026-01-01..2026-02-01', '2022', '2026-Q5', ''])(
    'is not %s',
    (written) => {
      expect(() => inspectionPeriod(written)).toThrow(code('democracy.inspection-period'))
    },
  )

  test('that is offered is taken, and the one that holds today is offered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (count) => {
        const today = addDays('2023-07-01', count)
        const offered = inspectionPeriods(today)
        expect(offered.map((period) => inspectionPeriod(period.code).code)).toEqual(offered.map((each) => each.code))
        expect(offered.filter(({ from, to }) => from <= today && today <= to)).toHaveLength(3)
      }),
    )
  })
})

describe('an item of a plan', () => {
  test('is overdue from the day after the planned day, unless it was done or given up', () => {
    fc.assert(
      fc.property(days, maybe, maybe, days, (plannedOn, heldOn, droppedOn, today) => {
        const standing = inspectionStanding({ plannedOn, heldOn, droppedOn }, today)
        const isOpen = heldOn === null && droppedOn === null
        expect(standing === 'overdue').toBe(isOpen && today >= addDays(plannedOn, 1))
        expect(standing === 'planned').toBe(isOpen && today <= plannedOn)
        if (droppedOn !== null) expect(standing).toBe('dropped')
        else if (heldOn !== null) expect(standing).toBe('done')
      }),
    )
  })

  test('is planned within the period, its first and last day included', () => {
    const plan = { periodFrom: '2026-10-01', periodTo: '2026-12-31' }
    fc.assert(
      fc.property(days, (plannedOn) => {
        const refused = told(() => refuseInspectionItem({ form: 'supervision', requestedBy: '', plannedOn }, plan))
        expect(refused).toBe(plannedOn < '2026-10-01' || plannedOn > '2026-12-31' ? 'democracy.inspection-day' : null)
      }),
    )
    for (const plannedOn of ['2026-10-01', '2026-12-31'])
      expect(told(() => refuseInspectionItem({ form: 'supervision', requestedBy: '', plannedOn }, plan))).toBeNull()
  })

  test('says who asked exactly when it is a verification', () => {
    const plan = { periodFrom: '2026-10-01', periodTo: '2026-12-31' }
    const item = (form: 'supervision' | 'verification', requestedBy: string) =>
      told(() => refuseInspectionItem({ form, requestedBy, plannedOn: '2026-11-01' }, plan))
    expect([item('verification', 'Mặt trận'), item('supervision', '')]).toEqual([null, null])
    expect([item('verification', ''), item('supervision', 'Mặt trận')]).toEqual([
      'democracy.inspection-request',
      'democracy.inspection-request',
    ])
  })

  test('gets a result only when the plan was sent, it was not given up, and the day has come', () => {
    fc.assert(
      fc.property(maybe, maybe, maybe, days, (sentOn, heldOn, droppedOn, on) => {
        const refused = told(() => refuseInspectionResult({ sentOn, heldOn, droppedOn }, on, TODAY))
        expect(refused === null).toBe(sentOn !== null && droppedOn === null && on <= TODAY)
      }),
    )
  })

  test('is given up once, and not when it has a result', () => {
    expect(told(() => refuseDropping({ heldOn: null, droppedOn: null }))).toBeNull()
    expect(told(() => refuseDropping({ heldOn: TODAY, droppedOn: null }))).toBe('democracy.inspection-done')
    expect(told(() => refuseDropping({ heldOn: null, droppedOn: TODAY }))).toBe('democracy.inspection-dropped')
  })
})

test('a plan is sent once, with an item at least, by today', () => {
  const send = (sentOn: CalendarDate | null, itemCount: number, on: CalendarDate) =>
    told(() => refuseSending({ sentOn, itemCount }, on, TODAY))
  expect(send(null, 1, TODAY)).toBeNull()
  expect(send(null, 0, TODAY)).toBe('democracy.inspection-plan-empty')
  expect(send(null, 1, '2026-11-23')).toBe('democracy.inspection-sending-day')
  expect(send('2026-11-01', 1, TODAY)).toBe('democracy.inspection-plan-sent')
})

describe('a recommendation', () => {
  test('is overdue only with a due day that has gone by, and never once answered', () => {
    fc.assert(
      fc.property(maybe, maybe, fc.boolean(), days, (dueOn, answeredOn, settled, today) => {
        const standing = recommendationStanding({ dueOn, answeredOn, settled }, today)
        if (answeredOn !== null) expect(standing).toBe(settled ? 'settled' : 'answered')
        else expect(standing).toBe(dueOn !== null && today >= addDays(dueOn, 1) ? 'overdue' : 'waiting')
      }),
    )
  })

  test('is made between the result and today, due and answered not before it', () => {
    fc.assert(
      fc.property(days, maybe, maybe, maybe, (madeOn, dueOn, answeredOn, heldOn) => {
        const refused = told(() => refuseRecommendation({ madeOn, dueOn, answeredOn }, { heldOn }, TODAY))
        const inOrder =
          heldOn !== null &&
          heldOn <= madeOn &&
          madeOn <= TODAY &&
          madeOn <= (dueOn ?? madeOn) &&
          madeOn <= (answeredOn ?? madeOn)
        expect(refused === null).toBe(inOrder)
        if (heldOn === null) expect(refused).toBe('democracy.recommendation-without-result')
      }),
    )
  })

  test('is answered between its own day and today', () => {
    fc.assert(
      fc.property(days, days, (madeOn, answeredOn) => {
        const refused = told(() => refuseAnswer(madeOn, answeredOn, TODAY))
        expect(refused === null).toBe(madeOn <= answeredOn && answeredOn <= TODAY)
      }),
    )
  })
})

test('what was withdrawn, by itself or with its plan, is written no more', () => {
  fc.assert(
    fc.property(maybe, maybe, (withdrawnOn, planWithdrawnOn) => {
      const refused = told(() => refuseWithdrawn({ withdrawnOn, planWithdrawnOn }))
      expect(refused).toBe((withdrawnOn ?? planWithdrawnOn) ? 'democracy.inspection-withdrawn' : null)
    }),
  )
})

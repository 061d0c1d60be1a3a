import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumCheck, type UnitPart } from './sum-check.ts'

const sentUnit = (sent: number | null, counted: number, above: UnitPart['above'] = 'none'): UnitPart => ({
  isSent: true,
  above,
  sent,
  counted,
  movedByHand: 0,
})
const silentUnit = (counted: number, above: UnitPart['above'] = 'none'): UnitPart => ({
  isSent: false,
  above,
  sent: null,
  counted,
  movedByHand: 0,
})

describe('the sum over a province', () => {
  test('tells the units’ own figures from what changed since, from those who have not sent, and from the rest', () => {
    const units = [sentUnit(10, 12), silentUnit(5), sentUnit(7, 7)]
    expect(sumCheck(30, units)).toEqual({ sent: 17, changedSince: 2, notSent: 5, rest: 6, whole: 30, movedByHand: 0 })
  })

  test('adds a commune once, though it and its district have both sent', () => {
    const units = [sentUnit(8, 8), sentUnit(3, 3, 'sent'), silentUnit(5, 'sent')]
    expect(sumCheck(8, units)).toEqual({ sent: 8, changedSince: 0, notSent: 0, rest: 0, whole: 8, movedByHand: 0 })
  })

  test('takes what a commune has sent, and only the remainder of its district that has not', () => {
    const units = [silentUnit(8), sentUnit(3, 4, 'not-sent'), silentUnit(1, 'not-sent')]
    expect(sumCheck(10, units)).toEqual({ sent: 3, changedSince: 1, notSent: 4, rest: 2, whole: 10, movedByHand: 0 })
  })

  test('has a figure that could not be counted when it was sent as a change', () => {
    expect(sumCheck(6, [sentUnit(null, 6)])).toMatchObject({ sent: 0, changedSince: 6 })
  })

  test('tells what units put by hand beside the sum and not in it, once for each unit', () => {
    const units = [
      { ...sentUnit(10, 10), movedByHand: 3 },
      { ...sentUnit(7, 7), movedByHand: -1 },
      // Within the report of the district above, which has sent.
      { ...sentUnit(4, 4, 'sent'), movedByHand: 4 },
    ]
    expect(sumCheck(17, units)).toEqual({
      ...{ sent: 17, changedSince: 0, notSent: 0, rest: 0, whole: 17 },
      movedByHand: 2,
    })
  })

  test('always comes out at the whole, with nothing left over when every unit has sent and nothing changed', () => {
    // Districts with their communes; the whole is the districts and the province’s own part.
    const commune = fc.record({ counted: fc.nat(1000), isSent: fc.boolean() })
    const district = fc.record({
      own: fc.nat(1000),
      isSent: fc.boolean(),
      communes: fc.array(commune, { maxLength: 5 }),
    })
    fc.assert(
      fc.property(fc.array(district, { maxLength: 5 }), fc.nat(1000), (districts, own) => {
        const units = districts.flatMap(({ own, isSent, communes }): UnitPart[] => {
          const counted = own + communes.reduce((sum, commune) => sum + commune.counted, 0)
          const above = isSent ? 'sent' : 'not-sent'
          const part = (of: { isSent: boolean; counted: number }) => (of.isSent ? of.counted : null)
          return [
            { isSent, above: 'none', counted, sent: part({ isSent, counted }), movedByHand: 0 },
            ...communes.map((commune): UnitPart => ({ ...commune, above, sent: part(commune), movedByHand: 0 })),
          ]
        })
        const whole =
          own + units.filter((unit) => unit.above === 'none').reduce((sum, unit) => sum + (unit.counted ?? 0), 0)
        const check = sumCheck(whole, units)
        expect(check.sent + check.changedSince + check.notSent + check.rest).toBe(whole)
        expect(check).toMatchObject({ changedSince: 0, rest: own })
        expect(check.notSent).toBeGreaterThanOrEqual(0)
        if (districts.every((district) => district.isSent)) expect(check.notSent).toBe(0)
      }),
    )
  })
})

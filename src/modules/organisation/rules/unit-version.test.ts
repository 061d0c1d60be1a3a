import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { type UnitVersion, versionClosedBy, versionOn } from './unit-version.ts'

const version = (changes: Partial<UnitVersion>): UnitVersion => ({
  id: '1',
  name: 'Ủy ban nhân dân xã Ba',
  shortName: 'UBND xã Ba',
  kindCode: 'commune',
  parentUnitId: '7',
  placeName: 'Ba',
  issuerCode: 'UBND',
  administrativeCode: null,
  validFrom: '2004-01-01',
  validTo: null,
  ...changes,
})
const renamed = version({ name: 'Ủy ban nhân dân phường Ba' })

describe('changing a unit from a day on', () => {
  test('closes the version that held until then on the day before', () => {
    const before = version({ id: '3', validTo: '2019-12-31' })
    const latest = version({ id: '4', validFrom: '2020-01-01' })
    expect(versionClosedBy([latest, before], '2025-07-01', renamed)).toEqual({ closed: latest, lastDay: '2025-06-30' })
  })

  test.each([
    ['the very day on which the latest version began', '2020-01-01'],
    ['a day before it', '2019-06-01'],
  ])('is refused from %s', (_, from) => {
    const latest = version({ validFrom: '2020-01-01' })
    expect(() => versionClosedBy([latest], from, renamed)).toThrow('organisation.version-overlaps')
  })

  test('is refused once the unit has ended', () => {
    expect(() => versionClosedBy([version({ validTo: '2025-06-30' })], '2025-07-01', renamed)).toThrow(
      'organisation.unit-ended',
    )
  })

  test('is refused when nothing differs', () => {
    expect(() => versionClosedBy([version({})], '2025-07-01', version({ id: '9' }))).toThrow(
      'organisation.nothing-changed',
    )
  })

  test('always leaves exactly one version on each day from the first on', () => {
    const day = fc.integer({ min: 1, max: 9000 }).map((days) => addDays('2004-01-01', days))
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 8 }), day, (days, asked) => {
        let versions = [version({})]
        for (const [index, from] of days.sort().entries()) {
          const { closed, lastDay } = versionClosedBy(versions, from, version({ name: `Tên ${index}` }))
          versions = [
            ...versions.map((each) => (each === closed ? { ...each, validTo: lastDay } : each)),
            version({ name: `Tên ${index}`, validFrom: from }),
          ]
        }
        const holding = versions.filter((each) => versionOn([each], asked) !== undefined)
        expect(holding).toHaveLength(1)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Counted, counts, quotaUse, refuseOverQuota, refuseTwoQuotas } from './quota.ts'

const merit = { form: 'merit', recipientKind: 'collective', blockId: null } as const
const named = { formTitle: 'Bằng khen', blockTitle: null }

const form = fc.constantFrom('merit', 'flag')
const recipientKind = fc.constantFrom('collective' as const, 'individual' as const)
const blockId = fc.constantFrom(null, 'communes', 'departments')
const awards = fc.array(fc.record({ form, recipientKind, blockId }), { maxLength: 12 })
const quotas = fc.array(
  fc.record({
    ...{ form, recipientKind, blockId, most: fc.nat({ max: 6 }) },
    ...{ formTitle: fc.constant('Bằng khen'), blockTitle: fc.constant(null) },
  }),
  { maxLength: 5 },
)

describe('a quota', () => {
  test('counts the awards of its form and recipients, in its block or in the whole round', () => {
    expect(counts({ ...merit, most: 1 }, { ...merit, blockId: 'communes' })).toBe(true)
    expect(counts({ ...merit, blockId: 'communes', most: 1 }, { ...merit, blockId: 'departments' })).toBe(false)
    expect(counts({ ...merit, blockId: 'communes', most: 1 }, merit)).toBe(false)
    expect(counts({ ...merit, most: 1 }, { ...merit, recipientKind: 'individual' })).toBe(false)
  })

  test('is told when it would be passed, with what to do', () => {
    const over = () => refuseOverQuota([{ ...merit, ...named, most: 1 }], { standing: [merit], given: [merit] })
    expect(over).toThrow(
      expect.objectContaining({
        code: 'award.quota-exceeded',
        messageForPerson: expect.stringContaining('Bằng khen, tập thể: nhiều nhất 1, sẽ thành 2'),
      }),
    )
  })

  test('is never exceeded by what is let through, whatever is given and in how many steps', () => {
    fc.assert(
      fc.property(quotas, fc.array(awards, { maxLength: 5 }), (rules, steps) => {
        let standing: Counted[] = []
        for (const given of steps) {
          try {
            refuseOverQuota(rules, { standing, given })
            standing = [...standing, ...given]
          } catch {
            // Refused as a whole: nothing of the step was given.
          }
        }
        for (const { used, quota } of quotaUse(rules, standing)) expect(used).toBeLessThanOrEqual(quota.most)
      }),
      { numRuns: 3000 },
    )
  })

  test('refuses nothing that fits', () => {
    fc.assert(
      fc.property(quotas, awards, (rules, given) => {
        const fits = rules.every((rule) => given.filter((award) => counts(rule, award)).length <= rule.most)
        const refused = () => refuseOverQuota(rules, { standing: [], given })
        if (fits) expect(refused).not.toThrow()
        else expect(refused).toThrow(expect.objectContaining({ code: 'award.quota-exceeded' }))
      }),
      { numRuns: 3000 },
    )
  })

  test('stands once for the same form, recipients and block', () => {
    const line = (place: number) => ({ ...merit, most: place, line: place })
    expect(() => refuseTwoQuotas([line(1), { ...line(2), blockId: 'communes' }])).not.toThrow()
    expect(() => refuseTwoQuotas([line(1), line(3)])).toThrow(
      expect.objectContaining({ code: 'award.quota-twice', fields: { 'quotaForm:3': expect.any(String) } }),
    )
  })
})

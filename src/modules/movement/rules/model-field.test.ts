import { describe, expect, test } from 'vitest'
import { isOpenOn, refuseField, refuseLastField } from './model-field.ts'

const ended = { code: 'field-7', title: 'Chuyển đổi số', endedOn: '2026-06-30' }

describe('a field of models', () => {
  test('is open to the end of its last day', () => {
    expect(isOpenOn(ended, '2026-06-30')).toBe(true)
    expect(isOpenOn(ended, '2026-07-01')).toBe(false)
    expect(isOpenOn({ endedOn: null }, '2099-01-01')).toBe(true)
  })

  test('that has ended stays with the models that have it, and takes no new ones', () => {
    const late = { registeredOn: '2026-07-01', keptCode: null }
    expect(() => refuseField(ended, late)).toThrow('movement.field-ended')
    expect(() => refuseField(ended, { ...late, keptCode: 'field-7' })).not.toThrow()
    expect(() => refuseField(ended, { ...late, registeredOn: '2026-06-30' })).not.toThrow()
    expect(() => refuseField(undefined, late)).toThrow('movement.no-such-field')
  })

  test('does not end while it is the last in use', () => {
    expect(() => refuseLastField('2026-06-30', [ended])).toThrow('movement.last-field')
    expect(() => refuseLastField('2026-06-30', [ended, { endedOn: null }])).not.toThrow()
    expect(() => refuseLastField(null, [])).not.toThrow()
  })
})

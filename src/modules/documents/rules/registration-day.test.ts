import { expect, test } from 'vitest'
import { missedRegistrationDay } from './registration-day.ts'

test('an outgoing document is registered on its day or on the next working day', () => {
  const nextWorkingDay = '2026-11-23'
  expect(missedRegistrationDay({ registeredOn: '2026-11-20', nextWorkingDay })).toBeNull()
  expect(missedRegistrationDay({ registeredOn: '2026-11-23', nextWorkingDay })).toBeNull()
  expect(missedRegistrationDay({ registeredOn: '2026-11-24', nextWorkingDay })).toBe('2026-11-23')
})

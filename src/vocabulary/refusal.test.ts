import { expect, test } from 'vitest'
import { Refusal } from './refusal.ts'

test('a refusal has words for the person, a code for the machine and a message for each field', () => {
  const refusal = new Refusal('invalid', 'activities.no-date', 'Chưa ghi ngày.', { heldOn: 'Hãy ghi ngày.' })
  expect(refusal).toBeInstanceOf(Error)
  expect(refusal).toMatchObject({
    name: 'Refusal',
    message: 'activities.no-date',
    kind: 'invalid',
    code: 'activities.no-date',
    messageForPerson: 'Chưa ghi ngày.',
    fields: { heldOn: 'Hãy ghi ngày.' },
  })
  expect(new Refusal('conflict', 'a.b', 'c').fields).toEqual({})
})

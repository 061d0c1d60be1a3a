import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_KINDS, type ActivityKind } from './activity.ts'
import {
  DETAIL_FIELDS,
  type DetailName,
  detailFieldsOf,
  detailFormValues,
  detailsInWords,
  detailsOfKind,
} from './activity-details.ts'

const KINDS = Object.keys(ACTIVITY_KINDS) as ActivityKind[]
const anyDetails = fc.dictionary(
  fc.constantFrom(...DETAIL_FIELDS.map(({ name }) => name)),
  fc.constantFrom('', 'letter', 'một dòng', 3, null),
)

describe('the details of an activity', () => {
  test('are those of its kind, whatever was entered, without what was left empty', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), anyDetails, (kind, entered) => {
        const kept = detailsOfKind(kind, entered)
        const own: readonly string[] = detailFieldsOf(kind).map(({ name }) => name)
        for (const [name, value] of Object.entries(kept)) {
          expect(own).toContain(name)
          expect([null, '']).not.toContain(value)
          expect(value).toBe(entered[name as DetailName])
        }
        expect(detailsOfKind(kind, kept)).toEqual(kept)
        expect(Object.keys(detailFormValues(kind, kept))).toEqual(own)
      }),
    )
  })

  test('say that only a letter was sent', () => {
    const details = detailsOfKind('dissemination', { disseminationForm: 'letter', trainingSubject: 'Kỹ năng' })
    expect(detailsInWords('dissemination', details)).toEqual([
      { label: 'Hình thức phổ biến', value: 'Chỉ gửi văn bản' },
    ])
  })

  test('do not show a code that nobody knows', () => {
    expect(detailsInWords('dissemination', { disseminationForm: 'constructor' })).toEqual([])
  })
})

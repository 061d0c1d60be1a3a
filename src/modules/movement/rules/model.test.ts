import { describe, expect, test } from 'vitest'
import { refuseFutureRegistration, refuseReview } from './model.ts'

const model = { registeredOn: '2026-03-02' }
const review = { result: 'recognised', reviewedOn: '2026-11-10', note: '' } as const

describe('a model', () => {
  test('is not registered on a day that has not come', () => {
    expect(() => refuseFutureRegistration('2026-11-23', '2026-11-22')).toThrow(
      expect.objectContaining({
        code: 'movement.registered-in-the-future',
        fields: { registeredOn: expect.any(String) },
      }),
    )
    expect(() => refuseFutureRegistration('2026-11-22', '2026-11-22')).not.toThrow()
  })
})

describe('the review of a model', () => {
  test('falls between registration and today', () => {
    expect(() => refuseReview(review, model, '2026-11-22')).not.toThrow()
    expect(() => refuseReview({ ...review, reviewedOn: '2026-03-01' }, model, '2026-11-22')).toThrow(
      'movement.review-day',
    )
    expect(() => refuseReview({ ...review, reviewedOn: '2026-11-23' }, model, '2026-11-22')).toThrow(
      'movement.review-day',
    )
  })
  test('tells the reason when the model is not recognised', () => {
    const refused = { ...review, result: 'not-recognised' } as const
    expect(() => refuseReview(refused, model, '2026-11-22')).toThrow('movement.reason-missing')
    expect(() =>
      refuseReview({ ...refused, note: 'Chưa có kết quả kiểm chứng được' }, model, '2026-11-22'),
    ).not.toThrow()
  })
})

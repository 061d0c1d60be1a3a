import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAlike, lackingParts, refuseFutureRegistration, refuseReview } from './model.ts'

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

describe('a registration', () => {
  const whole = {
    ...{ content: 'a', situation: 'a', goals: 'a', area: 'a', forces: 'a', resources: 'a', schedule: 'a', output: 'a' },
    lasting: 'a',
  }

  test('lacks what is not written yet, its content first', () => {
    expect(lackingParts(whole)).toEqual([])
    expect(lackingParts({ ...whole, content: '', lasting: '' })).toEqual([
      'Nội dung, cách làm',
      'Khả năng duy trì, nhân rộng',
    ])
  })
})

describe('models alike', () => {
  test('are so by name, whatever the accents, or by name and content', () => {
    const one = { name: 'Ngày thứ Sáu nghe dân nói', content: 'Lãnh đạo tiếp dân tại ấp' }
    expect(isAlike(one, { name: 'Ngay thu sau nghe dan noi', content: 'Khác' })).toBe(true)
    expect(isAlike(one, { name: 'Tiếp dân', content: 'Lãnh đạo tiếp dân tại ấp' })).toBe(true)
    expect(isAlike(one, { name: 'Hàng rào cây xanh', content: 'Trồng cây' })).toBe(false)
  })

  test('are so whichever is asked first', () => {
    fc.assert(
      fc.property(fc.tuple(fc.string(), fc.string(), fc.string(), fc.string()), ([a, b, c, d]) => {
        const [one, other] = [
          { name: a, content: b },
          { name: c, content: d },
        ]
        expect(isAlike(one, other)).toBe(isAlike(other, one))
      }),
    )
  })
})

import { expect, test } from 'vitest'
import { checkReview } from './review-meeting.ts'

test('a review looks back on a period in order, and is written down once it was held', () => {
  const review = { heldOn: '2026-07-08', periodFrom: '2026-01-01', periodTo: '2026-06-30' }
  const refused = (code: string) => expect.objectContaining({ code })
  expect(() => checkReview(review, '2026-07-08')).not.toThrow()
  expect(() => checkReview(review, '2026-07-07')).toThrow(refused('plan.review-in-the-future'))
  expect(() => checkReview({ ...review, periodTo: '2025-12-31' }, '2026-07-08')).toThrow(
    refused('plan.review-period-reversed'),
  )
  expect(() => checkReview({ ...review, heldOn: '2025-12-31' }, '2026-07-08')).toThrow(
    refused('plan.review-before-period'),
  )
})

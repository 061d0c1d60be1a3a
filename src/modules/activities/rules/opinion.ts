import { Refusal } from '../../../vocabulary/refusal.ts'

/**
 * An opinion is answered once; the answer can be mended, but never taken back to nothing.
 * Refuses `opinion.answer-before-raised` when the day of the answer lies before the day on which it was raised.
 */
export function requireAnswerDay(raisedOn: string, answeredOn: string): void {
  if (answeredOn >= raisedOn) return
  const message = 'Ngày trả lời không thể trước ngày ý kiến được nêu. Hãy kiểm tra lại ngày.'
  throw new Refusal('invalid', 'opinion.answer-before-raised', message, { answeredOn: message })
}

/** For an opinion that is not there or not within the official's reach: both look the same. */
export function noSuchOpinion(): Refusal {
  return new Refusal('not-found', 'opinion.no-such-opinion', 'Không có ý kiến này trong phạm vi của bạn.')
}

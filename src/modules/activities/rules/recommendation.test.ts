import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_KINDS, type ActivityKind } from './activity.ts'
import {
  ANSWER_KINDS,
  type AnswerKind,
  type Followed,
  isOverdue,
  recommendationKindOf,
  refuseAnswer,
  refuseClosing,
  refuseCorrection,
  refuseDueDay,
  refuseSendingBack,
  refuseWithdrawal,
  whoActs,
} from './recommendation.ts'

const TODAY = '2026-11-22'
const HELD = '2026-10-01'
const open = { state: 'open', answerKind: null, dueOn: '2026-11-30', withdrawnOn: null, heldOn: HELD } as const
const answered = (answerKind: AnswerKind) => ({ ...open, state: 'answered', answerKind }) as const
const answer = { answerKind: 'explained', happenedOn: TODAY, hasEvidence: false } as const
const others = { isOwnAnswer: false, isOneUnit: false }

describe('what is followed after an activity', () => {
  test.each(['supervision', 'inspection', 'social-criticism', 'contribution'] as const)(
    'is recommended by %s',
    (kind) => {
      expect(recommendationKindOf(kind)).toBe('recommendation')
    },
  )

  test('is concluded by every other kind', () => {
    const concluding = (Object.keys(ACTIVITY_KINDS) as ActivityKind[]).filter(
      (kind) => recommendationKindOf(kind) === 'conclusion',
    )
    expect(concluding).toHaveLength(Object.keys(ACTIVITY_KINDS).length - 4)
  })

  test('has no limit before the activity itself', () => {
    expect(() => refuseDueDay('2026-09-30', HELD)).toThrow('recommendation.due-before')
    expect(() => refuseDueDay(HELD, HELD)).not.toThrow()
    expect(() => refuseDueDay(null, HELD)).not.toThrow()
  })
})

describe('an answer', () => {
  test('of a deed comes with evidence; reasons and promises need none', () => {
    expect(() => refuseAnswer(open, { ...answer, answerKind: 'carried-out' }, TODAY)).toThrow('without-evidence')
    expect(() => refuseAnswer(open, { ...answer, answerKind: 'carried-out', hasEvidence: true }, TODAY)).not.toThrow()
    expect(() => refuseAnswer(open, answer, TODAY)).not.toThrow()
    expect(() => refuseAnswer(open, { ...answer, answerKind: 'accepted' }, TODAY)).not.toThrow()
  })

  test('lies between the activity and today', () => {
    expect(() => refuseAnswer(open, { ...answer, happenedOn: '2026-09-30' }, TODAY)).toThrow('day-before')
    expect(() => refuseAnswer(open, { ...answer, happenedOn: '2026-11-23' }, TODAY)).toThrow('day-in-the-future')
  })

  test('is given anew after it was sent back, and never after the closing', () => {
    expect(() => refuseAnswer({ ...answered('explained'), state: 'sent-back' }, answer, TODAY)).not.toThrow()
    expect(() => refuseAnswer({ ...answered('explained'), state: 'closed' }, answer, TODAY)).toThrow(
      'recommendation.closed',
    )
  })
})

describe('closing', () => {
  test('waits for an answer', () => {
    expect(() => refuseClosing(open, others)).toThrow('not-answered')
    expect(() => refuseClosing({ ...answered('carried-out'), state: 'sent-back' }, others)).toThrow('not-answered')
  })

  test('takes no promise for the deed', () => {
    expect(() => refuseClosing(answered('accepted'), others)).toThrow('only-accepted')
    expect(() => refuseClosing(answered('carried-out'), others)).not.toThrow()
    expect(() => refuseClosing(answered('explained'), others)).not.toThrow()
  })

  test('is not for who answered for another unit; a unit closes what it concluded for itself', () => {
    expect(() => refuseClosing(answered('carried-out'), { isOwnAnswer: true, isOneUnit: false })).toThrow('own-answer')
    expect(() => refuseClosing(answered('carried-out'), { isOwnAnswer: true, isOneUnit: true })).not.toThrow()
  })
})

describe('sending back', () => {
  test('is for what was answered alone', () => {
    expect(() => refuseSendingBack(open)).toThrow('not-answered')
    expect(() => refuseSendingBack(answered('accepted'))).not.toThrow()
    expect(() => refuseSendingBack({ ...answered('explained'), state: 'closed' })).toThrow('recommendation.closed')
  })
})

describe('mending', () => {
  const written = { content: 'Niêm yết lại', responsibleUnitId: '3' }
  const other = { ...written, responsibleUnitId: '4' }

  test('is free until the unit has answered; then only the limit moves', () => {
    expect(() => refuseCorrection({ ...open, ...written, hasSteps: false }, other)).not.toThrow()
    const replied = { ...answered('accepted'), ...written, hasSteps: true }
    expect(() => refuseCorrection(replied, other)).toThrow('answered-as-it-was')
    expect(() => refuseCorrection(replied, { ...written, content: 'Khác' })).toThrow('answered-as-it-was')
    expect(() => refuseCorrection(replied, written)).not.toThrow()
  })

  test('and taking back end with the closing', () => {
    const closed = { ...answered('explained'), state: 'closed' } as const
    expect(() => refuseCorrection({ ...closed, ...written, hasSteps: true }, written)).toThrow('recommendation.closed')
    expect(() => refuseWithdrawal(closed)).toThrow('recommendation.closed')
    expect(() => refuseWithdrawal(answered('explained'))).not.toThrow()
  })

  test('and every other act end with the taking back', () => {
    const withdrawn = { ...answered('explained'), withdrawnOn: TODAY } as const
    for (const act of [
      () => refuseCorrection({ ...withdrawn, ...written, hasSteps: true }, written),
      () => refuseWithdrawal(withdrawn),
      () => refuseAnswer(withdrawn, answer, TODAY),
      () => refuseClosing(withdrawn, others),
      () => refuseSendingBack(withdrawn),
    ])
      expect(act).toThrow('recommendation.withdrawn')
  })
})

const anyFollowed: fc.Arbitrary<Followed> = fc
  .record({
    state: fc.constantFrom('open', 'answered', 'sent-back', 'closed'),
    answerKind: fc.constantFrom(...(Object.keys(ANSWER_KINDS) as AnswerKind[])),
    dueOn: fc.constantFrom(null, '2026-11-21', TODAY, '2026-11-23'),
    withdrawnOn: fc.constantFrom(null, TODAY),
  })
  .map(
    (given) =>
      ({
        ...given,
        answerKind: given.state === 'open' ? null : given.answerKind,
        withdrawnOn: given.state === 'closed' ? null : given.withdrawnOn,
      }) as Followed,
  )

describe('whatever happened', () => {
  test('somebody has to act until it is closed or withdrawn, and then nobody; only the owner acts where closing is possible', () => {
    fc.assert(
      fc.property(anyFollowed, (followed) => {
        const acts = whoActs(followed)
        expect(acts === null).toBe(followed.state === 'closed' || followed.withdrawnOn !== null)
        let closes = true
        try {
          refuseClosing(followed, others)
        } catch {
          closes = false
        }
        expect(closes).toBe(acts === 'owner')
      }),
    )
  })

  test('it is overdue from the day after its limit until it is closed or withdrawn', () => {
    fc.assert(
      fc.property(anyFollowed, (followed) => {
        expect(isOverdue(followed, TODAY)).toBe(
          followed.dueOn === '2026-11-21' && followed.state !== 'closed' && followed.withdrawnOn === null,
        )
      }),
    )
  })
})

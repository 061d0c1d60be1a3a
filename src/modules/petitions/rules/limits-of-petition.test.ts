import { describe, expect, test } from 'vitest'
import { limitsOf } from './limits-of-petition.ts'
import type { PetitionEvent } from './petition-event.ts'

const BEGINNING: PetitionEvent[] = [
  { kind: 'received', on: '2026-11-02', unitId: '1', channel: 'post' },
  { kind: 'registered', on: '2026-11-03', number: 7 },
  { kind: 'classified', on: '2026-11-03', petitionKind: 'complaint' },
]
const rulesOf = (...more: PetitionEvent[]) =>
  limitsOf([...BEGINNING, ...more]).map(({ limit, doneOn }) => [limit.rule, doneOn])

describe('the limits of a petition', () => {
  test('follow one another from acceptance to sending, each with the day on which it was met', () => {
    const decided: PetitionEvent[] = [
      { kind: 'accepted', on: '2026-11-06' },
      { kind: 'found-complex', on: '2026-11-07', criteria: ['many-people'] },
      { kind: 'decided', on: '2026-11-20', outcome: 'founded', manner: 'decision' },
    ]
    expect(rulesOf(...decided)).toEqual([
      ['kn-accept', '2026-11-06'],
      ['kn-resolve-1', '2026-11-20'],
      ['kn-send-1', null],
    ])
    expect(rulesOf(...decided, { kind: 'sent', on: '2026-11-23' }).at(-1)).toEqual(['kn-send-1', '2026-11-23'])
  })
  test('leave out one that another kind, round or day of receipt took the place of', () => {
    expect(rulesOf({ kind: 'classified', on: '2026-11-04', petitionKind: 'feedback' })).toEqual([['tcd-answer', null]])
    expect(rulesOf({ kind: 'second-round', on: '2026-11-04', firstPetitionId: null })).toEqual([['kn-accept-2', null]])
    expect(limitsOf([...BEGINNING, { kind: 'corrected', on: '2026-11-01', channel: 'post' }])).toEqual([
      { limit: { rule: 'kn-accept', start: '2026-11-01' }, doneOn: null },
    ])
  })
  test('run anew for what is taken up again', () => {
    expect(
      rulesOf({ kind: 'filed', on: '2026-11-05' }, { kind: 'reopened', on: '2026-11-16', ground: 'new-facts' }),
    ).toEqual([
      ['kn-accept', '2026-11-05'],
      ['kn-accept', null],
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { afterEvent, possibleSteps } from './legal-steps.ts'
import type { PetitionEvent } from './petition-event.ts'
import type { PetitionKind } from './petition-kind.ts'
import { type Standing, stateOf } from './petition-standing.ts'

const TODAY = '2026-11-22'
const RECEIVED: PetitionEvent = { kind: 'received', on: '2026-11-02', unitId: '1', channel: 'counter' }

function petition(kind: PetitionKind, ...more: PetitionEvent[]): Standing {
  const log: PetitionEvent[] = [
    RECEIVED,
    { kind: 'registered', on: '2026-11-03', number: 7 },
    { kind: 'classified', on: '2026-11-03', petitionKind: kind },
    ...more,
  ]
  const standing = log.reduce<Standing | null>((before, event) => afterEvent(before, event, TODAY), null)
  if (standing === null) throw new Error('An empty log.')
  return standing
}

function refusalOf(standing: Standing | null, event: PetitionEvent): Refusal {
  try {
    afterEvent(standing, event, TODAY)
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal
    throw refusal
  }
  throw new Error('It was not refused.')
}

const ACCEPTED: PetitionEvent = { kind: 'accepted', on: '2026-11-06' }
const ANSWERED: PetitionEvent = { kind: 'answered', on: '2026-11-20' }
const DECIDED: PetitionEvent = { kind: 'decided', on: '2026-11-20', outcome: 'founded', manner: 'decision' }

describe('a petition on its way', () => {
  test('waits for a handler once it is classified, and goes to the unit it is transferred to without one', () => {
    const assigned = petition('proposal', { kind: 'assigned', on: '2026-11-04', personId: '9' })
    expect(stateOf(petition('proposal'))).toBe('classified')
    expect(stateOf(assigned)).toBe('assigned')
    const transferred = afterEvent(assigned, { kind: 'transferred', on: '2026-11-05', toUnitId: '2' }, TODAY)
    expect(transferred).toMatchObject({
      handlingUnitId: '2',
      handlerPersonId: null,
      ended: null,
      receivedOn: '2026-11-02',
    })
    expect(transferred.limit).toEqual(assigned.limit)
  })
  test('ends when it is transferred to a body outside', () => {
    const ended = petition('proposal', { kind: 'transferred', on: '2026-11-05', toUnitId: null })
    expect(ended).toMatchObject({ ended: { how: 'transferred', on: '2026-11-05' } })
    expect(stateOf(ended)).toBe('transferred')
  })
  test('is closed only after it was answered', () => {
    expect(refusalOf(petition('feedback'), { kind: 'closed', on: TODAY }).code).toBe('petition.not-answered')
    const closed = afterEvent(petition('feedback', ANSWERED), { kind: 'closed', on: TODAY }, TODAY)
    expect(closed).toMatchObject({ answeredOn: '2026-11-20', ended: { how: 'closed', on: TODAY } })
  })
  test('takes no step before it is received', () => {
    expect(refusalOf(null, ACCEPTED).code).toBe('petition.not-received')
  })
})

describe('steps that the law does not allow', () => {
  test.each([
    ['complaint', 'Luật Khiếu nại 02/2011/QH13'],
    ['denunciation', 'Luật Tố cáo 25/2018/QH14'],
  ] as const)('a %s is neither answered nor decided before it is accepted, and decided after', (kind, ground) => {
    for (const event of [ANSWERED, DECIDED]) {
      const refusal = refusalOf(petition(kind), event)
      expect(refusal).toMatchObject({ kind: 'conflict', code: 'petition.not-accepted' })
      expect(refusal.messageForPerson).toContain(ground)
    }
    expect(stateOf(petition(kind, ACCEPTED, DECIDED))).toBe('decided')
    expect(refusalOf(petition(kind, ACCEPTED), ANSWERED).code).toBe('petition.to-be-decided')
  })
  test('a proposal is answered without acceptance', () => {
    expect(stateOf(petition('proposal', ANSWERED))).toBe('answered')
  })
  test('what was accepted is settled: not transferred, returned, guided, filed or refused', () => {
    const accepted = petition('complaint', ACCEPTED)
    expect(possibleSteps(accepted)).toEqual([
      'assigned',
      'found-complex',
      'suspended',
      'dialogue-held',
      'decided',
      'withdrawn',
      'stopped',
      'urged',
      'classified',
    ])
    expect(refusalOf(accepted, { kind: 'transferred', on: TODAY, toUnitId: '2' }).code).toBe(
      'petition.already-accepted',
    )
  })
  test('only the sender of a complaint is guided; denunciations and proposals are transferred', () => {
    expect(possibleSteps(petition('complaint'))).toContain('guided')
    expect(refusalOf(petition('denunciation'), { kind: 'guided', on: TODAY }).messageForPerson).toContain(
      'khoản 2 Điều 24',
    )
    expect(refusalOf(petition('feedback'), { kind: 'guided', on: TODAY }).messageForPerson).toContain('khoản 2 Điều 26')
  })
  test('only what was passed on by another body is returned to it', () => {
    expect(refusalOf(petition('complaint'), { kind: 'returned', on: TODAY }).code).toBe('petition.not-forwarded')
    const forwarded = petition('complaint', { kind: 'corrected', on: '2026-11-02', channel: 'forwarded' })
    expect(possibleSteps(forwarded)).toContain('returned')
  })
  test('acceptance is refused only to complaints and denunciations', () => {
    expect(possibleSteps(petition('proposal'))).not.toContain('refused')
    expect(possibleSteps(petition('denunciation'))).toContain('refused')
  })
  test('nothing follows an answer but closing, being taken further, and being taken up again', () => {
    const answered = petition('proposal', ANSWERED)
    expect(possibleSteps(answered)).toEqual(['appealed', 'reopened', 'classified', 'closed'])
    expect(refusalOf(answered, ANSWERED)).toMatchObject({ kind: 'conflict', code: 'petition.ended' })
    expect(refusalOf(answered, ANSWERED).messageForPerson).toContain('20/11/2026')
  })
})

describe('classifying anew', () => {
  test('asks for acceptance again, and starts the limit of the new kind', () => {
    const accepted = petition('complaint', ACCEPTED)
    const again = afterEvent(accepted, { kind: 'classified', on: '2026-11-09', petitionKind: 'denunciation' }, TODAY)
    expect(again).toMatchObject({
      kind: 'denunciation',
      acceptedOn: null,
      limit: { rule: 'tc-initial', start: '2026-11-02' },
    })
  })
  test('as a denunciation is possible even when the matter has ended, and changes no date of it', () => {
    const answered = petition('proposal', ANSWERED)
    const protectedNow = afterEvent(answered, { kind: 'classified', on: TODAY, petitionKind: 'denunciation' }, TODAY)
    expect(protectedNow).toEqual({ ...answered, kind: 'denunciation' })
    expect(refusalOf(answered, { kind: 'classified', on: TODAY, petitionKind: 'feedback' }).code).toBe('petition.ended')
  })
  test('as what it already is changes nothing and is refused', () => {
    expect(refusalOf(petition('proposal'), { kind: 'classified', on: TODAY, petitionKind: 'proposal' }).code).toBe(
      'petition.same-kind',
    )
  })
})

describe('the day of a step', () => {
  test('is not in the future', () => {
    expect(refusalOf(petition('complaint'), { ...ACCEPTED, on: '2026-11-23' })).toMatchObject({
      kind: 'invalid',
      fields: { on: expect.stringContaining('23/11/2026') },
    })
  })
  test('is not before the step it rests on', () => {
    expect(refusalOf(petition('complaint'), { ...ACCEPTED, on: '2026-11-01' }).code).toBe('petition.before-last-step')
    expect(refusalOf(petition('complaint', ACCEPTED), { ...DECIDED, on: '2026-11-05' }).code).toBe(
      'petition.before-last-step',
    )
  })
  test('of receipt may be corrected up to the day of registration, which moves the limit', () => {
    const corrected = petition('proposal', { kind: 'corrected', on: '2026-10-30', channel: 'post' })
    expect(corrected).toMatchObject({
      receivedOn: '2026-10-30',
      channel: 'post',
      limit: { rule: 'tcd-answer', start: '2026-10-30' },
    })
    expect(refusalOf(petition('proposal'), { kind: 'corrected', on: '2026-11-04', channel: 'post' }).code).toBe(
      'petition.received-after-first-step',
    )
  })
})

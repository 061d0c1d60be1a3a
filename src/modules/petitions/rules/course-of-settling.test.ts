import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { legalBasis } from './legal-basis.ts'
import { afterEvent, possibleSteps } from './legal-steps.ts'
import { partiesToNotify } from './notified-parties.ts'
import type { PetitionEvent } from './petition-event.ts'
import type { PetitionKind } from './petition-kind.ts'
import { isOpen, type Standing, stateOf } from './petition-standing.ts'

const TODAY = '2026-12-31'

function petition(kind: PetitionKind, ...more: PetitionEvent[]): Standing {
  const log: PetitionEvent[] = [
    { kind: 'received', on: '2026-11-02', unitId: '1', channel: 'post' },
    { kind: 'registered', on: '2026-11-03', number: 7 },
    { kind: 'classified', on: '2026-11-03', petitionKind: kind },
    ...more,
  ]
  const standing = log.reduce<Standing | null>((before, event) => afterEvent(before, event, TODAY), null)
  if (standing === null) throw new Error('An empty log.')
  return standing
}

function refusalOf(standing: Standing, event: PetitionEvent): Refusal {
  try {
    afterEvent(standing, event, TODAY)
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal
    throw refusal
  }
  throw new Error('It was not refused.')
}

const ACCEPTED: PetitionEvent = { kind: 'accepted', on: '2026-11-06' }
const DECIDED: PetitionEvent = { kind: 'decided', on: '2026-11-30', outcome: 'partly', manner: 'decision' }
const complex = (...criteria: Extract<PetitionEvent, { kind: 'found-complex' }>['criteria']): PetitionEvent => ({
  kind: 'found-complex',
  on: '2026-11-10',
  criteria,
})
const EXTENDED: PetitionEvent = { kind: 'extended', on: '2026-11-20' }
const SUSPENDED: PetitionEvent = { kind: 'suspended', on: '2026-11-12', ground: 'other-result' }
const RESUMED: PetitionEvent = { kind: 'resumed', on: '2026-11-19' }

describe('eligibility', () => {
  test('found wanting keeps it from being accepted until it is looked at again', () => {
    const wanting = petition('complaint', {
      kind: 'examined',
      on: '2026-11-04',
      gaps: ['signature', 'complaint-content'],
    })
    const refusal = refusalOf(wanting, ACCEPTED)
    expect(refusal.code).toBe('petition.not-eligible')
    expect(refusal.messageForPerson).toContain('chữ ký')
    expect(refusal.messageForPerson).toContain('khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP')
    expect(possibleSteps(wanting)).toContain('filed')
    const mended = afterEvent(wanting, { kind: 'examined', on: '2026-11-05', gaps: [] }, TODAY)
    expect(stateOf(afterEvent(mended, ACCEPTED, TODAY))).toBe('accepted')
  })
  test('knows the conditions of each kind', () => {
    const event = { kind: 'examined', on: '2026-11-04', gaps: ['denounced'] } as const
    expect(refusalOf(petition('complaint'), event).code).toBe('petition.not-of-this-kind')
    expect(afterEvent(petition('denunciation'), event, TODAY).gaps).toEqual(['denounced'])
  })
})

describe('complexity and extension', () => {
  test('a complaint found complex has the longer limit in place of the ordinary one, and is not extended', () => {
    const found = petition('complaint', ACCEPTED, complex('many-people'))
    expect(found.limit).toEqual({ rule: 'kn-resolve-1', start: '2026-11-06', complex: true })
    expect(refusalOf(found, EXTENDED)).toMatchObject({ code: 'petition.complaint-not-extended' })
  })
  test('a denunciation is extended once with one criterion, twice with two or more, and not at all with none', () => {
    expect(refusalOf(petition('denunciation', ACCEPTED), EXTENDED).messageForPerson).toContain('Điều 30 Luật Tố cáo')
    const once = petition('denunciation', ACCEPTED, complex('several-places'), EXTENDED)
    expect(once.limit).toEqual({ rule: 'tc-resolve', start: '2026-11-06', extensions: 1 })
    expect(refusalOf(once, EXTENDED).code).toBe('petition.extended-too-often')
    const twice = petition('denunciation', ACCEPTED, complex('several-places', 'foreign-element'), EXTENDED, EXTENDED)
    expect(twice.extensions).toBe(2)
    expect(refusalOf(twice, EXTENDED).messageForPerson).toContain('hai lần')
  })
  test('is not found anew with fewer criteria than its extensions rest on', () => {
    const twice = petition('denunciation', ACCEPTED, complex('several-places', 'foreign-element'), EXTENDED, EXTENDED)
    const refusal = refusalOf(twice, { ...complex('several-places'), on: EXTENDED.on })
    expect(refusal.code).toBe('petition.extended-on-more-criteria')
    expect(refusal.messageForPerson).toContain('Điều 30 Luật Tố cáo')
    const others = afterEvent(twice, { ...complex('several-places', 'many-people'), on: EXTENDED.on }, TODAY)
    expect(others.complexity).toEqual(['several-places', 'many-people'])
  })
  test('without a criterion is no finding', () => {
    expect(refusalOf(petition('complaint', ACCEPTED), complex()).code).toBe('petition.no-criterion')
  })
  test('of the first handling of a denunciation is once, for several places', () => {
    const longer = petition('denunciation', { kind: 'extended', on: '2026-11-05' })
    expect(longer.limit).toEqual({ rule: 'tc-initial', start: '2026-11-02', severalPlaces: true })
    expect(refusalOf(longer, { kind: 'extended', on: '2026-11-06' }).code).toBe('petition.extended-too-often')
  })
})

describe('a suspension', () => {
  test('stops the clock, allows only what ends it, and lets the clock go on', () => {
    const suspended = petition('denunciation', ACCEPTED, SUSPENDED)
    expect(stateOf(suspended)).toBe('suspended')
    expect(isOpen(suspended)).toBe(true)
    expect(refusalOf(suspended, DECIDED).messageForPerson).toContain('khoản 2 Điều 34 Luật Tố cáo')
    const resumed = afterEvent(suspended, RESUMED, TODAY)
    expect(resumed.limit?.suspensions).toEqual([{ from: '2026-11-12', to: '2026-11-19' }])
    expect(refusalOf(resumed, RESUMED).code).toBe('petition.not-suspended')
    expect(refusalOf(resumed, { ...SUSPENDED, on: '2026-11-18' }).code).toBe('petition.before-last-step')
  })
  test('of a complaint is known to the law only since 1 July 2026', () => {
    const log: PetitionEvent[] = [
      { kind: 'received', on: '2026-05-04', unitId: '1', channel: 'post' },
      { kind: 'registered', on: '2026-05-04', number: 1 },
      { kind: 'classified', on: '2026-05-04', petitionKind: 'complaint' },
      { kind: 'accepted', on: '2026-05-06' },
    ]
    const old = log.reduce<Standing | null>((before, event) => afterEvent(before, event, TODAY), null) as Standing
    expect(refusalOf(old, { ...SUSPENDED, on: '2026-06-30' }).code).toBe('petition.complaint-not-suspended-then')
    expect(stateOf(afterEvent(old, { ...SUSPENDED, on: '2026-07-01' }, TODAY))).toBe('suspended')
  })
})

describe('a second complaint', () => {
  const second: PetitionEvent = { kind: 'second-round', on: '2026-11-04', firstPetitionId: '12' }
  test('is decided only after a dialogue', () => {
    const accepted = petition('complaint', second, ACCEPTED)
    expect(accepted.limit).toMatchObject({ rule: 'kn-resolve-2' })
    expect(refusalOf(accepted, DECIDED).messageForPerson).toContain('Điều 39 Luật Khiếu nại')
    const talked = afterEvent(accepted, { kind: 'dialogue-held', on: '2026-11-16', absent: true }, TODAY)
    expect(stateOf(afterEvent(talked, DECIDED, TODAY))).toBe('decided')
  })
  test('is a matter of complaints and denunciations, each once', () => {
    expect(refusalOf(petition('feedback'), second).code).toBe('petition.no-second-round')
    expect(refusalOf(petition('complaint', second), second).code).toBe('petition.already-second-round')
  })
  test('is what follows a decision: a complaint is not settled anew', () => {
    const decided = petition('complaint', ACCEPTED, DECIDED)
    expect(refusalOf(decided, { kind: 'reopened', on: TODAY, ground: 'new-facts' }).messageForPerson).toContain(
      'Điều 33',
    )
  })
})

describe('after a decision', () => {
  test('it is sent, and a conclusion published, before the file is closed', () => {
    const concluded = petition('denunciation', ACCEPTED, DECIDED)
    expect(refusalOf(concluded, { kind: 'closed', on: '2026-12-01' }).code).toBe('petition.not-sent')
    const sent = afterEvent(concluded, { kind: 'sent', on: '2026-12-01' }, TODAY)
    expect(refusalOf(sent, { kind: 'closed', on: '2026-12-02' }).messageForPerson).toContain('Điều 40 Luật Tố cáo')
    const published = afterEvent(sent, { kind: 'published', on: '2026-12-03' }, TODAY)
    expect(stateOf(afterEvent(published, { kind: 'closed', on: '2026-12-04' }, TODAY))).toBe('closed')
  })
  test('a denunciation is taken up again for the three faults that the law names, with a limit from that day', () => {
    const concluded = petition('denunciation', ACCEPTED, DECIDED)
    expect(refusalOf(concluded, { kind: 'reopened', on: TODAY, ground: 'new-facts' }).messageForPerson).toContain(
      'khoản 3 Điều 37',
    )
    const again = afterEvent(concluded, { kind: 'reopened', on: TODAY, ground: 'missed-evidence' }, TODAY)
    expect(again).toMatchObject({
      decision: null,
      answeredOn: null,
      acceptedOn: TODAY,
      limit: { rule: 'tc-resolve', start: TODAY },
    })
  })
  test('only a complaint goes to court', () => {
    const court = { kind: 'appealed', on: TODAY, to: 'court' } as const
    expect(isOpen(afterEvent(petition('complaint', ACCEPTED, DECIDED), court, TODAY))).toBe(false)
    expect(refusalOf(petition('denunciation', ACCEPTED, DECIDED), court).code).toBe('petition.not-for-the-court')
    expect(refusalOf(petition('complaint', ACCEPTED), court).code).toBe('petition.nothing-to-appeal')
  })
})

describe('withdrawn', () => {
  test('as a whole it ends; after acceptance by a decision to stop', () => {
    expect(stateOf(petition('complaint', { kind: 'withdrawn', on: '2026-11-05', extent: 'whole' }))).toBe('withdrawn')
    const accepted = petition('complaint', ACCEPTED)
    expect(refusalOf(accepted, { kind: 'withdrawn', on: '2026-11-10', extent: 'whole' }).code).toBe(
      'petition.withdrawn-is-stopped',
    )
    const stopped = afterEvent(accepted, { kind: 'stopped', on: '2026-11-10', ground: 'withdrawn' }, TODAY)
    expect(stateOf(stopped)).toBe('stopped')
    expect(possibleSteps(stopped)).toEqual(['appealed', 'reopened', 'classified'])
  })
  test('in part, or though it is a denunciation, it goes on', () => {
    const goesOn = { kind: 'withdrawn', on: '2026-11-10', extent: 'goes-on' } as const
    expect(isOpen(petition('denunciation', ACCEPTED, goesOn))).toBe(true)
    expect(isOpen(petition('complaint', ACCEPTED, { ...goesOn, extent: 'part' }))).toBe(true)
    expect(refusalOf(petition('complaint', ACCEPTED), goesOn).code).toBe('petition.withdrawn-does-not-go-on')
  })
})

describe('one case of several petitions', () => {
  const MERGED: PetitionEvent = { kind: 'merged', on: '2026-11-04', intoPetitionId: '12' }
  test('settles in one, answers each, and can be taken apart again', () => {
    const merged = petition('complaint', MERGED)
    expect(stateOf(merged)).toBe('merged')
    expect(isOpen(merged)).toBe(true)
    expect(refusalOf(merged, ACCEPTED).code).toBe('petition.merged')
    expect(stateOf(afterEvent(merged, { kind: 'answered', on: '2026-11-30' }, TODAY))).toBe('answered')
    const apart = afterEvent(merged, { kind: 'unmerged', on: '2026-11-05' }, TODAY)
    expect(apart).toMatchObject({ mergedIntoId: null, limit: { rule: 'kn-accept', start: '2026-11-02' } })
    expect(stateOf(afterEvent(apart, ACCEPTED, TODAY))).toBe('accepted')
  })
  test('is not made of what was accepted', () => {
    expect(refusalOf(petition('complaint', ACCEPTED), { ...MERGED, on: '2026-11-07' }).code).toBe(
      'petition.already-accepted',
    )
  })
})

describe('sent from unit to unit', () => {
  const to = (toUnitId: string, on = '2026-11-05'): PetitionEvent => ({ kind: 'transferred', on, toUnitId })
  test('it keeps its clock, and the third time goes up', () => {
    const twice = petition('proposal', to('2'), to('3'))
    expect(twice).toMatchObject({ hops: 2, limit: { rule: 'tcd-answer', start: '2026-11-02' } })
    expect(refusalOf(twice, to('4')).code).toBe('petition.third-transfer-goes-up')
    const up = afterEvent(twice, { ...to('9'), goesUp: true } as PetitionEvent, TODAY)
    expect(up.handlingUnitId).toBe('9')
    // The unit above, having looked at it, decides freely where it belongs.
    expect(afterEvent(up, to('5'), TODAY).handlingUnitId).toBe('5')
  })
  test('once outside it is urged and the reply kept', () => {
    const outside = petition('proposal', { kind: 'transferred', on: '2026-11-05', toUnitId: null })
    expect(possibleSteps(outside)).toEqual(['urged', 'replied', 'classified'])
  })
})

describe('a step keeps', () => {
  test('the version of the law in force on its day', () => {
    expect(legalBasis('found-complex', 'complaint', '2026-06-30')).not.toContain('155/2026')
    expect(legalBasis('found-complex', 'complaint', '2026-07-01')).toContain('155/2026')
    expect(legalBasis('extended', 'denunciation', '2026-07-01')).toContain('Điều 30 Luật Tố cáo')
  })
  test('whom the law wants told, the forwarder among them where there is one', () => {
    expect(partiesToNotify('accepted', { kind: 'denunciation', channel: 'post' })).toEqual(['sender', 'denounced'])
    expect(partiesToNotify('answered', { kind: 'proposal', channel: 'forwarded' })).toEqual(['sender', 'forwarder'])
  })
})

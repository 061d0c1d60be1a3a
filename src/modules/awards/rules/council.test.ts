import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  electorate,
  membersAside,
  refuseSession,
  refuseTooManyVotes,
  refuseWithoutVote,
  standsAside,
} from './council.ts'

const member = { fullName: 'Trần Văn Tám', office: 'Chủ tịch', unitId: '7', isPresent: true }
const commune = { recipientKind: 'collective', unitId: '7', personName: null } as const
const person = { recipientKind: 'individual', unitId: '9', personName: 'trần  văn TÁM' } as const

const members = fc.array(
  fc.record({
    fullName: fc.constantFrom('Mai', 'Tám', 'Chín', 'Hoa'),
    ...{ office: fc.constant('Ủy viên'), unitId: fc.constantFrom(null, '1', '2'), isPresent: fc.boolean() },
  }),
  { maxLength: 11 },
)
const recipient = fc.oneof(
  fc.record({
    recipientKind: fc.constant('collective' as const),
    unitId: fc.constantFrom('1', '2'),
    personName: fc.constant(null),
  }),
  fc.record({
    ...{ recipientKind: fc.constant('individual' as const), unitId: fc.constantFrom('1', '2') },
    personName: fc.constantFrom('Mai', 'tám', 'CHÍN'),
  }),
)

describe('a member of the council', () => {
  test('does not vote on themselves nor on the collective they work in', () => {
    expect(standsAside(member, commune)).toBe(true)
    expect(standsAside(member, person)).toBe(true)
    expect(standsAside(member, { ...commune, unitId: '9' })).toBe(false)
    expect(standsAside({ ...member, unitId: null }, commune)).toBe(false)
  })

  test('who stands aside is never among those who may vote, and nobody else is left out', () => {
    fc.assert(
      fc.property(members, recipient, (all, proposed) => {
        const { entitled, members: total } = electorate(all, proposed)
        const aside = membersAside(all, proposed)
        const voting = all.filter((each) => each.isPresent && !aside.includes(each))
        expect(entitled).toBe(voting.length)
        expect(voting.some((each) => standsAside(each, proposed))).toBe(false)
        expect(total).toBe(all.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the council', () => {
  test('sits with more than half of its members, and not in the future', () => {
    const away = { ...member, isPresent: false }
    const sits =
      (...all: (typeof member)[]) =>
      () =>
        refuseSession({ heldOn: '2026-12-01', members: all }, '2026-12-01')
    expect(sits(member, member, away)).not.toThrow()
    expect(sits(member, away)).toThrow(expect.objectContaining({ code: 'award.no-quorum' }))
    expect(sits()).toThrow(expect.objectContaining({ code: 'award.no-members' }))
    expect(() => refuseSession({ heldOn: '2026-12-02', members: [member] }, '2026-12-01')).toThrow(
      expect.objectContaining({ code: 'award.session-in-the-future' }),
    )
  })
  test('casts no more votes than it has members who may vote', () => {
    const of = { field: 'for:1', recipient: 'Ủy ban nhân dân xã Ba' }
    expect(() => refuseTooManyVotes({ for: 4, against: 1, entitled: 5 }, of)).not.toThrow()
    expect(() => refuseTooManyVotes({ for: 4, against: 2, entitled: 5 }, of)).toThrow(
      expect.objectContaining({ code: 'award.too-many-votes', fields: { 'for:1': expect.any(String) } }),
    )
  })
  test('has to have voted for what is awarded in a round; outside of rounds the head decides alone', () => {
    const proposal = { recipient: 'Xã Ba', awardRoundId: '1', isCarried: null }
    expect(() => refuseWithoutVote(proposal)).toThrow(expect.objectContaining({ code: 'award.not-voted' }))
    expect(() => refuseWithoutVote({ ...proposal, isCarried: false })).toThrow(
      expect.objectContaining({ code: 'award.not-carried' }),
    )
    expect(() => refuseWithoutVote({ ...proposal, isCarried: true })).not.toThrow()
    expect(() => refuseWithoutVote({ ...proposal, awardRoundId: null })).not.toThrow()
  })
})

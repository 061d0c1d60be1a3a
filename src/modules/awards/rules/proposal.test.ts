import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { AwardState } from './award.ts'
import { refuseProposalDay, refuseRecipient, refuseSecondProposal, usualYear } from './proposal.ts'

const collective = { recipientKind: 'collective', personName: '', personPost: '' } as const
const mai = { recipientKind: 'individual', personName: 'Nguyễn Thị Mai', personPost: 'Công chức' } as const
const merit = { formTitle: 'Bằng khen', forYear: 2022 } as const
const code = (text: string, field: string) =>
  expect.objectContaining({ code: text, fields: { [field]: expect.any(String) } })

describe('the recipient of an award', () => {
  test('is a unit without a name or a person with one', () => {
    expect(() => refuseRecipient({ ...collective, ...merit })).not.toThrow()
    expect(() => refuseRecipient({ ...mai, ...merit })).not.toThrow()
    expect(() => refuseRecipient({ ...mai, ...merit, personName: '' })).toThrow(
      code('award.name-missing', 'personName'),
    )
    expect(() => refuseRecipient({ ...collective, ...merit, personName: 'Mai' })).toThrow(
      code('award.name-of-collective', 'personName'),
    )
    expect(() => refuseRecipient({ ...collective, ...merit, personPost: 'Chủ tịch' })).toThrow(
      code('award.name-of-collective', 'personPost'),
    )
  })
})

describe('the day of a proposal', () => {
  test('is not in the future, and its year has begun', () => {
    const refuse = (proposedOn: string, forYear: number) => () =>
      refuseProposalDay({ proposedOn, forYear }, '2023-02-20')
    expect(refuse('2023-02-20', 2022)).not.toThrow()
    expect(refuse('2023-02-20', 2023)).not.toThrow()
    expect(refuse('2023-02-21', 2022)).toThrow(code('award.proposed-in-the-future', 'proposedOn'))
    expect(refuse('2022-12-31', 2023)).toThrow(code('award.year-not-begun', 'forYear'))
  })
  test('tells which year is meant: the last one until its results are old', () => {
    expect([usualYear('2023-02-20'), usualYear('2023-09-30'), usualYear('2023-10-01')]).toEqual([2022, 2022, 2023])
  })
})

describe('a second proposal for the same form and year', () => {
  const standing = (state: AwardState, personName: string | null, withdrawnOn: CalendarDate | null = null) => [
    {
      ...{ recipientKind: personName === null ? ('collective' as const) : ('individual' as const) },
      ...{ personName, state, withdrawnOn },
    },
  ]
  test('of the same unit is refused, waiting or awarded', () => {
    for (const state of ['proposed', 'awarded'] as const)
      expect(() => refuseSecondProposal({ ...collective, ...merit }, standing(state, null))).toThrow(
        code('award.proposed-twice', 'unitId'),
      )
  })
  test('of the same person is refused however the name is typed', () => {
    for (const name of ['Nguyễn Thị Mai', ' nguyễn  thị MAI', 'Nguyễn Thị Mai'.normalize('NFD')])
      expect(() => refuseSecondProposal({ ...mai, ...merit }, standing('proposed', name))).toThrow(
        code('award.proposed-twice', 'personName'),
      )
  })
  test('of another recipient of the unit, or after a refusal, a withdrawal, a decision that was withdrawn, is not', () => {
    expect(() => refuseSecondProposal({ ...mai, ...merit }, standing('proposed', 'Nguyễn Thị Mái'))).not.toThrow()
    expect(() => refuseSecondProposal({ ...mai, ...merit }, standing('proposed', null))).not.toThrow()
    for (const ended of [
      standing('refused', null),
      standing('withdrawn', null),
      standing('awarded', null, '2026-11-20'),
    ])
      expect(() => refuseSecondProposal({ ...collective, ...merit }, ended)).not.toThrow()
  })
})

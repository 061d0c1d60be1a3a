import { describe, expect, test } from 'vitest'
import { refuseFutureDocument, refusePosting, refuseQuarter } from './disclosure.ts'
import { refuseMediation } from './mediation.ts'

const TODAY = '2026-11-22'
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('a posting', () => {
  const posting = { postedOn: '2026-11-12', postedUntil: '2026-12-11', minutes: '', proofCount: 1 }
  const refuse = (given: Partial<typeof posting>) => () => refusePosting({ ...posting, ...given }, '2026-11-10', TODAY)

  test('is proved by a file or by minutes', () => {
    expect(refuse({})).not.toThrow()
    expect(refuse({ proofCount: 0, minutes: 'Biên bản số 3' })).not.toThrow()
    expect(refuse({ proofCount: 0 })).toThrow(code('democracy.proof-missing'))
  })

  test('begins between the day of the document and today, and ends no earlier', () => {
    expect(refuse({ postedOn: '2026-11-10' })).not.toThrow()
    expect(refuse({ postedOn: TODAY })).not.toThrow()
    expect(refuse({ postedOn: '2026-11-09' })).toThrow(code('democracy.posting-day'))
    expect(refuse({ postedOn: '2026-11-23' })).toThrow(code('democracy.posting-day'))
    expect(refuse({ postedUntil: '2026-11-11' })).toThrow(code('democracy.posting-ends-before'))
  })
})

test('a document of tomorrow cannot be entered', () => {
  expect(() => refuseFutureDocument(TODAY, TODAY)).not.toThrow()
  expect(() => refuseFutureDocument('2026-11-23', TODAY)).toThrow(code('democracy.document-in-the-future'))
})

test('a quarter stands with what is owed by the quarter, and with nothing else', () => {
  expect(() => refuseQuarter('quarterly', 2)).not.toThrow()
  expect(() => refuseQuarter('yearly', null)).not.toThrow()
  expect(() => refuseQuarter('quarterly', null)).toThrow(code('democracy.quarter-missing'))
  expect(() => refuseQuarter('as-issued', 1)).toThrow(code('democracy.quarter-not-asked'))
})

describe('a mediation', () => {
  const refuse =
    (endedOn: string | null, outcome: 'settled' | null, begunOn = '2026-11-02') =>
    () =>
      refuseMediation({ begunOn, endedOn, outcome }, TODAY)

  test('has an end and a result, or neither', () => {
    expect(refuse(null, null)).not.toThrow()
    expect(refuse('2026-11-02', 'settled')).not.toThrow()
    expect(refuse('2026-11-09', null)).toThrow(code('democracy.mediation-end'))
    expect(refuse(null, 'settled')).toThrow(code('democracy.mediation-end'))
  })

  test('ends after it began and not in the future', () => {
    expect(refuse('2026-11-01', 'settled')).toThrow(code('democracy.mediation-day'))
    expect(refuse('2026-11-23', 'settled')).toThrow(code('democracy.mediation-day'))
    expect(refuse(null, null, '2026-11-23')).toThrow(code('democracy.mediation-day'))
  })
})

import { describe, expect, test } from 'vitest'
import { issueState, nextSignature } from './issue-state.ts'

const person = { role: 'person' as const }
const body = { role: 'body' as const }

describe('a document that goes out with digital signatures', () => {
  test.each([
    [[], null, 'prepared', 'person'],
    [[person], null, 'signed-by-person', 'body'],
    [[person, body], null, 'signed-by-body', null],
    [[person, body], '2026-11-22', 'sent', null],
  ])('after %j, sent %s, is %s and waits for %s', (signatures, sentOn, state, next) => {
    expect(issueState({ signatures, sentOn })).toBe(state)
    expect(nextSignature(issueState({ signatures, sentOn }))).toBe(next)
  })
})

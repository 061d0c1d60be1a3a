import { describe, expect, test } from 'vitest'
import { timeLimit, timeLimits } from '../../calendar/index.ts'
import { circumstancesOf, stepsBySection } from './deadline-question.ts'

describe('the steps that people choose from', () => {
  const offered = stepsBySection(timeLimits).flatMap(({ steps }) => steps.map((step) => step.id))

  test('all have a last day, each once', () => {
    expect(new Set(offered).size).toBe(offered.length)
    expect(offered).toContain('tc-initial')
    for (const withoutLastDay of ['rec-commune', 'knpa-resolve', 'dc-dialogue']) {
      expect(offered).not.toContain(withoutLastDay)
    }
  })

  test('stand under the rule of today, not under the one it replaced', () => {
    expect(offered).toContain('kn-accept')
    expect(offered).not.toContain('kn-accept-old')
  })
})

describe('what is asked about a step', () => {
  test.each([
    ['kn-resolve-1', { remote: true, complex: true, severalPlaces: false, mostExtensions: 0, suspension: true }],
    ['tc-initial', { remote: false, complex: false, severalPlaces: true, mostExtensions: 0, suspension: false }],
    ['tc-resolve', { remote: false, complex: false, severalPlaces: false, mostExtensions: 2, suspension: true }],
    ['tcd-schedule', { remote: false, complex: false, severalPlaces: false, mostExtensions: 0, suspension: false }],
  ])('%s', (id, asked) => {
    expect(circumstancesOf(timeLimit(id))).toEqual(asked)
  })
})

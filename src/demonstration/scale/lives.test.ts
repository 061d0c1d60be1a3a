import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../../modules/calendar/index.ts'
import { FIRST_DAY, LAST_DAY, livedThrough, workedDays } from './lives.ts'
import { lifeTemplates } from './templates.ts'

const days = workedDays(nationalCalendar)
const templates = lifeTemplates()

describe('the lives of generated petitions', () => {
  test('are several hundred, of all kinds, through all common ends', () => {
    const states = new Set<string>()
    for (const template of templates)
      states.add(livedThrough(template, 1000, { days, calendar: nationalCalendar }).row.state)
    expect(templates.length).toBeGreaterThanOrEqual(200)
    expect(new Set(templates.map(({ kind }) => kind)).size).toBe(4)
    expect([...states]).toEqual(
      expect.arrayContaining([
        'answered',
        'decided',
        'closed',
        'refused',
        'guided',
        'transferred',
        'filed',
        'withdrawn',
      ]),
    )
  })

  test('are allowed by the rules whenever they begin', () => {
    // Every template on days through all ten years, each on others; a step that the law refuses throws.
    for (const [index, template] of templates.entries())
      for (let registered = index % 60; registered < days.length; registered += 60)
        expect(livedThrough(template, registered, { days, calendar: nationalCalendar }).log.length).toBeGreaterThan(2)
  })

  test('take place on worked days between the first and the last day', () => {
    const worked = new Set(days)
    expect([days[0], days.at(-1)]).toEqual([FIRST_DAY, LAST_DAY])
    expect([worked.has('2026-02-17'), worked.has('2025-09-02'), worked.has('2024-06-15')]).toEqual([
      false,
      false,
      false,
    ])
    for (const template of templates) {
      const { log } = livedThrough(template, days.length - 15, { days, calendar: nationalCalendar })
      expect(log.every(({ on }) => worked.has(on))).toBe(true)
      expect(log.every(({ on }, index) => index === 0 || on >= (log[index - 1]?.on ?? ''))).toBe(true)
    }
  })

  test('leave the latest ones open', () => {
    const open = templates.filter((template) => {
      const { row } = livedThrough(template, days.length - 2, { days, calendar: nationalCalendar })
      return row.answered_on === null && row.closed_on === null
    })
    expect(open.length).toBeGreaterThan(templates.length / 2)
  })
})

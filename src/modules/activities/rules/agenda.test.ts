import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agendaAsText, agendaInLines, hourOf } from './agenda.ts'

describe('an hour', () => {
  test.each([
    ['7:30', '07:30'],
    ['07:30', '07:30'],
    ['7h30', '07:30'],
    ['7h', '07:00'],
    ['13 giờ 5', null],
    ['13 giờ 05 phút', '13:05'],
    ['24:00', null],
    ['7:60', null],
    ['sáng', null],
  ])('%s is %s', (typed, hour) => expect(hourOf(typed)).toBe(hour))
})

describe('an agenda', () => {
  test('has an hour, what is done and who speaks, of which two can be left out', () => {
    expect(agendaInLines('7h30 | Khai mạc | Chủ tịch\n\nThảo luận\nKết luận | Chủ tịch\n8h|Giải lao')).toEqual([
      { startsAt: '07:30', content: 'Khai mạc', speaker: 'Chủ tịch' },
      { startsAt: '', content: 'Thảo luận', speaker: '' },
      { startsAt: '', content: 'Kết luận', speaker: 'Chủ tịch' },
      { startsAt: '08:00', content: 'Giải lao', speaker: '' },
    ])
  })

  test('is typed as it is kept: what is shown in the form gives the same agenda', () => {
    const word = fc.string({ minLength: 1, maxLength: 20 }).map((text) => text.replace(/[|\n\r\s]+/g, ' ').trim())
    const line = fc.record({
      startsAt: fc.constantFrom('', '00:00', '07:30', '23:59'),
      content: word.filter((text) => text !== ''),
      speaker: word,
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        expect(agendaInLines(agendaAsText(lines))).toEqual(lines)
      }),
    )
  })
})

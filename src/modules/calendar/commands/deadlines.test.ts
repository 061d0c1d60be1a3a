import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { timeLimits } from '../rules/time-limits.ts'
import { answerDeadlines } from './deadlines.ts'

describe('answering deadlines from a file', () => {
  test('gives the documented answers to the documented example, in order', () => {
    const answers = answerDeadlines([
      { rule: 'tc-initial', start: '2026-05-17' },
      { rule: 'kn-resolve-1', start: '2026-01-05', remote: true },
      { rule: 'tc-resolve', start: '2026-03-02', suspensions: [{ from: '2026-03-16', to: '2026-04-06' }] },
      { rule: 'tcd-online-notice', event: '2026-09-08' },
    ])
    expect(answers.map((answer) => ('due' in answer ? [answer.rule, answer.nominalDue, answer.due] : answer))).toEqual([
      ['tc-initial', '2026-05-26', '2026-05-26'],
      ['kn-resolve-1', '2026-02-19', '2026-02-23'],
      ['tc-resolve', '2026-04-22', '2026-04-22'],
      ['tcd-online-notice', '2026-08-27', '2026-08-27'],
    ])
    expect(Object.keys(answers[0] ?? {})).toEqual([
      'rule',
      'limit',
      'unit',
      'nominalDue',
      'due',
      'provisional',
      'source',
      'explanation',
    ])
  })

  test('puts a refusal in the place of a case it cannot compute and answers the others', () => {
    const answers = answerDeadlines([
      { rule: 'rec-commune', start: '2026-05-17' },
      { rule: 'tc-initial', start: '2026-02-30' },
      'tc-initial',
      { rule: 'tc-initial', start: '2026-05-17' },
    ])
    expect(answers).toMatchObject([
      { rule: 'rec-commune', refusal: { code: 'calendar.frequency-not-limit' } },
      {
        rule: 'tc-initial',
        refusal: {
          code: 'calendar.case-malformed',
          message:
            'Trường hợp này ghi chưa đúng: start: cần một ngày có thật, ghi dạng năm-tháng-ngày, ví dụ 2026-05-17.',
        },
      },
      {
        refusal: { code: 'calendar.case-malformed', message: 'Trường hợp này ghi chưa đúng: cần một đối tượng JSON.' },
      },
      { rule: 'tc-initial', due: '2026-05-26' },
    ])
  })

  test.each([
    ['a misspelt field', { remot: true }, 'remot: không có trường này'],
    ['a word for a boolean', { remote: 'yes' }, 'remote: cần true hoặc false'],
    ['three extensions', { extensions: 3 }, 'extensions: cần 0, 1 hoặc 2'],
    ['a suspension without its first day', { suspensions: [{ to: '2026-06-01' }] }, 'suspensions: cần danh sách dạng'],
    ['a number of excluded days', { excludedDays: 3 }, 'excludedDays: cần danh sách ngày'],
    ['half a day', { limit: 1.5 }, 'limit: cần số nguyên dương'],
    ['an unknown unit', { limit: 5, unit: 'hours' }, 'unit: cần "calendar" (ngày) hoặc "working" (ngày làm việc)'],
  ])('refuses %s and names the field', (_, wrong, message) => {
    const [answer] = answerDeadlines([{ rule: 'tc-initial', start: '2026-05-17', ...wrong }])
    expect(answer).toMatchObject({
      refusal: { code: 'calendar.case-malformed', message: expect.stringContaining(message) },
    })
  })

  test('has no date yet for a case that is still suspended', () => {
    const [answer] = answerDeadlines([
      { rule: 'tc-resolve', start: '2026-03-02', suspensions: [{ from: '2026-03-16' }] },
    ])
    expect(answer).toMatchObject({ refusal: { code: 'calendar.suspension-lasts' } })
  })

  test('refuses a file that is not a list', () => {
    expect(() => answerDeadlines({ rule: 'tc-initial' })).toThrow('calendar.cases-not-a-list')
    expect(answerDeadlines([])).toEqual([])
  })
})

describe('answering deadlines by a calendar of one’s own', () => {
  const cases = [{ rule: 'tc-transfer', start: '2025-12-31' }]

  test('knows only the days of that calendar, in any year', () => {
    const own = { nonWorkingWeekdays: { '2026-01-02': 'nghỉ hoán đổi' }, workingSaturdays: ['2026-01-10'] }
    // Only 2 January is off: 1 (Thursday), 5, 6, 7 and 8 January are worked.
    expect(answerDeadlines(cases, own)).toMatchObject([{ due: '2026-01-08', provisional: false }])
    expect(answerDeadlines(cases)).toMatchObject([{ due: '2026-01-09' }])
    expect(answerDeadlines([{ rule: 'tc-transfer', start: '2026-01-05' }], own)).toMatchObject([{ due: '2026-01-10' }])
    expect(answerDeadlines([{ rule: 'tc-transfer', start: '2031-01-06' }], {})).toMatchObject([{ due: '2031-01-13' }])
  })

  test('gives the calendar’s own reason', () => {
    const [answer] = answerDeadlines(cases, { nonWorkingWeekdays: { '2026-01-02': 'nghỉ phun thuốc khử khuẩn' } })
    const explanation = answer && 'explanation' in answer ? answer.explanation : []
    expect(explanation.find((day) => day.date === '2026-01-02')?.why).toBe(
      'Thứ Sáu, nghỉ phun thuốc khử khuẩn: không tính.',
    )
  })

  test.each([
    ['not an object', []],
    ['a Saturday that is none', { workingSaturdays: ['2026-01-11'] }],
    ['a day that does not exist', { nonWorkingWeekdays: { '2026-02-30': 'nghỉ' } }],
    ['a day both off and worked', { nonWorkingWeekdays: { '2026-01-10': 'nghỉ' }, workingSaturdays: ['2026-01-10'] }],
    ['a misspelt field', { holidays: ['2026-01-01'] }],
  ])('refuses %s, and answers nothing', (_, own) => {
    expect(() => answerDeadlines(cases, own)).toThrow('calendar.calendar-malformed')
  })
})

describe('the page docs/deadlines.md', () => {
  const page = readFileSync(new URL('../../../../docs/deadlines.md', import.meta.url), 'utf8')
  const [example, , ownCalendar] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((block): unknown =>
    JSON.parse(block[1] ?? ''),
  )

  test('has an example that gives the dates it tells', () => {
    const told = [...page.matchAll(/^\| .* \| (\d{2})\/(\d{2})\/(\d{4}) \| /gm)].map(
      ([, day, month, year]) => `${year}-${month}-${day}`,
    )
    expect(told).toHaveLength(4)
    expect(answerDeadlines(example).map((answer) => 'due' in answer && answer.due)).toEqual(told)
  })

  test('shows a calendar that is accepted', () => {
    expect(answerDeadlines([{ rule: 'tc-transfer', start: '2026-01-05' }], ownCalendar)).toMatchObject([
      { due: '2026-01-10' },
    ])
  })

  test('lists every rule', () => {
    for (const { id, source } of timeLimits) {
      expect(page.split('\n').filter((line) => line.startsWith(`| \`${id}\` |`) && line.includes(source))).toHaveLength(
        1,
      )
    }
  })
})

import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type DeadlineCase, deadline } from './deadline.ts'
import { nationalCalendar } from './holidays.ts'

function compute(asked: DeadlineCase) {
  return deadline(asked, nationalCalendar)
}

function refusalOf(asked: DeadlineCase): Refusal {
  try {
    compute(asked)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('not refused')
}

function dayOf(asked: DeadlineCase, date: string) {
  return compute(asked).explanation.find((day) => day.date === date)
}

describe('a deadline', () => {
  test('counts working days from the day after the event', () => {
    expect(compute({ rule: 'tc-initial', start: '2026-05-17' })).toMatchObject({
      limit: 7,
      unit: 'working',
      nominalDue: '2026-05-26',
      due: '2026-05-26',
      provisional: false,
    })
  })

  test('that ends inside Tết moves to the first working day after it', () => {
    expect(compute({ rule: 'kn-resolve-1', start: '2026-01-05', remote: true })).toMatchObject({
      limit: 45,
      unit: 'calendar',
      nominalDue: '2026-02-19',
      due: '2026-02-23',
      source: 'Điều 28 Luật Khiếu nại 02/2011/QH13',
    })
  })

  test('waits while the case is suspended', () => {
    const suspensions = [{ from: '2026-03-16', to: '2026-04-06' }]
    expect(compute({ rule: 'tc-resolve', start: '2026-03-02', suspensions })).toMatchObject({
      nominalDue: '2026-04-22',
      due: '2026-04-22',
    })
  })

  test('of a notice counts backwards over National Day', () => {
    expect(compute({ rule: 'tcd-online-notice', event: '2026-09-08' })).toMatchObject({ due: '2026-08-27' })
  })

  test('counted backwards in calendar days moves to the working day before', () => {
    expect(compute({ rule: 'kn-dialogue-notice', event: '2026-09-07' })).toMatchObject({
      nominalDue: '2026-09-02',
      due: '2026-08-28',
    })
  })

  test('of the citizen leaves out the days of illness, single or from–to', () => {
    const asked = { rule: 'kn-statute', start: '2026-03-02' }
    expect(compute(asked).nominalDue).toBe('2026-05-31')
    expect(compute({ ...asked, excludedDays: ['2026-03-10', '2026-03-11'] }).nominalDue).toBe('2026-06-02')
    expect(compute({ ...asked, excludedDays: [{ from: '2026-03-10', to: '2026-03-19' }] }).nominalDue).toBe(
      '2026-06-10',
    )
    expect(compute({ ...asked, excludedDays: ['2026-02-10', '2026-09-01'] }).nominalDue).toBe('2026-05-31')
  })

  test('does not end on the day of an obstacle', () => {
    // 31 May 2026 is a Sunday; on the Monday after it the citizen is ill.
    expect(compute({ rule: 'kn-statute', start: '2026-03-02', excludedDays: ['2026-06-01'] })).toMatchObject({
      nominalDue: '2026-05-31',
      due: '2026-06-02',
    })
  })
})

describe('lengthening a limit', () => {
  test('by an extension replaces it for complaints and adds to it for denunciations', () => {
    expect(compute({ rule: 'kn-resolve-1', start: '2026-03-02', extensions: 1 }).limit).toBe(45)
    expect(compute({ rule: 'kn-resolve-1', start: '2026-03-02', extensions: 1, complex: true }).limit).toBe(45)
    expect(compute({ rule: 'kn-resolve-1', start: '2026-03-02', extensions: 1, remote: true }).limit).toBe(60)
    expect(compute({ rule: 'tc-initial', start: '2026-03-02', extensions: 1 }).limit).toBe(10)
    expect(compute({ rule: 'tc-resolve', start: '2026-03-02', extensions: 1 }).limit).toBe(60)
    expect(compute({ rule: 'tc-resolve', start: '2026-03-02', extensions: 2 }).limit).toBe(90)
  })

  test('is refused where the law allows no extension, or no second one', () => {
    expect(refusalOf({ rule: 'kn-resolve-2', start: '2026-03-02', extensions: 1 }).code).toBe('calendar.no-extension')
    expect(refusalOf({ rule: 'kn-resolve-1', start: '2026-03-02', extensions: 2 }).code).toBe(
      'calendar.extended-too-often',
    )
    expect(refusalOf({ rule: 'tc-initial', start: '2026-03-02', extensions: 2 }).code).toBe(
      'calendar.extended-too-often',
    )
  })

  test('by a fact that the rule does not know changes nothing, and the explanation says so', () => {
    const asked = { rule: 'tc-resolve', start: '2026-03-02', remote: true, complex: true, severalPlaces: true }
    expect(compute(asked).limit).toBe(30)
    expect(dayOf(asked, '2026-03-02')?.why).toContain(
      'vùng sâu, vùng xa, tính chất phức tạp, xác minh tại nhiều địa điểm không làm thay đổi thời hạn này',
    )
  })
})

describe('an internal target', () => {
  test("replaces the rule's number and keeps its unit unless another is given", () => {
    expect(compute({ rule: 'tc-initial', start: '2026-05-17', limit: 5 })).toMatchObject({
      limit: 5,
      unit: 'working',
      due: '2026-05-22',
    })
    expect(compute({ rule: 'tc-initial', start: '2026-05-17', limit: 5, unit: 'calendar' })).toMatchObject({
      unit: 'calendar',
      due: '2026-05-22',
    })
    expect(compute({ rule: 'kn-resolve-1', start: '2026-03-02', remote: true, limit: 20 }).limit).toBe(20)
  })

  test('is lengthened by an extension that adds days of the same unit', () => {
    const asked = { rule: 'tc-resolve', start: '2026-03-02', limit: 20, extensions: 1 } as const
    expect(compute(asked).limit).toBe(50)
    expect(refusalOf({ ...asked, unit: 'working' }).code).toBe('calendar.units-do-not-mix')
  })

  test('longer than the law is computed with a warning', () => {
    const asked = { rule: 'tc-initial', start: '2026-05-17', limit: 8 }
    expect(dayOf(asked, '2026-05-17')?.why).toContain('lưu ý: thời hạn thông thường theo luật là 7 ngày làm việc')
  })

  test('must be a whole number of days, and a unit alone means nothing', () => {
    const asked = { rule: 'tc-initial', start: '2026-05-17' }
    expect(refusalOf({ ...asked, limit: 0 }).code).toBe('calendar.target-not-valid')
    expect(refusalOf({ ...asked, limit: 2.5 }).code).toBe('calendar.target-not-valid')
    expect(refusalOf({ ...asked, unit: 'calendar' }).code).toBe('calendar.unit-without-limit')
    expect(refusalOf({ ...asked, limit: 4000, unit: 'calendar' }).code).toBe('calendar.count-too-long')
  })
})

describe('a suspension', () => {
  const asked = { rule: 'tc-resolve', start: '2026-03-02' }

  test('of several adds up, and counts once where two overlap', () => {
    const apart = [
      { from: '2026-03-10', to: '2026-03-12' },
      { from: '2026-03-20', to: '2026-03-23' },
    ]
    const overlapping = [
      { from: '2026-03-10', to: '2026-03-15' },
      { from: '2026-03-12', to: '2026-03-15' },
    ]
    expect(compute({ ...asked, suspensions: apart }).nominalDue).toBe('2026-04-06')
    expect(compute({ ...asked, suspensions: overlapping }).nominalDue).toBe('2026-04-06')
  })

  test('on the day of the event puts the day of resuming in its place', () => {
    const suspensions = [{ from: '2026-03-02', to: '2026-03-10' }]
    expect(compute({ ...asked, suspensions }).nominalDue).toBe('2026-04-09')
    expect(dayOf({ ...asked, suspensions }, '2026-03-10')).toMatchObject({ counts: false })
  })

  test('leaves a limit in working days the working days that were left', () => {
    // Three of seven days are used by 20 May; the other four follow the day of resuming, which counts.
    const suspensions = [{ from: '2026-05-21', to: '2026-05-25' }]
    expect(compute({ rule: 'tc-initial', start: '2026-05-17', suspensions }).due).toBe('2026-05-28')
  })

  test('on the working day to which the end had moved moves the end on', () => {
    // Day 30 is Saturday 4 April 2026, so the limit runs until Monday the 6th, when it is suspended.
    const suspensions = [{ from: '2026-04-06', to: '2026-04-08' }]
    expect(compute({ rule: 'tc-resolve', start: '2026-03-05', suspensions })).toMatchObject({
      nominalDue: '2026-04-04',
      due: '2026-04-08',
    })
  })

  test('after the limit ran out moves nothing, and the explanation says so', () => {
    const late = { ...asked, suspensions: [{ from: '2026-05-05', to: '2026-05-20' }] }
    expect(compute(late).due).toBe('2026-04-01')
    expect(dayOf(late, '2026-05-05')?.why).toBe(
      'Tạm đình chỉ khi thời hạn đã hết ngày 01/04/2026 nên không kéo dài thời hạn.',
    )
  })

  test.each([
    ['calendar.suspension-lasts', { from: '2026-03-16', to: null }],
    ['calendar.suspension-reversed', { from: '2026-03-16', to: '2026-03-15' }],
    ['calendar.suspension-before-start', { from: '2026-03-01', to: '2026-03-15' }],
  ])('is refused: %s', (code, suspension) => {
    expect(refusalOf({ ...asked, suspensions: [suspension] }).code).toBe(code)
  })
})

describe('a case that cannot be computed', () => {
  test.each<[string, DeadlineCase]>([
    ['calendar.rule-not-known', { rule: 'kn', start: '2026-03-02' }],
    ['calendar.start-missing', { rule: 'tc-initial' }],
    ['calendar.start-missing', { rule: 'tc-initial', event: '2026-03-02' }],
    ['calendar.start-missing', { rule: 'tc-initial', start: '2026-03-02', event: '2026-03-02' }],
    ['calendar.event-missing', { rule: 'tcd-schedule', start: '2026-03-02' }],
    ['calendar.not-for-backward-limit', { rule: 'tcd-schedule', event: '2026-03-02', excludedDays: ['2026-03-01'] }],
    [
      'calendar.excluded-reversed',
      { rule: 'kn-statute', start: '2026-03-02', excludedDays: [{ from: '2026-03-09', to: '2026-03-08' }] },
    ],
    ['calendar.year-not-known', { rule: 'tc-initial', start: '2027-12-27' }],
    ['calendar.rule-not-in-force', { rule: 'tcd-refuse', start: '2026-06-30' }],
  ])('is refused: %s', (code, asked) => {
    const refusal = refusalOf(asked)
    expect(refusal.code).toBe(code)
    expect(refusal.messageForPerson).toMatch(/[.]$/)
  })

  test('under a rule not in force is told which rule is', () => {
    expect(refusalOf({ rule: 'kn-accept', start: '2026-06-30' }).messageForPerson).toBe(
      'Quy tắc “kn-accept” chỉ áp dụng từ ngày 01/07/2026, không áp dụng cho thời hạn bắt đầu ngày 30/06/2026. Hãy dùng quy tắc “kn-accept-old”.',
    )
  })
})

describe('the explanation of a deadline', () => {
  test('tells day by day what counts, and why', () => {
    expect(compute({ rule: 'kn-send-1', start: '2026-04-24' }).explanation).toEqual([
      {
        date: '2026-04-24',
        counts: false,
        why: 'Ngày bắt đầu (ngày ký quyết định giải quyết khiếu nại), không tính vào thời hạn (Điều 147 Bộ luật Dân sự 91/2015/QH13). Thời hạn 3 ngày làm việc (thông thường).',
      },
      { date: '2026-04-25', counts: false, why: 'Thứ Bảy: không tính.' },
      { date: '2026-04-26', counts: false, why: 'Chủ nhật, nghỉ Giỗ Tổ Hùng Vương: không tính.' },
      { date: '2026-04-27', counts: false, why: 'Thứ Hai, nghỉ bù Giỗ Tổ Hùng Vương: không tính.' },
      { date: '2026-04-28', counts: true, why: 'Thứ Ba: ngày làm việc thứ 1 trên 3.' },
      { date: '2026-04-29', counts: true, why: 'Thứ Tư: ngày làm việc thứ 2 trên 3.' },
      { date: '2026-04-30', counts: false, why: 'Thứ Năm, nghỉ Ngày Chiến thắng 30/4: không tính.' },
      { date: '2026-05-01', counts: false, why: 'Thứ Sáu, nghỉ Ngày Quốc tế Lao động 01/5: không tính.' },
      { date: '2026-05-02', counts: false, why: 'Thứ Bảy: không tính.' },
      { date: '2026-05-03', counts: false, why: 'Chủ nhật: không tính.' },
      { date: '2026-05-04', counts: true, why: 'Thứ Hai: ngày làm việc thứ 3 trên 3. Ngày cuối của thời hạn.' },
    ])
  })

  test('tells why the end moved', () => {
    const days = compute({ rule: 'kn-send-2', start: '2026-04-19' }).explanation.slice(-3)
    expect(days).toEqual([
      expect.objectContaining({
        date: '2026-04-26',
        counts: true,
        why: expect.stringContaining('Ngày cuối là ngày nghỉ'),
      }),
      { date: '2026-04-27', counts: false, why: 'Thứ Hai, nghỉ bù Giỗ Tổ Hùng Vương: thời hạn chưa kết thúc.' },
      { date: '2026-04-28', counts: false, why: 'Ngày làm việc kế tiếp: thời hạn kết thúc lúc 24 giờ ngày này.' },
    ])
  })

  test('marks an answer that rests on days not yet decided', () => {
    const acrossTet = { rule: 'tc-initial', start: '2027-02-01' }
    expect(compute(acrossTet)).toMatchObject({ provisional: true, due: '2027-02-17' })
    expect(dayOf(acrossTet, '2027-02-08')?.why).toContain('Lưu ý: chưa có quyết định nghỉ Tết Nguyên đán năm 2027.')
    // Calendar days ask the calendar only where they end.
    expect(compute({ rule: 'kn-send-2', start: '2026-11-20' }).provisional).toBe(false)
    expect(compute({ rule: 'kn-send-2', start: '2026-11-17' }).provisional).toBe(true)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { countByModule, type Digest, digestMail, isDigestDue, mondayOf, noticesMail } from './digest.ts'
import type { StandingDuty } from './notice.ts'

const TITLES = { plans: 'Nhiệm vụ, kế hoạch', reports: 'Báo cáo' }
const AROUND = { titles: TITLES, publicUrl: 'https://danvan.example' }
const duty = (given: Partial<StandingDuty>): StandingDuty => ({
  ...{
    key: '/tasks/1',
    module: 'plans',
    state: 'late',
    urging: null,
    isUrged: false,
    href: '/tasks/1',
    dueOn: '2026-11-20',
  },
  ...given,
})

describe('a digest is due', () => {
  const due = (digest: Digest, lastDigestOn: string | null, today: string, hour: number) =>
    isDigestDue({ digest, digestHour: 11, lastDigestOn }, { today, hour })

  test('from its hour on, once a day', () => {
    expect(due('daily', '2026-11-20', '2026-11-23', 10)).toBe(false)
    expect(due('daily', '2026-11-20', '2026-11-23', 11)).toBe(true)
    expect(due('daily', '2026-11-20', '2026-11-23', 16)).toBe(true)
    expect(due('daily', '2026-11-23', '2026-11-23', 16)).toBe(false)
  })
  test('on the first working day of the week, also when that is not Monday', () => {
    expect(due('weekly', '2026-11-16', '2026-11-20', 12)).toBe(false)
    expect(due('weekly', '2026-11-16', '2026-11-24', 12)).toBe(true)
    expect(due('weekly', '2026-11-24', '2026-11-25', 12)).toBe(false)
  })
  test('never for who wants none', () => {
    expect(due('none', null, '2026-11-23', 12)).toBe(false)
  })
  test('once a week whatever days are looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (offsets) => {
        const days = [...new Set(offsets)]
          .sort((one, other) => one - other)
          .map((offset) => addDays('2026-01-01', offset))
        let last: string | null = null
        const sent: string[] = []
        for (const today of days)
          if (isDigestDue({ digest: 'weekly', digestHour: 7, lastDigestOn: last }, { today, hour: 7 })) {
            sent.push(today)
            last = today
          }
        expect(sent.map(mondayOf)).toEqual([...new Set(days.map(mondayOf))])
      }),
    )
  })
})

describe('duties counted by module', () => {
  test('have the first of their days', () => {
    expect(
      countByModule(
        [duty({}), duty({ dueOn: '2026-11-05' }), duty({ dueOn: null }), duty({ module: 'reports' })],
        TITLES,
      ),
    ).toEqual([
      { title: 'Nhiệm vụ, kế hoạch', count: 3, earliest: '2026-11-05' },
      { title: 'Báo cáo', count: 1, earliest: '2026-11-20' },
    ])
  })
  test('are all counted, each once', () => {
    const modules = fc.array(fc.constantFrom('plans', 'reports', 'unheard-of'))
    fc.assert(
      fc.property(modules, (given) => {
        const counts = countByModule(
          given.map((module) => duty({ module })),
          TITLES,
        )
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(given.length)
        expect(counts.every(({ count }) => count > 0)).toBe(true)
      }),
    )
  })
})

describe('a mail', () => {
  test('tells what interrupts by kind and number', () => {
    const mail = noticesMail(
      [
        { kind: 'late', duty: duty({}) },
        { kind: 'late', duty: duty({ dueOn: '2026-11-19' }) },
        { kind: 'urged', duty: duty({ module: 'reports', dueOn: null }) },
      ],
      AROUND,
    )
    expect(mail.subject).toBe('2 việc vừa quá hạn, 1 việc được đôn đốc – Dân vận chính quyền')
    expect(mail.text).toContain('Việc vừa quá hạn:\n- Nhiệm vụ, kế hoạch: 2 việc, hạn sớm nhất 19/11/2026')
    expect(mail.text).toContain('Việc được cấp trên đôn đốc:\n- Báo cáo: 1 việc\n')
    expect(mail.text).toContain('\nhttps://danvan.example/notices\n')
  })
  test('that gathers tells what is new and all that stands', () => {
    const mail = digestMail(
      {
        fresh: [duty({ module: 'reports', dueOn: null })],
        standing: [duty({}), duty({ state: 'waiting', dueOn: null })],
      },
      AROUND,
    )
    expect(mail?.subject).toBe(
      'Thư tổng hợp: 1 việc quá hạn, 0 việc sắp đến hạn, 1 việc đang chờ – Dân vận chính quyền',
    )
    expect(mail?.text).toContain(
      'Mới từ thư trước:\n- Báo cáo: 1 việc\n\nĐang quá hạn:\n- Nhiệm vụ, kế hoạch: 1 việc, hạn 20/11/2026',
    )
    expect(mail?.text).toContain('Đang chờ bạn:\n- Nhiệm vụ, kế hoạch: 1 việc\n')
  })
  test('is not written about nothing', () => {
    expect(digestMail({ fresh: [], standing: [] }, AROUND)).toBeNull()
  })
  test('never names a record: neither its key nor its address', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12 }).filter((text) => !/^[\s\d]*$/.test(text)),
        (secret) => {
          const told = duty({ key: `|${secret}|`, href: `|${secret}|` })
          const mails = [
            noticesMail([{ kind: 'late', duty: told }], AROUND),
            digestMail({ fresh: [told], standing: [told] }, AROUND),
          ]
          expect(JSON.stringify(mails)).not.toContain(`|${secret}|`)
        },
      ),
    )
  })
})

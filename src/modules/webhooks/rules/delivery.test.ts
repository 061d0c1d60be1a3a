import { expect, test } from 'vitest'
import { bodyOf, nextTryAfter } from './delivery.ts'

test('what is told is that something changed and where it stands', () => {
  const told = {
    kind: 'plan',
    recordId: '7',
    unitCode: 'HG-1',
    happenedAt: new Date('2026-11-23T01:00:00Z'),
    link: 'https://dv.vn/plans/7',
  }
  expect(JSON.parse(bodyOf(told))).toEqual({
    type: 'record.changed',
    timestamp: '2026-11-23T01:00:00.000Z',
    data: { kind: 'plan', id: '7', unitCode: 'HG-1', link: 'https://dv.vn/plans/7' },
  })
})

test('it is tried at growing intervals for a day, and then no more', () => {
  const begun = new Date('2026-11-23T00:00:00Z')
  let [now, last, tries] = [begun, 0, 0]
  for (let next = nextTryAfter(++tries, now); next !== null; next = nextTryAfter(++tries, now)) {
    expect(next.getTime() - now.getTime()).toBeGreaterThan(last)
    last = next.getTime() - now.getTime()
    now = next
  }
  expect(Math.round((now.getTime() - begun.getTime()) / 3_600_000)).toBe(24)
})

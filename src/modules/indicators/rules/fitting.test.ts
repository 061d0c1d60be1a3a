import { describe, expect, test } from 'vitest'
import { type Countable, whyNotCountable } from './fitting.ts'

const activity: Countable = {
  code: 'activity',
  title: 'Hoạt động',
  time: 'event',
  dimensions: { kind: { title: 'Loại', values: { dialogue: 'Đối thoại' } }, place: { title: 'Nơi' } },
  measures: { participants: { title: 'Số người' } },
}
const dialogues = {
  title: 'Cuộc đối thoại',
  factCode: 'activity',
  measureColumn: null,
  filters: { kind: ['dialogue'] },
  time: 'flow',
} as const

describe('a definition', () => {
  test('can be counted from a fact that declares all it names', () => {
    expect(whyNotCountable(dialogues, activity)).toBeNull()
    expect(whyNotCountable({ ...dialogues, measureColumn: 'participants', filters: {} }, activity)).toBeNull()
    expect(whyNotCountable({ ...dialogues, filters: { place: ['bất kỳ'] } }, activity)).toBeNull()
  })

  test.each([
    ['indicators.no-such-fact', dialogues, undefined],
    ['indicators.no-such-measure', { ...dialogues, measureColumn: 'money' }, activity],
    ['indicators.no-such-measure', { ...dialogues, measureColumn: 'toString' }, activity],
    ['indicators.no-such-dimension', { ...dialogues, filters: { 'kind) or (true': ['x'] } }, activity],
    ['indicators.no-such-dimension', { ...dialogues, filters: { constructor: ['x'] } }, activity],
    ['indicators.no-such-value', { ...dialogues, filters: { kind: ['dialogue', 'dance'] } }, activity],
    ['indicators.no-state', { ...dialogues, time: 'state' as const }, activity],
  ])('is told to have no data yet: %s', (code, definition, fact) => {
    const refusal = whyNotCountable(definition, fact)
    expect(refusal).toMatchObject({ code })
    expect(refusal?.messageForPerson).toContain('Chưa có dữ liệu để đếm')
  })
})

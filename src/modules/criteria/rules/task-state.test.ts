import { expect, test } from 'vitest'
import { taskState } from './task-state.ts'

const done = { isAsked: false, isMissing: false, isBegun: true, lacksEvidence: false }

test('a criterion is to be explained, not begun, under way or done', () => {
  expect(taskState(done)).toBe('done')
  expect(taskState({ ...done, lacksEvidence: true })).toBe('under-way')
  expect(taskState({ ...done, isMissing: true })).toBe('under-way')
  expect(taskState({ ...done, isMissing: true, isBegun: false })).toBe('not-begun')
  expect(taskState({ ...done, isAsked: true })).toBe('to-explain')
})

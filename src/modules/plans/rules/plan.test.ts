import { describe, expect, test } from 'vitest'
import { checkCompletion, checkDeadline, contentsInLines, partsOfUnits } from './plan.ts'

const refused = (code: string) => expect.objectContaining({ code })

test('contents pasted from a plan lose their numbers, closing semicolons and blank lines', () => {
  expect(
    contentsInLines('1. Công tác lãnh đạo;\n\nII. Cải cách hành chính\n- Tiếp công dân, đối thoại ;\n3 hộ mẫu'),
  ).toEqual(['Công tác lãnh đạo', 'Cải cách hành chính', 'Tiếp công dân, đối thoại', '3 hộ mẫu'])
})

describe('the units of a task', () => {
  test('lead or coordinate', () => {
    expect([...partsOfUnits(['1', '2'], ['3'])]).toEqual([
      ['1', 'lead'],
      ['2', 'lead'],
      ['3', 'coordinate'],
    ])
  })
  test('need one that leads, and have one part each', () => {
    expect(() => partsOfUnits([], ['3'])).toThrow(refused('plan.no-leading-unit'))
    expect(() => partsOfUnits(['1'], ['1'])).toThrow(refused('plan.unit-in-both-parts'))
  })
})

test('a deadline that had passed when the task was given is refused, to the day', () => {
  const before5 = { dueOn: '2022-12-05', dueOnExcluded: true }
  expect(() => checkDeadline(before5, '2022-12-04')).not.toThrow()
  expect(() => checkDeadline(before5, '2022-12-05')).toThrow(refused('plan.due-before-given'))
})

describe('completing a task', () => {
  const given = { completedOn: '2022-11-30', explanation: '', evidenceCount: 1, assignedOn: '2022-03-01' }
  test('needs evidence or an explanation', () => {
    expect(() => checkCompletion(given, '2022-11-30')).not.toThrow()
    expect(() => checkCompletion({ ...given, evidenceCount: 0 }, '2022-11-30')).toThrow(refused('plan.no-evidence'))
    expect(() =>
      checkCompletion({ ...given, evidenceCount: 0, explanation: 'Báo cáo miệng' }, '2022-11-30'),
    ).not.toThrow()
  })
  test('happens between the giving and today', () => {
    expect(() => checkCompletion(given, '2022-11-29')).toThrow(refused('plan.completed-in-the-future'))
    expect(() => checkCompletion({ ...given, completedOn: '2022-02-28' }, '2022-11-30')).toThrow(
      refused('plan.completed-before-given'),
    )
  })
})

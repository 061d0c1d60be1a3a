import { describe, expect, test } from 'vitest'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { checkCriteriaFile, readCriteriaFile } from './check.ts'

/** The demonstration set as a file, with one part changed. */
function file(change: (set: Record<string, unknown>) => void = () => {}): unknown {
  const set = JSON.parse(JSON.stringify(DEMONSTRATION_SET))
  change(set)
  return set
}

const first = (problems: ReturnType<typeof checkCriteriaFile>['problems']) => problems[0]

describe('checking a file', () => {
  test('finds the demonstration set sound and sums it up', () => {
    const answer = checkCriteriaFile(file())
    expect(answer).toMatchObject({
      ok: true,
      problems: [],
      summary: {
        id: 'demonstration-ten-groups',
        groups: 12,
        criteria: 29,
        demonstration: expect.stringContaining('minh họa'),
      },
    })
    const codes = answer.summary?.figures.map((figure) => figure.code) ?? []
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toContain('petition.received')
  })

  test('reads back the very set that was written', () => {
    expect(readCriteriaFile(file()).set).toEqual(DEMONSTRATION_SET)
  })

  test('reads numbers written without quotes as the same digits', () => {
    const numbers = file((set) => Object.assign(set, { scale: { baseMaximum: 100, decimals: 2, rounding: 'half-up' } }))
    expect(readCriteriaFile(numbers).set?.scale.baseMaximum).toBe('100')
  })

  test('is not sound with a mistake, and still sound with a doubt', () => {
    const mistaken = checkCriteriaFile(file((set) => Object.assign(set, { tieOrder: ['99'] })))
    expect(mistaken).toMatchObject({ ok: false, problems: [{ code: 'no-such-criterion' }] })
    const ceilings = [{ code: 'K9', title: 'Thử', notAbove: 'Hoàn thành xuất sắc' }]
    expect(checkCriteriaFile(file((set) => Object.assign(set, { ceilings })))).toMatchObject({
      ok: true,
      problems: [{ code: 'ceiling-without-effect', severity: 'doubt' }],
    })
  })

  test('finds indicators that the system cannot count', () => {
    expect(checkCriteriaFile(file(), ['plan.issued']).problems.map((problem) => problem.code)).toContain(
      'no-such-indicator',
    )
  })
})

describe('a file that cannot be read as a set', () => {
  test('of the wrong kind is said to be so', () => {
    for (const wrong of [null, 'chữ', 12, []]) {
      expect(checkCriteriaFile(wrong)).toMatchObject({
        ok: false,
        summary: null,
        problems: [{ place: 'Bộ tiêu chí', message: 'Ở đây cần một nhóm mục (trong ngoặc nhọn).' }],
      })
    }
  })

  test('with a part missing names it', () => {
    const { problems } = checkCriteriaFile(file((set) => delete set.ranks))
    expect(problems).toEqual([
      { path: 'ranks', place: 'Bộ tiêu chí', code: 'part-missing', severity: 'mistake', message: 'Thiếu mục “ranks”.' },
    ])
  })

  test('with a slip deep inside leads there', () => {
    const slip = (change: (criterion: Record<string, unknown>) => void) =>
      first(
        checkCriteriaFile(
          file((set) => {
            const groups = set.groups as { children: Record<string, unknown>[] }[]
            const criterion = groups[0]?.children[0]
            if (criterion) change(criterion)
          }),
        ).problems,
      )
    const at = { path: 'groups[0].children[0]', place: 'Mục 1 › Mục 1.1' }
    expect(slip((criterion) => delete criterion.scorer)).toMatchObject({
      path: `${at.path}.scorer`,
      place: at.place,
      message: 'Thiếu mục “scorer”.',
    })
    expect(slip((criterion) => Object.assign(criterion, { maxPoint: '4' }))).toMatchObject({
      ...at,
      message: 'Ở đây không có mục nào tên “maxPoint”. Hãy xem lại cách viết.',
    })
    expect(slip((criterion) => Object.assign(criterion, { maxPoints: '4,5' }))).toMatchObject({
      path: `${at.path}.maxPoints`,
      message: 'Cần một số, viết bằng dấu chấm, ví dụ 2.5.',
    })
    expect(slip((criterion) => Object.assign(criterion, { method: { kind: 'magic' } }))).toMatchObject({
      path: `${at.path}.method.kind`,
      message: expect.stringContaining('“magic” không dùng được ở đây'),
    })
    expect(slip((criterion) => Object.assign(criterion, { scorer: 'me' }))).toMatchObject({
      message: '“me” không dùng được ở đây; hãy chọn một trong: unit, verifier, department, superior, survey, import.',
    })
  })

  test('never speaks English to the person', () => {
    const wrong = file((set) =>
      Object.assign(set, {
        title: 1,
        years: [{ year: 2025.5, from: 1 }, { year: 1 }],
        scale: {},
        effective: 'x',
        quotas: [{ of: 3 }],
      }),
    )
    const messages = checkCriteriaFile(wrong).problems.map((problem) => problem.message)
    expect(messages.length).toBeGreaterThan(8)
    for (const message of messages) expect(message).not.toMatch(/invalid|expected|received|required|too /i)
  })
})

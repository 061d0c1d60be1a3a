import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canMove, moved, withChangedSection, withoutSection, withSection } from './outline-edit.ts'
import type { ReportSection } from './report-type.ts'

const section = (code: string, level: 1 | 2): ReportSection => ({
  ...{ code, level, title: code, hint: '', indicatorCodes: [], unitKinds: null, aboutKinds: null },
})
const OUTLINE = [
  section('a', 1),
  section('a1', 2),
  section('a2', 2),
  section('b', 1),
  section('c', 1),
  section('c1', 2),
]
const codes = (outline: readonly ReportSection[]) => outline.map(({ code }) => code).join(' ')

describe('moving a section', () => {
  test.each([
    ['b', 'up', 'b a a1 a2 c c1'],
    ['a', 'down', 'b a a1 a2 c c1'],
    ['c', 'up', 'a a1 a2 c c1 b'],
    ['a2', 'up', 'a a2 a1 b c c1'],
    ['a2', 'down', 'a a1 b a2 c c1'],
    ['c1', 'up', 'a a1 a2 b c1 c'],
    ['a1', 'up', 'a a1 a2 b c c1'],
    ['a', 'up', 'a a1 a2 b c c1'],
    ['c1', 'down', 'a a1 a2 b c c1'],
  ] as const)('%s %s', (code, direction, expected) => {
    expect(codes(moved(OUTLINE, code, direction))).toBe(expected)
    expect(canMove(OUTLINE, code, direction)).toBe(expected !== codes(OUTLINE))
  })
})

test('a new section goes below the one it was asked for after, one of level 1 after the whole block', () => {
  expect(codes(withSection(OUTLINE, section('x', 2), 'a1'))).toBe('a a1 x a2 b c c1')
  expect(codes(withSection(OUTLINE, section('x', 1), 'a1'))).toBe('a a1 a2 x b c c1')
  expect(codes(withSection(OUTLINE, section('x', 1), null))).toBe('a a1 a2 b c c1 x')
})

test('what stood below a removed heading goes to the heading before, and the first one is never of level 2', () => {
  expect(withoutSection(OUTLINE, 'c').map(({ level }) => level)).toEqual([1, 2, 2, 1, 2])
  expect(withoutSection(OUTLINE, 'a')[0]).toMatchObject({ code: 'a1', level: 1 })
})

test('a section that is gone is told', () => {
  expect(() => withChangedSection(OUTLINE, section('gone', 1))).toThrow(
    expect.objectContaining({ code: 'report.no-such-section' }),
  )
})

test('whatever is done, no section is lost or doubled and the first is of level 1', () => {
  const step = fc.record({
    at: fc.nat(20),
    what: fc.constantFrom('up', 'down', 'add', 'remove'),
    level: fc.constantFrom(1, 2),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let outline: ReportSection[] = OUTLINE
      const there = new Set(outline.map(({ code }) => code))
      for (const [number, { at, what, level }] of steps.entries()) {
        const code = outline[at % Math.max(outline.length, 1)]?.code
        if (what === 'add' && code !== undefined) {
          outline = withSection(outline, section(`new-${number}`, level === 1 ? 1 : 2), code)
          there.add(`new-${number}`)
        } else if (what === 'remove' && code !== undefined) {
          outline = withoutSection(outline, code)
          there.delete(code)
        } else if ((what === 'up' || what === 'down') && code !== undefined) outline = moved(outline, code, what)
        expect(outline.map((each) => each.code).sort()).toEqual([...there].sort())
        if (outline.length > 0) expect(outline[0]?.level).toBe(1)
      }
    }),
  )
})

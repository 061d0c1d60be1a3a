import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCriteriaFile } from '../commands/check.ts'
import { readSetText } from '../commands/set-text.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { addNode, findNode, moveInto, moveNode, nextCode, removeNode, replaceNode } from './edit-set.ts'
import { methodFields, methodOf } from './method-fields.ts'
import { readItemLine, readStepLine } from './method-lines.ts'
import { setDifferences } from './set-differences.ts'
import { askedFigures, criteriaOf } from './set-inputs.ts'
import { workedCriterion, workedExample } from './worked-example.ts'

function setIn(name: string): CriteriaSet {
  const text = readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8')
  const { set } = readCriteriaFile(readSetText(text))
  if (set === null) throw new Error(name)
  return set
}

const SETS = [DEMONSTRATION_SET, setIn('criteria-set-1000.yaml')]

describe('the fields of a method', () => {
  test.each(SETS.flatMap((set) => criteriaOf(set.groups).map((criterion) => ({ set, criterion }))))(
    'say what the method of $criterion.code says',
    ({ set, criterion }) => {
      const indicators = new Set(askedFigures(set).flatMap((figure) => (figure.from === 'system' ? [figure.code] : [])))
      const again = methodOf(criterion.method.kind, methodFields(criterion.method), criterion, indicators)
      const before = structuredClone(criterion.method)
      expect(again).toEqual(before)
    },
  )

  test('name the line that cannot be read', () => {
    const criterion = { code: '1', method: { kind: 'free' } } as const
    expect(() =>
      methodOf('steps', { of: 'cuộc', lines: 'Từ 3 trở lên: 5\nkhoảng 2: 3' }, criterion, new Set()),
    ).toThrow(
      expect.objectContaining({
        fields: { lines: 'Dòng “khoảng 2: 3” chưa đúng cách viết. Ví dụ: Từ 80% đến dưới 95%: 3 điểm.' },
      }),
    )
  })
})

describe('a line of a scale', () => {
  test.each([
    ['- Từ 90% trở lên: 5 điểm', { from: '90', points: '5' }],
    ['Từ 80% đến dưới 90%: 3,5 điểm;', { from: '80', below: '90', points: '3.5' }],
    ['Trên 70 - đến 80: 2đ', null],
    ['Trên 70 đến 80: 2đ', { above: '70', to: '80', points: '2' }],
    ['Dưới 50%: 0 điểm.', { below: '50', points: '0' }],
    ['Không quá 2: 50%', { to: '2', percent: '50' }],
    ['Từ 3 trở xuống: 1', { to: '3', points: '1' }],
    ['Bằng 0: 10', { from: '0', to: '0', points: '10' }],
    ['Từ 80%: 3 điểm', null],
    ['Khoảng 80%: 3 điểm', null],
    ['Từ 80% trở lên: nhiều điểm', null],
  ])('“%s” is read as %o', (line, step) => {
    expect(readStepLine(line)?.step ?? null).toEqual(step)
  })

  test('keeps title, code, points and limit apart', () => {
    expect(readItemLine('mô hình: mới [mo-hinh]: 2 điểm, tối đa 6 điểm')).toEqual({
      title: 'mô hình: mới',
      code: 'mo-hinh',
      award: { points: '2' },
      atMost: '6',
    })
  })
})

describe('editing a set', () => {
  const codes = (set: CriteriaSet) => set.groups.map((group) => group.code)

  test('adds, moves and removes nodes, and keeps codes apart', () => {
    const added = addNode(DEMONSTRATION_SET, null, { code: 'N', title: 'Nhóm mới', maxPoints: '0', children: [] })
    expect(codes(added).at(-1)).toBe('N')
    expect(codes(moveNode(added, 'N', -1)).at(-2)).toBe('N')
    expect(codes(removeNode(added, 'N'))).toEqual(codes(DEMONSTRATION_SET))
    expect(findNode(moveInto(added, 'N', '1'), 'N')?.parent).toBe('1')
    expect(() => moveInto(added, '1', '1')).toThrow('criteria.node-into-itself')
    expect(() => addNode(added, null, { code: '1', title: '', maxPoints: '0', children: [] })).toThrow(
      'criteria.code-taken',
    )
    expect(nextCode(DEMONSTRATION_SET, '1')).not.toBe('1.1')
  })

  test('tells the differences in sentences, and none between a set and itself', () => {
    expect(setDifferences(DEMONSTRATION_SET, DEMONSTRATION_SET)).toEqual([])
    const found = findNode(DEMONSTRATION_SET, '9.2')
    if (!found) throw new Error('9.2')
    const changed = replaceNode(removeNode(DEMONSTRATION_SET, '10.2'), '9.2', { ...found.node, maxPoints: '9' })
    expect(setDifferences(DEMONSTRATION_SET, changed)).toEqual([
      expect.stringMatching(/^Mục 9\.2: điểm tối đa .* → 9 điểm\.$/),
      expect.stringMatching(/^Mục 9\.2: cách chấm/),
      expect.stringMatching(/^Bỏ mục 10\.2 /),
    ])
  })
})

describe('the worked example', () => {
  test('scores one criterion while the rest of the set is full of mistakes', () => {
    const broken = removeNode(DEMONSTRATION_SET, '1')
    const [criterion] = criteriaOf(DEMONSTRATION_SET.groups).filter((each) => each.code === '9.2')
    if (!criterion) throw new Error('9.2')
    expect(workedExample(broken, { figures: {} })).toHaveProperty('why')
    expect(workedCriterion(broken, criterion, { figures: { '9.2': true } })).toMatch(/^Có → /)
    expect(workedExample(DEMONSTRATION_SET, { figures: {} })).toHaveProperty('scored')
  })
})

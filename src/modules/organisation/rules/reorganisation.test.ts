import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RowToTell, row } from '../../../../tests/support/reorganisation-row.ts'
import { type KnownUnit, planReorganisation } from './reorganisation.ts'

const unit = (code: string, given: Partial<KnownUnit> = {}): KnownUnit => ({
  id: `id-${code}`,
  code,
  name: `Xã ${code}`,
  kindCode: 'commune',
  parentUnitId: 'id-T',
  firstDay: '2004-01-01',
  latestFrom: '2004-01-01',
  lastDay: null,
  isYours: true,
  ...given,
})
const TOP = unit('T', { name: 'Tỉnh T', kindCode: 'province', parentUnitId: null })
const [A, B, C] = [unit('A'), unit('B'), unit('C')]
const kinds = [
  { code: 'commune', title: 'Ủy ban nhân dân cấp xã' },
  { code: 'province', title: 'Tỉnh, thành phố' },
]
const NEW = { toCode: 'X', toName: 'Xã X', toKindCode: 'commune', toParentCode: 'T' }

const plan = (
  rows: readonly RowToTell[],
  units: readonly KnownUnit[] = [TOP, A, B, C],
  children: readonly KnownUnit[] = [],
) =>
  planReorganisation(
    rows.map((told, index) => row({ number: index + 1, ...told })),
    { units, children, kinds, effectiveOn: '2025-07-01' },
  )
const messages = (rows: readonly RowToTell[], units?: readonly KnownUnit[], children?: readonly KnownUnit[]) =>
  plan(rows, units, children).faults.map(({ number, message }) => `${number}: ${message}`)

describe('what a reorganisation comes to', () => {
  test('is three communes that end and one that begins and takes over from each', () => {
    const made = plan(['A', 'B', 'C'].map((fromCode) => ({ kind: 'merged-into', fromCode, ...NEW })))
    expect(made.faults).toEqual([])
    expect(made.ends.map((each) => each.code)).toEqual(['A', 'B', 'C'])
    expect(made.begins).toMatchObject([{ code: 'X', name: 'Xã X', shortName: 'Xã X', parentUnitId: 'id-T' }])
    expect([...made.heirs]).toEqual([
      ['id-A', 'X'],
      ['id-B', 'X'],
      ['id-C', 'X'],
    ])
    expect(made.edges.every((edge) => edge.isMainHeir)).toBe(true)
  })

  test('gives a split no heir unless one is marked', () => {
    const split: RowToTell[] = [
      { kind: 'split', fromCode: 'A', toCode: 'B' },
      { kind: 'split', fromCode: 'A', toCode: 'C' },
    ]
    expect(plan(split).faults).toEqual([])
    expect(plan(split).heirs.get('id-A')).toBeNull()
    const marked = plan([{ ...split[0], kind: 'split', isMainHeir: true }, split[1] as RowToTell])
    expect(marked.heirs.get('id-A')).toBe('B')
  })

  test('leaves a unit alive that only passes a part on, and whose name changes', () => {
    const made = plan([
      { kind: 'part-transferred', fromCode: 'A', toCode: 'B', share: '1,83 km²' },
      { kind: 'renamed', fromCode: 'C', toName: 'Phường C' },
    ])
    expect(made.faults).toEqual([])
    expect(made.ends).toEqual([])
    expect(made.renames).toMatchObject([{ unit: { code: 'C' }, to: { name: 'Phường C', kindCode: 'commune' } }])
    expect(made.edges.map((edge) => edge.toCode)).toEqual(['B', 'C'])
  })

  test('puts units that live on under the heir of the unit above them', () => {
    const child = unit('A1', { parentUnitId: 'id-A' })
    const made = plan([{ kind: 'merged-into', fromCode: 'A', toCode: 'B' }], undefined, [child])
    expect(made.placedAnew).toEqual([{ unit: child, heirCode: 'B' }])
    expect(messages([{ kind: 'dissolved', fromCode: 'A' }], undefined, [child])).toEqual([
      '1: Xã A1 còn trực thuộc đơn vị kết thúc này mà không có đơn vị kế thừa chính. Hãy thêm dòng cho đơn vị đó hoặc chọn đơn vị kế thừa chính.',
    ])
  })

  test('lets a new province stand at the top when an old one did', () => {
    const city = { toCode: 'P', toName: 'Thành phố P', toKindCode: 'province' }
    expect(messages([{ kind: 'merged-into', fromCode: 'T', ...city }])).toEqual([])
    expect(messages([{ kind: 'merged-into', fromCode: 'A', ...city }])).toEqual([
      '1: Đơn vị mới “Thành phố P” chưa có đơn vị cấp trên.',
    ])
  })
})

describe('a row is refused by its number', () => {
  const outside = unit('O', { isYours: false })
  const gone = unit('G', { lastDay: '2020-12-31' })
  const changed = unit('D', { latestFrom: '2025-07-01' })
  const young = unit('Y', { firstDay: '2025-08-01', latestFrom: '2025-08-01' })
  const all = [TOP, A, B, C, outside, gone, changed, young]
  test.each<[string, RowToTell[], RegExp]>([
    ['for a unit nobody knows', [{ kind: 'dissolved', fromCode: 'Z' }], /^1: Không có đơn vị nào mang mã “Z”/],
    ['for a unit of another province', [{ kind: 'dissolved', fromCode: 'O' }], /^1: Không có đơn vị nào mang mã “O”/],
    [
      'for a unit that had ended before',
      [{ kind: 'dissolved', fromCode: 'G' }],
      /^1: Xã G đã kết thúc hoạt động ngày 31\/12\/2020/,
    ],
    [
      'for a unit changed on that day already',
      [{ kind: 'dissolved', fromCode: 'D' }],
      /^1: Xã D đã có thay đổi ghi từ ngày 01\/07\/2025/,
    ],
    [
      'for a unit that begins later',
      [{ kind: 'dissolved', fromCode: 'Y' }],
      /^1: Xã Y chỉ hoạt động từ ngày 01\/08\/2025/,
    ],
    [
      'for two mergers of one unit',
      [
        { kind: 'merged-into', fromCode: 'A', toCode: 'B' },
        { kind: 'merged-into', fromCode: 'A', toCode: 'C' },
      ],
      /^2: Xã A có nhiều đơn vị kế thừa\. Hãy dùng hình thức “Chia tách”/,
    ],
    [
      'for a split into one',
      [{ kind: 'split', fromCode: 'A', toCode: 'B' }],
      /^1: Xã A chia tách thì phải có ít nhất hai/,
    ],
    [
      'for two main heirs',
      [
        { kind: 'split', fromCode: 'A', toCode: 'B', isMainHeir: true },
        { kind: 'split', fromCode: 'A', toCode: 'C', isMainHeir: true },
      ],
      /^2: Xã A chỉ được có một đơn vị kế thừa chính/,
    ],
    [
      'for an heir that ends too',
      [
        { kind: 'merged-into', fromCode: 'A', toCode: 'B' },
        { kind: 'merged-into', fromCode: 'B', toCode: 'C' },
      ],
      /^1: Xã B vừa là đơn vị kết thúc vừa là đơn vị kế thừa/,
    ],
    [
      'for itself as heir',
      [{ kind: 'merged-into', fromCode: 'A', toCode: 'A' }],
      /^1: Đơn vị kế thừa không thể là chính đơn vị đó/,
    ],
    [
      'for an heir that had ended',
      [{ kind: 'merged-into', fromCode: 'A', toCode: 'G' }],
      /^1: Xã G không hoạt động vào ngày 01\/07\/2025/,
    ],
    [
      'for a new unit without a name',
      [{ kind: 'merged-into', fromCode: 'A', ...NEW, toName: '' }],
      /^1: Chưa có đơn vị nào mang mã “X”/,
    ],
    [
      'for a new unit without a kind',
      [{ kind: 'merged-into', fromCode: 'A', ...NEW, toKindCode: '' }],
      /^1: Đơn vị mới “Xã X” chưa có loại/,
    ],
    [
      'for a parent nobody knows',
      [{ kind: 'merged-into', fromCode: 'A', ...NEW, toParentCode: 'Z' }],
      /^1: Không có đơn vị cấp trên nào mang mã “Z”/,
    ],
    [
      'for a parent of another province that takes nothing over',
      [{ kind: 'established', ...NEW, toParentCode: 'O' }],
      /^1: Đơn vị cấp trên Xã O không thuộc phạm vi bạn quản lý/,
    ],
    [
      'for a parent that ends',
      [
        { kind: 'merged-into', fromCode: 'A', ...NEW, toParentCode: 'B' },
        { kind: 'merged-into', fromCode: 'B', toCode: 'C' },
      ],
      /^1: Đơn vị cấp trên Xã B không hoạt động/,
    ],
    [
      'for a code with spaces',
      [{ kind: 'merged-into', fromCode: 'A', ...NEW, toCode: 'X 1' }],
      /^1: Mã “X 1” chỉ được gồm/,
    ],
    [
      'for two names of one new unit',
      [
        { kind: 'merged-into', fromCode: 'A', ...NEW },
        { kind: 'merged-into', fromCode: 'B', ...NEW, toName: 'Xã Y' },
      ],
      /^2: Mã “X” được ghi với hai tên khác nhau/,
    ],
    ['for a known code as newly established', [{ kind: 'established', toCode: 'A' }], /^1: Mã “A” đã dùng cho Xã A/],
    [
      'for the same succession twice',
      [
        { kind: 'part-transferred', fromCode: 'A', toCode: 'B' },
        { kind: 'part-transferred', fromCode: 'A', toCode: 'B' },
      ],
      /^2: Dòng này trùng/,
    ],
    [
      'for parents in a circle',
      [
        { kind: 'established', ...NEW, toParentCode: 'Y2' },
        { kind: 'established', toCode: 'Y2', toName: 'Xã Y2', toKindCode: 'commune', toParentCode: 'X' },
      ],
      /^1: Đơn vị cấp trên của mã “X” lại trực thuộc chính nó/,
    ],
  ])('%s', (_, rows, expected) => {
    expect(messages(rows, all)[0]).toMatch(expected)
  })
})

describe('whatever rows are given', () => {
  const codes = fc.constantFrom('', 'A', 'B', 'C', 'T', 'X', 'Y')
  const rows = fc.array(
    fc.record({
      kind: fc.constantFrom('merged-into', 'split', 'part-transferred', 'renamed', 'dissolved', 'established'),
      fromCode: codes,
      toCode: codes,
      toName: fc.constantFrom('', 'Xã mới'),
      toKindCode: fc.constantFrom('', 'commune'),
      toParentCode: codes,
      isMainHeir: fc.boolean(),
    }) as fc.Arbitrary<RowToTell>,
    { maxLength: 8 },
  )

  const likelyRows = fc.array(
    fc.record({
      kind: fc.constantFrom('merged-into', 'split', 'part-transferred', 'renamed', 'dissolved', 'established'),
      fromCode: fc.constantFrom('A', 'B', 'C'),
      toCode: fc.constantFrom('', 'A', 'B', 'C', 'X', 'Y'),
      toName: fc.constant('Xã mới'),
      toKindCode: fc.constant('commune'),
      toParentCode: fc.constantFrom('T', 'T', 'B', 'X'),
      isMainHeir: fc.boolean(),
    }) as fc.Arbitrary<RowToTell>,
    { minLength: 1, maxLength: 4 },
  )

  test('a plan without faults ends each unit once, names an heir that lives, and leaves nobody under a unit that is gone', () => {
    let without = 0
    fc.assert(
      fc.property(likelyRows, (given) => {
        const made = plan(given)
        if (made.faults.length > 0) return
        without += 1
        const ending = new Set(made.ends.map((each) => each.code))
        expect(ending.size).toBe(made.ends.length)
        const living = new Set([
          ...['T', 'A', 'B', 'C'].filter((code) => !ending.has(code)),
          ...made.begins.map((each) => each.code),
        ])
        for (const heir of made.heirs.values()) if (heir !== null) expect(living).toContain(heir)
        for (const begun of made.begins) if (begun.parentCode !== null) expect(living).toContain(begun.parentCode)
        for (const edge of made.edges) if (edge.toCode !== null) expect(living).toContain(edge.toCode)
        const heirsMarked = made.ends.map(
          (each) => made.edges.filter((edge) => edge.fromUnitId === each.id && edge.isMainHeir).length,
        )
        expect(Math.max(0, ...heirsMarked)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
    expect(without).toBeGreaterThan(100)
  })

  test('every fault names a row that is there', () => {
    fc.assert(
      fc.property(rows, (given) => {
        for (const { number } of plan(given).faults) expect(number >= 1 && number <= given.length).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycleFrom, inOrder } from './cycle.ts'
import { type Exact, exactOf, minus, over, plus, rounded, times } from './exact.ts'
import { type Formula, namesIn, parseFormula, printFormula, renamed } from './formula.ts'
import { unitOfFormula } from './formula-unit.ts'
import { number, valueOfFormula } from './formula-value.ts'

const decimal = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('', '.5', '.25', '.125'))
  .map(([whole, rest]) => `${whole}${rest}`)
const name = fc.constantFrom('Đơn thư đã nhận', 'Cuộc đối thoại', 'Ý kiến – đã trả lời (2026)', 'Lượt người', 'Đơn tồn')
const { formula: anyFormula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    decimal.map((text): Formula => ({ kind: 'number', decimal: text })),
    name.map((text): Formula => ({ kind: 'figure', name: text })),
    fc
      .record({ sign: fc.constantFrom('+', '−', '×', '÷'), left: tie('formula'), right: tie('formula') })
      .map((parts): Formula => ({ kind: 'operation', ...(parts as { sign: '+'; left: Formula; right: Formula }) })),
    fc
      .record({ part: tie('formula'), whole: tie('formula') })
      .map((parts): Formula => ({ kind: 'percent', ...(parts as { part: Formula; whole: Formula }) })),
  ),
}))

const UNITS: Record<string, string> = {
  'Đơn thư đã nhận': 'đơn',
  'Đơn tồn': 'đơn',
  'Cuộc đối thoại': 'cuộc',
  'Ý kiến – đã trả lời (2026)': 'ý kiến',
  'Lượt người': 'lượt người',
}
const unitOf = (of: string) => UNITS[of] ?? ''

/** The same on pairs of whole numbers that are never reduced; null where something is divided by nought. */
function naive(formula: Formula, of: (name: string) => bigint): readonly [bigint, bigint] | null {
  if (formula.kind === 'figure') return [of(formula.name), 1n]
  if (formula.kind === 'number') {
    const [whole = '', digits = ''] = formula.decimal.split('.')
    return [BigInt(whole + digits), 10n ** BigInt(digits.length)]
  }
  const isPercent = formula.kind === 'percent'
  const one = naive(isPercent ? formula.part : formula.left, of)
  const other = naive(isPercent ? formula.whole : formula.right, of)
  if (!one || !other) return null
  const [[a, b], [c, d]] = [one, other]
  if (isPercent) return c === 0n ? null : [100n * a * d, b * c]
  if (formula.sign === '+') return [a * d + c * b, b * d]
  if (formula.sign === '−') return [a * d - c * b, b * d]
  if (formula.sign === '×') return [a * c, b * d]
  return c === 0n ? null : [a * d, b * c]
}

describe('a formula', () => {
  test('is the same again when what is printed is read', () => {
    fc.assert(
      fc.property(anyFormula, (formula) => {
        const printed = printFormula(formula)
        fc.pre(printed.length <= 1000)
        expect(parseFormula(printed)).toEqual(formula)
        expect(printFormula(parseFormula(printed))).toBe(printed)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['1+2*3', '1 + 2 × 3'],
    ['( 1 + 2 ) x 3', '(1 + 2) × 3'],
    ['8 - (3 - 2)', '8 − (3 − 2)'],
    ['(8 – 3) – 2', '8 − 3 − 2'],
    ['[ Đơn thư đã nhận ] : 007,50', '[Đơn thư đã nhận] ÷ 7,5'],
    ['%([Đơn tồn];[Đơn thư đã nhận])', 'phần trăm([Đơn tồn]; [Đơn thư đã nhận])'],
  ])('reads %s as %s', (typed, printed) => {
    expect(printFormula(parseFormula(typed))).toBe(printed)
  })

  test.each([
    '',
    '[Đơn',
    '1 +',
    '1 2',
    '(1',
    'phần trăm(1)',
    'phần trăm 1; 2',
    '1 + đơn',
    '[]',
    '−1',
    `${'('.repeat(90)}1`,
    '1'.repeat(1001),
  ])('that nobody can read is refused with its place: %s', (typed) => {
    expect(() => parseFormula(typed)).toThrow(expect.objectContaining({ code: 'indicators.unreadable-formula' }))
  })

  test('keeps its shape when its names are changed', () => {
    fc.assert(
      fc.property(anyFormula, (formula) => {
        const coded = renamed(formula, (title) => `${title}!`)
        expect(namesIn(coded)).toEqual(namesIn(formula).map((title) => `${title}!`))
        expect(renamed(coded, (title) => title.slice(0, -1))).toEqual(formula)
      }),
    )
  })
})

describe('the value of a formula', () => {
  test('is exactly what fractions of whole numbers give, and lacking where one is divided by nought', () => {
    fc.assert(
      fc.property(anyFormula, fc.array(fc.bigInt(-1000n, 1000n), { minLength: 5, maxLength: 5 }), (formula, values) => {
        const given = (of: string) => values[Object.keys(UNITS).indexOf(of)] ?? 0n
        const expected = naive(formula, given)
        const { value, why } = valueOfFormula(formula, (of) => number({ numerator: given(of), denominator: 1n }))
        if (expected === null) {
          expect(value).toBeNull()
          expect(why).toMatchObject({ code: 'indicators.divided-by-nought' })
        } else {
          expect(value && value.numerator * expected[1]).toBe(value && value.denominator * expected[0])
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is lacking when one of its figures is, with the reason of that one', () => {
    const [formula, why] = [
      parseFormula('[Đơn tồn] + 1'),
      valueOfFormula(parseFormula('1 ÷ 0'), () => number(exactOf(1))).why,
    ]
    if (!why) throw new Error('Divided by nought.')
    expect(valueOfFormula(formula, () => ({ value: null, why }))).toEqual({ value: null, why })
    expect(why.messageForPerson).toBe('Không tính được: mẫu số “0” bằng 0.')
  })

  test('is rounded once, half away from nought', () => {
    expect(rounded(exactOf('2.345'), 2)).toBe(2.35)
    expect(rounded(exactOf('-2.345'), 2)).toBe(-2.35)
    expect(rounded(exactOf('1.005'), 2)).toBe(1.01)
    expect(rounded(exactOf('0.004'), 2)).toBe(0)
    expect(rounded(exactOf('66.5'), 0)).toBe(67)
    expect(rounded(exactOf(1e21), 0)).toBe(1e21)
  })

  test('is computed with numbers that behave as numbers do', () => {
    const exact = fc
      .tuple(fc.bigInt(-10_000n, 10_000n), fc.bigInt(1n, 500n))
      .map(([numerator, denominator]): Exact => times({ numerator, denominator: 1n }, { numerator: 1n, denominator }))
    fc.assert(
      fc.property(exact, exact, exact, (a, b, c) => {
        expect(plus(a, b)).toEqual(plus(b, a))
        expect(minus(plus(a, b), b)).toEqual(a)
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)))
        const quotient = over(a, b)
        if (b.numerator === 0n) expect(quotient).toBeNull()
        else expect(quotient && times(quotient, b)).toEqual(a)
      }),
    )
  })
})

describe('the unit of measure of a formula', () => {
  test.each([
    ['[Đơn thư đã nhận] + [Đơn tồn]', 'đơn'],
    ['[Đơn tồn] ÷ [Đơn thư đã nhận]', 'lần'],
    ['phần trăm([Đơn tồn]; [Đơn thư đã nhận])', '%'],
    ['2,5 × [Đơn tồn] ÷ 100', 'đơn'],
    ['[Ý kiến – đã trả lời (2026)] ÷ [Cuộc đối thoại]', 'ý kiến/cuộc'],
    ['[Ý kiến – đã trả lời (2026)] ÷ [Cuộc đối thoại] × [Cuộc đối thoại]', 'ý kiến'],
    ['1 + 1', 'lần'],
  ])('%s is %s', (text, unit) => {
    expect(unitOfFormula(parseFormula(text), unitOf)).toBe(unit)
  })

  test.each([
    ['[Đơn tồn] + [Cuộc đối thoại]', 'indicators.units-differ'],
    ['[Đơn tồn] + 1', 'indicators.units-differ'],
    ['phần trăm([Đơn tồn]; [Cuộc đối thoại])', 'indicators.units-differ'],
    ['phần trăm([Đơn tồn]; [Đơn thư đã nhận]) + [Đơn tồn] ÷ [Đơn tồn]', 'indicators.units-differ'],
    ['[Đơn tồn] × [Đơn tồn]', 'indicators.no-such-unit-of-measure'],
    ['1 ÷ [Đơn tồn]', 'indicators.no-such-unit-of-measure'],
    ['[Đơn tồn] × [Cuộc đối thoại]', 'indicators.no-such-unit-of-measure'],
  ])('%s is refused', (text, code) => {
    expect(() => unitOfFormula(parseFormula(text), unitOf)).toThrow(expect.objectContaining({ code }))
  })

  test('says how the result grows when all that is measured in a unit is counted in a smaller one', () => {
    fc.assert(
      fc.property(
        anyFormula,
        fc.constantFrom('đơn', 'cuộc', 'ý kiến', 'lượt người'),
        fc.array(fc.bigInt(1n, 50n), { minLength: 5, maxLength: 5 }),
        fc.bigInt(2n, 9n),
        (formula, unit, values, factor) => {
          let result: string
          try {
            result = unitOfFormula(formula, unitOf)
          } catch {
            return
          }
          const given = (scale: bigint) => (of: string) => {
            const value = values[Object.keys(UNITS).indexOf(of)] ?? 1n
            return number({ numerator: unitOf(of) === unit ? value * scale : value, denominator: 1n })
          }
          const [before, after] = [
            valueOfFormula(formula, given(1n)).value,
            valueOfFormula(formula, given(factor)).value,
          ]
          if (before === null || after === null) return
          const [above, below] = result.split('/')
          const growth = above === unit ? [factor, 1n] : below === unit ? [1n, factor] : [1n, 1n]
          const [numerator = 1n, denominator = 1n] = growth
          expect(after).toEqual(times(before, times({ numerator, denominator: 1n }, { numerator: 1n, denominator })))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('figures computed from each other', () => {
  const anyGraph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 })
  const uses = (graph: number[][]) => (code: string) => (graph[Number(code)] ?? []).map(String)
  const reachable = (graph: number[][], from: string, seen = new Set<string>()): Set<string> => {
    for (const next of uses(graph)(from)) if (!seen.has(next)) reachable(graph, next, seen.add(next))
    return seen
  }

  test('run in a circle exactly when one is reached from itself', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(7), (graph, start) => {
        const found = cycleFrom(String(start), uses(graph))
        expect(found !== null).toBe(reachable(graph, String(start)).has(String(start)))
        for (const [index, code] of (found ?? []).entries()) {
          const next = found?.[index + 1]
          if (next !== undefined) expect(uses(graph)(code)).toContain(next)
        }
      }),
    )
  })

  test('come after all that they are computed from, and never in a circle', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const codes = graph.map((_, index) => String(index))
        const order = inOrder(codes, uses(graph))
        for (const code of order) {
          for (const used of uses(graph)(code)) expect(order.indexOf(used)).toBeLessThan(order.indexOf(code))
        }
        const sound = codes.filter((code) =>
          [code, ...reachable(graph, code)].every((each) => !reachable(graph, each).has(each)),
        )
        expect([...order].sort()).toEqual(sound)
      }),
    )
  })
})

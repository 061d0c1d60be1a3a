import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { checkSet } from './check-set.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaNode, CriteriaSet, Criterion, NotApplicableMode } from './criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import type { FigureValue } from './input.ts'
import type { Rounding } from './score-scale.ts'
import { type CriterionScore, scoreUnit } from './score-unit.ts'
import type { ScoringMethod } from './scoring-method.ts'
import { criteriaOf } from './set-inputs.ts'

/** Six properties: 21.000 cases together, and 2.000 more that are frozen. */
const RUNS = { numRuns: 3500 }

// A second or two each on a quiet machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 120_000 })

/** A criterion of any kind with a figure for it; `better` is the same figure improved. */
interface Case {
  readonly criterion: Criterion
  readonly figures: Record<string, FigureValue>
  readonly better: Record<string, FigureValue>
}

const count = fc.nat({ max: 30 })
const quarters = (from: number, to: number) =>
  fc.integer({ min: from * 4, max: to * 4 }).map((parts) => String(parts / 4))

/** A criterion with the given code; its figures are named after it. */
function caseArbitrary(code: string): fc.Arbitrary<Case> {
  const a = { figure: `${code}a`, title: 'việc xong' }
  const b = { figure: `${code}b`, title: 'việc được giao' }
  const make = (max: string, method: ScoringMethod, figures: Case['figures'], better: Case['figures']): Case => ({
    criterion: { code, title: `Tiêu chí ${code}`, maxPoints: max, scorer: 'unit', method },
    figures,
    better,
  })
  const max = quarters(1, 12)
  const shares = fc.tuple(fc.nat({ max: 400 }), fc.integer({ min: 1, max: 400 }), fc.nat({ max: 50 }))
  const steps = (top: string): Extract<ScoringMethod, { kind: 'steps' }>['steps'] => [
    { from: '95', percent: '100' },
    { from: '80', below: '95', points: new Decimal(top).div(2).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed() },
    { from: '33.3', below: '80', percent: '20' },
    { below: '33.3', points: '0' },
  ]
  return fc.oneof(
    max.chain((top) => fc.boolean().map((yes) => make(top, { kind: 'yes-no' }, { [code]: yes }, { [code]: true }))),
    fc
      .tuple(max, shares)
      .map(([top, [done, all, more]]) =>
        make(
          top,
          { kind: 'ratio', numerator: a, denominator: b },
          { [a.figure]: done, [b.figure]: all },
          { [a.figure]: done + more, [b.figure]: all },
        ),
      ),
    fc
      .tuple(max, shares)
      .map(([top, [done, all, more]]) =>
        make(
          top,
          { kind: 'steps', of: { numerator: a, denominator: b }, steps: steps(top) },
          { [a.figure]: done, [b.figure]: all },
          { [a.figure]: done + more, [b.figure]: all },
        ),
      ),
    fc
      .tuple(max, quarters(1, 3), count, count)
      .map(([top, each, many, more]) =>
        make(top, { kind: 'per-item', items: [{ of: a, each }] }, { [a.figure]: many }, { [a.figure]: many + more }),
      ),
    fc
      .tuple(max, quarters(1, 3), fc.integer({ min: 1, max: 100 }), count, count, count)
      .map(([top, points, percent, few, some, more]) =>
        make(
          top,
          {
            kind: 'deduction',
            takenFrom: 'criterion',
            occurrences: [
              { of: a, points },
              { of: b, percent: String(percent) },
            ],
          },
          { [a.figure]: few + more, [b.figure]: some },
          { [a.figure]: few, [b.figure]: some },
        ),
      ),
    fc
      .tuple(max, fc.integer({ min: 0, max: 10_000 }), fc.nat({ max: 3000 }))
      .map(([top, index, more]) =>
        make(
          top,
          { kind: 'imported', of: a, outOf: '100' },
          { [a.figure]: index / 100 },
          { [a.figure]: Math.min(10_000, index + more) / 100 },
        ),
      ),
    fc
      .tuple(max, quarters(1, 3), fc.nat({ max: 60 }), fc.nat({ max: 20 }))
      .map(([top, points, day, earlier]) =>
        make(
          top,
          { kind: 'date', limit: { monthDay: '11-15', year: 'same', included: true }, late: { eachDay: { points } } },
          { [code]: dayOf(day) },
          { [code]: dayOf(Math.max(0, day - earlier)) },
        ),
      ),
  )
}

const dayOf = (day: number) => new Date(Date.UTC(2025, 10, 1 + day)).toISOString().slice(0, 10)

interface SetCase {
  readonly set: CriteriaSet
  readonly cases: readonly Case[]
  readonly figures: Record<string, FigureValue>
  readonly notApplicable: readonly string[]
}

/** A set of one to three groups with up to four criteria each, some groups capped, one of them a bonus at times. */
const setArbitrary: fc.Arbitrary<SetCase> = fc
  .record({
    shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    rounding: fc.constantFrom<Rounding>('half-up', 'half-even', 'down', 'up'),
    mode: fc.constantFrom<NotApplicableMode>('full', 'rescale', 'nothing'),
    capped: fc.boolean(),
    bonus: fc.boolean(),
    cappedTotal: fc.boolean(),
    absent: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
  })
  .chain((chosen) =>
    fc
      .tuple(
        ...chosen.shape.flatMap((size, group) =>
          Array.from({ length: size }, (_, each) => caseArbitrary(`${group + 1}.${each + 1}`)),
        ),
      )
      .map((cases) => setOf(chosen, cases)),
  )

function setOf(
  chosen: {
    shape: number[]
    rounding: Rounding
    mode: NotApplicableMode
    capped: boolean
    bonus: boolean
    cappedTotal: boolean
    absent: number[]
  },
  cases: Case[],
): SetCase {
  let taken = 0
  const groups: CriteriaNode[] = chosen.shape.map((size, index) => {
    const children = cases.slice(taken, taken + size).map((each) => each.criterion)
    taken += size
    const sum = children.reduce((points, child) => points.plus(child.maxPoints ?? 0), new Decimal(0))
    const capped = chosen.capped && index === 0
    const role = chosen.bonus && index > 0 && index === chosen.shape.length - 1 ? { role: 'bonus' as const } : {}
    const maxPoints = (capped ? sum.times('0.75').toDecimalPlaces(2) : sum).toFixed()
    return { code: String(index + 1), title: `Nhóm ${index + 1}`, maxPoints, capped, children, ...role }
  })
  const base = groups
    .filter((group) => group.role === undefined)
    .reduce((points, group) => points.plus(group.maxPoints ?? 0), new Decimal(0))
    .toFixed()
  const set: CriteriaSet = {
    ...DEMONSTRATION_SET,
    scale: {
      baseMaximum: base,
      decimals: 2,
      rounding: chosen.rounding,
      ...(chosen.cappedTotal ? { totalMaximum: base } : {}),
    },
    notApplicable: chosen.mode,
    groups,
    ranks: [
      { title: 'Đạt', from: new Decimal(base).div(2).toDecimalPlaces(2).toFixed() },
      { title: 'Chưa đạt', from: '0' },
    ],
    knockOuts: [],
    ceilings: [],
    notRankedWhen: [],
    quotas: [],
    tieOrder: [],
  }
  const figures = Object.assign({}, ...cases.map((each) => each.figures)) as Record<string, FigureValue>
  const notApplicable = chosen.absent.flatMap((index) => cases[index]?.criterion.code ?? [])
  return { set, cases, figures, notApplicable }
}

const unit = { kind: 'locality' }
const score = (set: CriteriaSet, figures: Record<string, FigureValue>, notApplicable: readonly string[] = []) =>
  scoreUnit(compileCriteriaSet(set), { unit, year: 2025, figures, notApplicable })

describe('scoring any set', () => {
  test('makes only sets without mistakes here', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set }) => {
        expect(checkSet(set).filter((problem) => problem.severity === 'mistake')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('keeps every criterion, every group and the total within their bounds', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set, figures, notApplicable }) => {
        const scored = score(set, figures, notApplicable)
        const outside = [...scored.criteria, ...scored.groups].filter(
          (part) => Number(part.points) < 0 || Number(part.points) > Number(part.max),
        )
        expect(outside).toEqual([])
        const bonus = set.groups.reduce((sum, group) => sum + (group.role === 'bonus' ? Number(group.maxPoints) : 0), 0)
        const most = set.scale.totalMaximum ?? String(Number(set.scale.baseMaximum) + bonus)
        expect(Number(scored.total)).toBeGreaterThanOrEqual(0)
        expect(Number(scored.total)).toBeLessThanOrEqual(Number(most) + 1e-9)
      }),
      RUNS,
    )
  })

  test('never gives less for a better figure, in the criterion or in the total', () => {
    fc.assert(
      fc.property(setArbitrary, fc.nat(), ({ set, cases, figures, notApplicable }, pick) => {
        const chosen = cases[pick % cases.length]
        const before = score(set, figures, notApplicable)
        const after = score(set, { ...figures, ...chosen?.better }, notApplicable)
        const pointsOf = (scored: typeof before) =>
          Number(scored.criteria.find((criterion) => criterion.code === chosen?.criterion.code)?.points)
        expect(pointsOf(after)).toBeGreaterThanOrEqual(pointsOf(before))
        expect(Number(after.total)).toBeGreaterThanOrEqual(Number(before.total))
        if (before.rank === 'Đạt') expect(after.rank).toBe('Đạt')
      }),
      RUNS,
    )
  })

  test('does not depend on the order of groups, criteria or figures', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set, figures, notApplicable }) => {
        const reversed = set.groups
          .toReversed()
          .map((group) => ('children' in group ? { ...group, children: group.children.toReversed() } : group))
        const there = score(set, figures, notApplicable)
        const back = score(
          { ...set, groups: reversed },
          Object.fromEntries(Object.entries(figures).toReversed()),
          notApplicable.toReversed(),
        )
        const byCode = (criteria: readonly CriterionScore[]) =>
          criteria.toSorted((first, second) => (first.code < second.code ? -1 : 1))
        expect(back.total).toBe(there.total)
        expect(back.rank).toBe(there.rank)
        expect(byCode(back.criteria)).toEqual(byCode(there.criteria))
      }),
      RUNS,
    )
  })

  test('adds up exactly: groups are sums of their criteria, cut only by their caps', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set, figures }) => {
        const scored = score({ ...set, notApplicable: 'full' }, figures)
        const points = new Map(scored.criteria.map((criterion) => [criterion.code, new Decimal(criterion.points)]))
        let total = new Decimal(0)
        for (const group of set.groups) {
          const sum = criteriaOf([group]).reduce(
            (added, child) => added.plus(points.get(child.code) ?? 0),
            new Decimal(0),
          )
          const cut = Decimal.min(sum, group.maxPoints ?? sum)
          expect(scored.groups.find((each) => each.code === group.code)?.points).toBe(cut.toFixed(2))
          total = total.plus(cut)
        }
        const most = set.scale.totalMaximum
        expect(scored.total).toBe((most === undefined ? total : Decimal.min(total, most)).toFixed(2))
      }),
      RUNS,
    )
  })

  test('gives the same total back from the points it gave', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set, figures, notApplicable }) => {
        const compiled = compileCriteriaSet(set)
        const inputs = { unit, year: 2025, figures, notApplicable }
        const computed = scoreUnit(compiled, inputs)
        const decided = Object.fromEntries(computed.criteria.map((criterion) => [criterion.code, criterion.points]))
        expect(scoreUnit(compiled, inputs, decided).total).toBe(computed.total)
      }),
      RUNS,
    )
  })
})

describe('freezing', () => {
  test('is bit-exact: another process, another day and another machine find the same digits', () => {
    const digits = createHash('sha256')
    // The same cases in every process: what they come to was written down once.
    for (const { set, figures, notApplicable } of fc.sample(setArbitrary, { numRuns: 2000, seed: 20_260_701 })) {
      const { total, rank, criteria, groups } = score(set, figures, notApplicable)
      const points = [...criteria, ...groups].map((part) => `${part.code} ${part.points}`)
      digits.update(`${total} ${rank} ${points.join(' ')}\n`)
    }
    expect(digits.digest('hex')).toBe('137bc19ab8cc7b3f9c2ad0e03cefa560e287d2270527dbf7414408123e2af290')
  })
})

describe('an explanation', () => {
  test('has numbers that recompute to the points', () => {
    fc.assert(
      fc.property(setArbitrary, ({ set, figures }) => {
        const scored = score(set, figures)
        for (const [index, criterion] of criteriaOf(set.groups).entries()) {
          const { explanation, points, max } = scored.criteria[index] ?? { explanation: '', points: '', max: '' }
          expect(explanation.endsWith(` → ${points.replace('.', ',')} điểm`)).toBe(true)
          const again = recompute(criterion.method, explanation, max ?? '', set.scale.rounding)
          expect({ explanation, points: again }).toEqual({ explanation, points })
        }
      }),
      RUNS,
    )
  })
})

const ROUNDING = { 'half-up': 4, 'half-even': 6, down: 1, up: 0 } as const

/** Finds the points again from the words alone, by arithmetic of its own. */
function recompute(method: ScoringMethod, explanation: string, max: string, rounding: Rounding): string {
  const number = (text: string | undefined) => new Decimal((text ?? '').replaceAll('.', '').replace(',', '.'))
  const all = (pattern: RegExp) => [...explanation.matchAll(pattern)]
  const settle = (value: Decimal) => Decimal.max(0, Decimal.min(value, max)).toFixed(2)
  const round = (value: Decimal) => value.toDecimalPlaces(2, ROUNDING[rounding])
  const [share] = all(/^([\d.]+)\/([\d.]+) /g)
  // Kept apart and multiplied first: dividing first would lose digits, and rounding up would show it.
  const part = share === undefined ? new Decimal(0) : number(share[1])
  const whole = share === undefined ? new Decimal(1) : number(share[2])
  switch (method.kind) {
    case 'yes-no':
      return settle(new Decimal(explanation.startsWith('Có') ? max : 0))
    case 'ratio':
      return settle(round(Decimal.min(part, whole).times(max).div(whole)))
    case 'imported': {
      const [index] = all(/: ([\d.,]+)\/([\d.,]+) của ([\d.,]+) điểm/g)
      return settle(round(number(index?.[1]).times(number(index?.[3])).div(number(index?.[2]))))
    }
    case 'per-item':
      return settle(
        all(/([\d.]+) việc xong × ([\d.,]+) điểm/g).reduce(
          (sum, part) => sum.plus(number(part[1]).times(number(part[2]))),
          new Decimal(0),
        ),
      )
    case 'date': {
      const [late] = all(/trừ ([\d.]+) × ([\d.,]+) điểm/g)
      return settle(new Decimal(max).minus(late === undefined ? 0 : number(late[1]).times(number(late[2]))))
    }
    case 'deduction': {
      const fixed = all(/([\d.]+) lần × ([\d.,]+) điểm/g).reduce(
        (sum, part) => sum.plus(number(part[1]).times(number(part[2]))),
        new Decimal(0),
      )
      const shares = all(/([\d.]+) lần × ([\d.,]+)% của ([\d.,]+) điểm/g).reduce(
        (sum, part) => sum.plus(round(number(part[1]).times(number(part[2])).times(number(part[3])).div(100))),
        new Decimal(0),
      )
      return settle(new Decimal(max).minus(fixed).minus(shares))
    }
    case 'steps': {
      const [step] = all(/mức (\d) \((.*?)\)/g)
      const from = /từ ([\d,]+)%/.exec(step?.[2] ?? '')
      const below = /dưới ([\d,]+)%/.exec(step?.[2] ?? '')
      expect(from === null || part.times(100).greaterThanOrEqualTo(number(from[1]).times(whole))).toBe(true)
      expect(below === null || part.times(100).lessThan(number(below[1]).times(whole))).toBe(true)
      const given = method.steps[Number(step?.[1]) - 1]
      if (given === undefined) return 'no such step'
      return settle(
        'points' in given ? new Decimal(given.points) : round(new Decimal(max).times(given.percent).div(100)),
      )
    }
    default:
      return 'not tried here'
  }
}

import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { type Decisions, rankUnits } from './rank-units.ts'
import { scoreUnit } from './score-unit.ts'

const set: CriteriaSet = {
  ...DEMONSTRATION_SET,
  scale: { baseMaximum: '100', decimals: 1, rounding: 'half-up' },
  groups: ['1', '2'].map((code) => ({ code, title: code, maxPoints: '50', scorer: 'unit', method: { kind: 'free' } })),
  ranks: [
    { title: 'Xuất sắc', from: '90' },
    { title: 'Tốt', from: '70' },
    { title: 'Khá', from: '50' },
    { title: 'Kém', from: '0' },
  ],
  knockOuts: [{ code: 'L1', title: 'Bị loại', rank: 'Kém' }],
  ceilings: [{ code: 'K1', title: 'Đơn vị chủ quản', notAboveRankOf: { figure: 'parent', holds: 'unit' } }],
  notRankedWhen: [{ code: 'KXL', title: 'Mới thành lập' }],
  quotas: [],
  tieOrder: [],
}

type Figures = Record<string, number | string | boolean>

/** Units `a`, `b`, … of one block, each with its two criteria or more figures. */
function rank(
  units: Record<string, Figures>,
  changes: Partial<CriteriaSet> = {},
  decisions?: Decisions,
  block = (_code: string) => 'I',
) {
  const compiled = compileCriteriaSet({ ...set, ...changes })
  const scored = Object.entries(units).map(([code, figures]) =>
    scoreUnit(compiled, { unit: { code, kind: 'locality', block: block(code) }, year: 2025, figures }),
  )
  const ranking = rankUnits(compiled, scored, decisions)
  return { ...ranking, of: (key: string) => ranking.units.find((unit) => unit.key === key) }
}

const points = (total: number): Figures => ({ '1': Math.min(50, total), '2': Math.max(0, total - 50) })
const codeOfRefusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing refused'
}

describe('places', () => {
  test('are given inside each block, by rank and then by total', () => {
    const ranking = rank(
      { a: points(80), b: points(95), c: { ...points(99), L1: true }, d: points(60), e: points(55) },
      {},
      undefined,
      (code) => (code === 'e' ? 'II' : 'I'),
    )
    expect(ranking.units.map((unit) => [unit.key, unit.rank, unit.position])).toEqual([
      ['a', 'Tốt', 2],
      ['b', 'Xuất sắc', 1],
      ['c', 'Kém', 4],
      ['d', 'Khá', 3],
      ['e', 'Khá', 1],
    ])
  })

  test('are not given to a unit that is not ranked', () => {
    const ranking = rank({ a: { ...points(99), KXL: true }, b: points(60) })
    expect(ranking.of('a')).toMatchObject({ rank: null, position: null, notRanked: 'Mới thành lập' })
    expect(ranking.of('b')?.position).toBe(1)
  })

  test('do not depend on the order in which units come', () => {
    const units = { a: points(80), b: points(95), c: points(80), d: points(60) }
    const there = rank(units)
    const back = rank(Object.fromEntries(Object.entries(units).toReversed()))
    for (const key of Object.keys(units)) expect(back.of(key)).toEqual(there.of(key))
    expect(back.ties).toEqual(there.ties)
  })
})

describe('a tie', () => {
  const units = { a: { '1': 40, '2': 30 }, b: { '1': 30, '2': 40 }, c: { '1': 35, '2': 35 }, d: points(60) }

  test('is parted by the tie order of the set', () => {
    const ranking = rank(units, { tieOrder: ['2'] })
    expect(ranking.units.map((unit) => unit.position)).toEqual([3, 1, 2, 4])
    expect(ranking.ties).toEqual([])
  })

  test('that no rule parts shares a place and waits for people', () => {
    const ranking = rank(units)
    expect(ranking.units.map((unit) => unit.position)).toEqual([1, 1, 1, 4])
    expect(ranking.ties).toEqual([{ block: 'I', position: 1, units: ['a', 'b', 'c'] }])
    expect(ranking.of('a')?.effects).toContainEqual({
      kind: 'tie',
      code: '',
      applied: true,
      explanation:
        'Cùng hạng 1 với đơn vị b, đơn vị c; không quy định nào phân định được: chờ người có thẩm quyền quyết định',
    })
  })

  test('names the first few of many units as people know them', () => {
    const compiled = compileCriteriaSet(set)
    const scored = ['Một', 'Hai', 'Ba', 'Tư', 'Năm'].map((title, place) =>
      scoreUnit(compiled, {
        unit: { code: `X${place}`, title: `Xã ${title}`, kind: 'locality', block: 'I' },
        ...{ year: 2025, figures: points(60) },
      }),
    )
    const [first] = rankUnits(compiled, scored).units
    expect(first?.effects.find((effect) => effect.kind === 'tie')?.explanation).toMatch(
      /^Cùng hạng 1 với Xã Hai, Xã Ba, Xã Tư và 1 đơn vị khác; /,
    )
  })

  test('is parted by a recorded decision', () => {
    const ranking = rank(units, {}, { orders: [{ units: ['c', 'a', 'b'], reason: 'Hội đồng bỏ phiếu' }] })
    expect(ranking.units.map((unit) => unit.position)).toEqual([2, 3, 1, 4])
    expect(ranking.ties).toEqual([])
  })

  test('can only be decided among units that are equal', () => {
    expect(codeOfRefusal(() => rank(units, {}, { orders: [{ units: ['a', 'd'], reason: 'nhầm' }] }))).toBe(
      'criteria.order-of-unequal-units',
    )
  })
})

describe('a quota', () => {
  const quota = {
    code: 'TL1',
    title: 'Tỷ lệ xuất sắc',
    rank: 'Xuất sắc',
    atMostPercent: '50',
    of: ['Tốt'],
    rounding: 'down' as const,
  }
  const units = { a: points(99), b: points(97), c: points(95), d: points(80), e: points(75), f: points(55) }

  test('counts those who give way in the rank below', () => {
    // Three excellent, two good. One who keeps the rank with 2 + 2 good: 50 % of 4 is 2, so two may stay: 50 % of 3 is 1. One stays.
    const [outcome] = rank(units, { quotas: [quota] }).quotas
    expect(outcome).toMatchObject({ block: 'I', holding: 3, allowed: 1, over: 2, candidates: ['a', 'b', 'c'] })
    expect(outcome?.explanation).toBe(
      'Tỷ lệ xuất sắc: “Xuất sắc” không quá 50% của 4 (số đơn vị “Tốt”) → 1 đơn vị; đang có 3, vượt 2: chờ người có thẩm quyền quyết định',
    )
  })

  test('moves nobody by itself, and is kept once people decided who gives way', () => {
    expect(rank(units, { quotas: [quota] }).of('b')?.rank).toBe('Xuất sắc')
    const decided = rank(
      units,
      { quotas: [quota] },
      {
        ranks: [
          { unit: 'b', rank: 'Tốt', reason: 'Hội đồng quyết định' },
          { unit: 'c', rank: 'Tốt', reason: 'Hội đồng quyết định' },
        ],
      },
    )
    expect(decided.of('b')).toMatchObject({ rank: 'Tốt', rankByPoints: 'Xuất sắc', position: 2 })
    expect(decided.quotas[0]).toMatchObject({ holding: 1, allowed: 1, over: 0 })
  })

  test('of all ranked units leaves out those that are not ranked', () => {
    const ofRanked = { ...quota, of: 'ranked' as const, atMostPercent: '40' }
    const withNew = { ...units, g: { ...points(99), KXL: true } }
    // 40 % of 6 is 2.4.
    expect(rank(withNew, { quotas: [ofRanked] }).quotas[0]).toMatchObject({ allowed: 2, over: 1 })
    expect(rank(withNew, { quotas: [{ ...ofRanked, rounding: 'up' }] }).quotas[0]).toMatchObject({
      allowed: 3,
      over: 0,
    })
  })

  test('is counted inside each block', () => {
    const outcomes = rank(units, { quotas: [{ ...quota, of: 'ranked' }] }, undefined, (code) =>
      code < 'c' ? 'I' : 'II',
    ).quotas
    expect(outcomes.map((outcome) => [outcome.block, outcome.holding, outcome.allowed])).toEqual([
      ['I', 2, 1],
      ['II', 1, 1],
    ])
  })

  test('points out a tie at the very limit', () => {
    const tied = { ...units, c: points(97) }
    expect(rank(tied, { quotas: [{ ...quota, of: 'ranked', atMostPercent: '40' }] }).quotas[0]?.tieAtTheLimit).toBe(
      true,
    )
    expect(rank(units, { quotas: [{ ...quota, of: 'ranked', atMostPercent: '40' }] }).quotas[0]?.tieAtTheLimit).toBe(
      false,
    )
  })

  test('tells every unit of the block what it did', () => {
    const ranking = rank(units, { quotas: [quota] })
    expect(ranking.of('a')?.effects.at(-1)).toMatchObject({ kind: 'quota', code: 'TL1', applied: true })
    expect(ranking.of('d')?.effects.at(-1)).toMatchObject({ kind: 'quota', code: 'TL1', applied: false })
  })
})

describe('a ceiling set by another unit', () => {
  test('holds through a chain of units, in whatever order they come', () => {
    const units = { a: { ...points(99), parent: 'b' }, b: { ...points(98), parent: 'c' }, c: points(55) }
    for (const given of [units, Object.fromEntries(Object.entries(units).toReversed())]) {
      const ranking = rank(given)
      expect(['a', 'b', 'c'].map((key) => ranking.of(key)?.rank)).toEqual(['Khá', 'Khá', 'Khá'])
    }
  })

  test('does nothing where the other unit ranks better, and ends in a circle too', () => {
    const ranking = rank({ a: { ...points(75), parent: 'b' }, b: { ...points(98), parent: 'a' } })
    expect([ranking.of('a')?.rank, ranking.of('b')?.rank]).toEqual(['Tốt', 'Tốt'])
  })

  test('says when the other unit has no rank yet', () => {
    const ranking = rank({ a: { ...points(75), parent: 'z' } })
    expect(ranking.of('a')).toMatchObject({ rank: 'Tốt' })
    expect(ranking.of('a')?.effects.at(-1)?.explanation).toContain('chưa có xếp loại')
  })
})

describe('a decision', () => {
  const units = { a: points(75), b: points(98) }

  test('is refused when it raises a rank, or names no unit or no rank of the set', () => {
    const decide = (unit: string, to: string) => () => rank(units, {}, { ranks: [{ unit, rank: to, reason: 'thử' }] })
    expect(codeOfRefusal(decide('a', 'Xuất sắc'))).toBe('criteria.decision-raises-rank')
    expect(codeOfRefusal(decide('z', 'Tốt'))).toBe('criteria.no-such-unit')
    expect(codeOfRefusal(decide('a', 'Giỏi'))).toBe('criteria.no-such-rank')
  })

  test('stands among the reasons of the unit', () => {
    const ranking = rank(units, {}, { ranks: [{ unit: 'b', rank: 'Khá', reason: 'có kết luận kiểm tra' }] })
    expect(ranking.of('b')).toMatchObject({ rank: 'Khá', position: 2 })
    expect(ranking.of('b')?.effects).toContainEqual({
      kind: 'decision',
      code: '',
      applied: true,
      explanation: 'Người có thẩm quyền quyết định không xếp trên “Khá”: có kết luận kiểm tra',
    })
  })
})

test('a unit is ranked once', () => {
  const compiled = compileCriteriaSet(set)
  const one = scoreUnit(compiled, { unit: { code: 'a', kind: 'locality' }, year: 2025, figures: {} })
  expect(codeOfRefusal(() => rankUnits(compiled, [one, one]))).toBe('criteria.unit-twice')
})

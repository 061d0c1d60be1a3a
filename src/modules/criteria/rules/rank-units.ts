import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import { type OrderDecision, orderInBlocks, type Standing, type Tie } from './order-in-block.ts'
import { type QuotaOutcome, quotaOutcomes } from './quota.ts'
import type { ScoredUnit } from './score-unit.ts'
import type { Effect } from './sum-tree.ts'

/** A recorded decision of people that a unit does not hold a rank above the named one: it gives way to a quota, say. */
export interface RankDecision {
  readonly unit: string
  readonly rank: string
  readonly reason: string
}

/** What people decided where no rule decides; units are named by their keys. */
export interface Decisions {
  readonly ranks?: readonly RankDecision[]
  readonly orders?: readonly OrderDecision[]
}

export interface RankedUnit extends ScoredUnit {
  /** The unit's code, or its place among the units handed in, from 1. */
  readonly key: string
  /** Place inside the block (thứ hạng), shared by units that nothing parts; `null` when not ranked. */
  readonly position: number | null
}

export interface Ranking {
  /** In the order in which they were handed in. */
  readonly units: readonly RankedUnit[]
  readonly quotas: readonly QuotaOutcome[]
  /** Units that only a human decision can put in an order. */
  readonly ties: readonly Tie[]
}

/**
 * Ranks scored units against each other: decisions of people, ceilings set by another unit's rank, quotas and places in blocks.
 * The order in which the units come does not matter. An exceeded quota and a tie are only pointed out; the decisions that settle
 * them come in the next time as `decisions`.
 * Refuses `criteria.unit-twice`, `criteria.no-such-unit`, `criteria.no-such-rank`, `criteria.decision-raises-rank`.
 */
export function rankUnits(
  compiled: CompiledCriteriaSet,
  scored: readonly ScoredUnit[],
  decisions: Decisions = {},
): Ranking {
  const keys = scored.map((unit, index) => unit.unit.code ?? String(index + 1))
  const placeOf = new Map(keys.map((key, place) => [key, place]))
  if (placeOf.size < keys.length) refuseTwice(keys)
  const levels = scored.map((unit) => levelOf(compiled, unit.rank))
  const effects: Effect[][] = scored.map(() => [])

  for (const decision of decisions.ranks ?? []) {
    const place = placeOf.get(decision.unit) ?? refuseUnit(decision.unit)
    effects[place]?.push(applyDecision(compiled, decision, levels, place))
  }
  lowerToOtherUnits(compiled, scored, placeOf, levels, effects)

  const standings = scored.map((unit, place) => standingOf(compiled, unit, keys[place] ?? '', levels[place] ?? -1))
  const quotas = quotaOutcomes(compiled, standings)
  const order = orderInBlocks(standings, decisions.orders ?? [])
  const named = (key: string) => nameOf(scored[placeOf.get(key) ?? -1], key)
  return {
    units: scored.map((unit, place) => ({
      ...unit,
      key: keys[place] ?? '',
      rank: compiled.ranks[levels[place] ?? -1]?.title ?? null,
      position: order.positions.get(keys[place] ?? '') ?? null,
      effects: [
        ...unit.effects,
        ...(effects[place] ?? []),
        ...quotaEffects(quotas, standings[place]),
        ...tieEffects(order.ties, keys[place] ?? '', named),
      ],
    })),
    quotas,
    ties: order.ties,
  }
}

/** Lowers until nothing changes, so that a unit under a unit under a third follows it too, in whatever order they come. */
function lowerToOtherUnits(
  compiled: CompiledCriteriaSet,
  scored: readonly ScoredUnit[],
  placeOf: ReadonlyMap<string, number>,
  levels: number[],
  effects: Effect[][],
) {
  for (let changed = true; changed; ) {
    changed = false
    scored.forEach((unit, place) => {
      const level = levels[place] ?? -1
      for (const bound of unit.notAboveUnits) {
        const other = levels[placeOf.get(bound.unit) ?? -1] ?? -1
        if (level >= 0 && other > level) {
          levels[place] = Math.max(levels[place] ?? -1, other)
          changed = true
        }
      }
    })
  }
  scored.forEach((unit, place) => {
    for (const bound of unit.notAboveUnits) {
      const other = levels[placeOf.get(bound.unit) ?? -1] ?? -1
      const before = levelOf(compiled, unit.rank)
      const words = `${bound.title}: ${nameOf(scored[placeOf.get(bound.unit) ?? -1], bound.unit)}`
      effects[place]?.push({
        kind: 'ceiling',
        code: bound.code,
        applied: before >= 0 && other > before && levels[place] === other,
        explanation:
          other < 0
            ? `${words} chưa có xếp loại → chưa khống chế được, chờ người có thẩm quyền quyết định`
            : `${words} xếp loại “${compiled.ranks[other]?.title}” → không xếp trên mức đó`,
      })
    }
  })
}

function applyDecision(compiled: CompiledCriteriaSet, decision: RankDecision, levels: number[], place: number): Effect {
  const decided = levelOf(compiled, decision.rank)
  const level = levels[place] ?? -1
  if (decided < 0) {
    throw new Refusal(
      'invalid',
      'criteria.no-such-rank',
      `Bộ tiêu chí không có mức xếp loại “${decision.rank}”. Hãy chọn một mức có trong bộ tiêu chí.`,
    )
  }
  if (level < 0 || decided < level) {
    throw new Refusal(
      'conflict',
      'criteria.decision-raises-rank',
      `Không thể quyết định xếp loại “${decision.rank}” cho đơn vị ${decision.unit} vì cao hơn kết quả tính được. Hãy xem lại kết quả mới nhất.`,
    )
  }
  levels[place] = decided
  return {
    kind: 'decision',
    code: '',
    applied: decided > level,
    explanation: `Người có thẩm quyền quyết định không xếp trên “${decision.rank}”: ${decision.reason}`,
  }
}

function standingOf(compiled: CompiledCriteriaSet, unit: ScoredUnit, key: string, level: number): Standing {
  const { scale, set } = compiled
  const tieOrder = set.tieOrder ?? []
  const points = new Map(
    tieOrder.length === 0 ? [] : [...unit.groups, ...unit.criteria].map((score) => [score.code, score.points]),
  )
  return {
    key,
    level,
    block: unit.unit.block ?? '',
    total: scale.toParts(unit.total),
    tieBreakers: tieOrder.map((code) => scale.toParts(points.get(code) ?? '0')),
  }
}

function quotaEffects(quotas: readonly QuotaOutcome[], standing: Standing | undefined): Effect[] {
  if (standing === undefined || standing.level < 0) return []
  return quotas
    .filter((quota) => quota.block === standing.block)
    .map((quota) => ({
      kind: 'quota',
      code: quota.code,
      applied: quota.over > 0 && quota.candidates.includes(standing.key),
      explanation: quota.explanation,
    }))
}

const NAMED_IN_TIE = 3

/** A unit as people know it; by its code where no name was given. */
const nameOf = (unit: ScoredUnit | undefined, key: string) => unit?.unit.title ?? `đơn vị ${key}`

/** The first few by name: twenty communes with the same points are a list of their own. */
function othersIn(tie: Tie, key: string, named: (key: string) => string): string {
  const others = tie.units.filter((unit) => unit !== key)
  const more = others.length - NAMED_IN_TIE
  return `${others.slice(0, NAMED_IN_TIE).map(named).join(', ')}${more > 0 ? ` và ${more} đơn vị khác` : ''}`
}

function tieEffects(ties: readonly Tie[], key: string, named: (key: string) => string): Effect[] {
  return ties
    .filter((tie) => tie.units.includes(key))
    .map((tie) => ({
      kind: 'tie',
      code: '',
      applied: true,
      explanation: `Cùng hạng ${tie.position} với ${othersIn(tie, key, named)}; không quy định nào phân định được: chờ người có thẩm quyền quyết định`,
    }))
}

function levelOf(compiled: CompiledCriteriaSet, title: string | null): number {
  return title === null ? -1 : compiled.ranks.findIndex((rank) => rank.title === title)
}

function refuseUnit(unit: string): never {
  throw new Refusal(
    'invalid',
    'criteria.no-such-unit',
    `Không có đơn vị “${unit}” trong các đơn vị đang xếp loại. Hãy kiểm tra lại mã đơn vị.`,
  )
}

function refuseTwice(keys: readonly string[]): never {
  const twice = keys.find((key, place) => keys.indexOf(key) < place)
  throw new Refusal(
    'invalid',
    'criteria.unit-twice',
    `Đơn vị “${twice}” có hai lần trong cùng một lần xếp loại. Hãy bỏ bớt một; mỗi đơn vị chỉ có một kết quả trong một năm.`,
  )
}

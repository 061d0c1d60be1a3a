import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { Quota } from './criteria-set.ts'
import { fractionOf, roundedQuotient, times } from './exact.ts'
import { blocks, compareStandings, type Standing } from './order-in-block.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** How one quota stands in one block. Nobody is moved: who gives way is a recorded decision of people. */
export interface QuotaOutcome {
  readonly code: string
  readonly title: string
  readonly block: string
  readonly rank: string
  /** How many hold the rank now, and how many may, once the others have moved to the next rank. */
  readonly holding: number
  readonly allowed: number
  /** How many must give way. */
  readonly over: number
  /** Who holds the rank, the best first. */
  readonly candidates: readonly string[]
  /** True when the last who may stay and the first who must go stand equal. */
  readonly tieAtTheLimit: boolean
  readonly explanation: string
}

/** Every quota in every block that has ranked units. */
export function quotaOutcomes(compiled: CompiledCriteriaSet, standings: readonly Standing[]): QuotaOutcome[] {
  return (compiled.set.quotas ?? []).flatMap((quota) =>
    blocks(standings.filter((standing) => standing.level >= 0)).map(([block, members]) =>
      outcome(compiled, quota, block, members),
    ),
  )
}

function outcome(
  compiled: CompiledCriteriaSet,
  quota: Quota,
  block: string,
  members: readonly Standing[],
): QuotaOutcome {
  const level = compiled.ranks.findIndex((rank) => rank.title === quota.rank)
  const holders = members.filter((member) => member.level === level).toSorted(compareStandings)
  const { allowed, base } = mostAllowed(compiled, quota, level, members, holders.length)
  const over = holders.length - allowed
  const last = holders[allowed - 1]
  const next = holders[allowed]
  const of = quota.of === 'ranked' ? 'số đơn vị được xếp loại' : `số đơn vị “${quota.of.join('”, “')}”`
  const limit = `${quota.title}: “${quota.rank}” không quá ${showDecimalText(quota.atMostPercent)}% của ${base} (${of}) → ${allowed} đơn vị`
  return {
    code: quota.code,
    title: quota.title,
    block,
    rank: quota.rank,
    holding: holders.length,
    allowed,
    over,
    candidates: holders.map((holder) => holder.key),
    tieAtTheLimit: over > 0 && last !== undefined && next !== undefined && compareStandings(last, next) === 0,
    explanation:
      over === 0
        ? `${limit}; đang có ${holders.length}, trong giới hạn`
        : `${limit}; đang có ${holders.length}, vượt ${over}: chờ người có thẩm quyền quyết định`,
  }
}

/**
 * The largest number of holders that keeps the quota, counting that those who give way move to the next rank: with 20 % of
 * “hoàn thành tốt”, each one who steps down makes room in the base.
 */
function mostAllowed(
  compiled: CompiledCriteriaSet,
  quota: Quota,
  level: number,
  members: readonly Standing[],
  holding: number,
): { allowed: number; base: number } {
  const counted = (title: string | undefined) =>
    quota.of === 'ranked' || (title !== undefined && quota.of.includes(title))
  const now = members.filter((member) => counted(compiled.ranks[member.level]?.title)).length
  const leaves = counted(quota.rank) ? 1 : 0
  const joins = counted(compiled.ranks[level + 1]?.title) ? 1 : 0
  const percent = fractionOf(quota.atMostPercent)
  for (let kept = holding; kept > 0; kept -= 1) {
    const base = now + (holding - kept) * (joins - leaves)
    const limit = roundedQuotient(times(base, percent.numerator), percent.denominator * 100, quota.rounding)
    if (kept <= limit) return { allowed: kept, base }
  }
  return { allowed: 0, base: now + holding * (joins - leaves) }
}

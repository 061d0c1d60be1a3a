import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { Ranking } from './rank-units.ts'

/** A question that only people can answer, put to the council. */
export type Matter = {
  /** Stays the same while the question does: by it a vote is kept once. */
  key: string
  kind: 'quota' | 'tie'
  block: string
  title: string
  /** The units that it is about, by their keys. */
  units: readonly string[]
  /** How many must give way to a quota; 0 for a tie. */
  over: number
}

/** The questions that a ranking leaves open, quotas before ties: who gives way changes who is equal. */
export function mattersOf(ranking: Ranking, blockTitle: (code: string) => string): Matter[] {
  const quotas = ranking.quotas
    .filter((quota) => quota.over > 0)
    .map((quota) => ({
      ...{ key: `quota ${quota.code} ${quota.block}`, kind: 'quota' as const, block: quota.block },
      title: `${blockTitle(quota.block)}: ${quota.explanation}`,
      ...{ units: quota.candidates, over: quota.over },
    }))
  const ties = ranking.ties.map((tie) => ({
    ...{ key: `tie ${tie.block} ${tie.position}`, kind: 'tie' as const, block: tie.block },
    title: `${blockTitle(tie.block)}: ${tie.units.length} đơn vị bằng nhau ở hạng ${tie.position}`,
    ...{ units: tie.units, over: 0 },
  }))
  return [...quotas, ...ties]
}

/** The rank one below, for a unit that gives way; null for the last rank and for units without one. */
export function rankBelow(compiled: CompiledCriteriaSet, rank: string | null): string | null {
  const level = compiled.ranks.findIndex((each) => each.title === rank)
  return level < 0 ? null : (compiled.ranks[level + 1]?.title ?? null)
}

export type Votes = { for: number; against: number; abstained: number }

/** A motion is carried by more than half of those who may vote on it: present and not aside. Local rules of procedure may ask more. */
export function isCarried(votes: Votes, entitled: number): boolean {
  return votes.for * 2 > entitled
}

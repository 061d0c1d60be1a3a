import type { CompiledCriteriaSet } from './compile-criteria-set.ts'
import type { Criterion } from './criteria-set.ts'
import type { DecimalText } from './score-scale.ts'

/** The points of one criterion in the columns, in parts of the scale; null where nobody gave any. */
export type ReadScore = { code: string; self: number | null; final: number | null }

/** A criterion with points left, in the smallest parts of the scale that ranks. */
type Lost = { code: string; left: number }

/** How far a unit is from the next rank, and which criteria could bring it there. */
export type Gap<Each extends Lost = Lost> = {
  nextRank: string
  /** Points still missing, as decimal text. */
  missing: DecimalText
  /** Criteria with points left, the most first. */
  lost: readonly Each[]
}

/** Null for the best rank, for units that are not ranked, and where the points reach higher than the rank: a knock-out or quota held it. */
export function gapToNext<Each extends Lost>(
  compiled: CompiledCriteriaSet,
  { rank, total }: { rank: string | null; total: DecimalText },
  lost: readonly Each[],
): Gap<Each> | null {
  const level = compiled.ranks.findIndex((each) => each.title === rank)
  const next = compiled.ranks[level - 1]
  if (level <= 0 || !next) return null
  const missing = next.from - compiled.scale.toParts(total)
  if (missing <= 0) return null
  const sorted = lost
    .filter((each) => each.left > 0)
    .sort((first, second) => second.left - first.left || (first.code < second.code ? -1 : 1))
  return { nextRank: next.title, missing: compiled.scale.write(missing), lost: sorted }
}

/** What is left of each criterion that has a maximum above nought, in parts of its own set's scale. */
export function pointsLeft(
  compiled: CompiledCriteriaSet,
  criteria: readonly Criterion[],
  scores: readonly ReadScore[],
): Lost[] {
  return criteria.flatMap(({ code, maxPoints }) => {
    const final = scores.find((score) => score.code === code)?.final
    if (maxPoints === null || Number(maxPoints) <= 0 || final === null || final === undefined) return []
    return [{ code, left: compiled.scale.toParts(maxPoints) - final }]
  })
}

/** Where units gave themselves other points than stand in the end: how many criteria, and how many parts in all, up or down. */
export function difference(scores: readonly ReadScore[]): { criteria: number; parts: number; lowered: number } {
  const changed = scores.filter((score) => score.self !== null && score.final !== null && score.self !== score.final)
  const by = (score: ReadScore) => (score.final ?? 0) - (score.self ?? 0)
  return {
    criteria: changed.length,
    parts: changed.reduce((sum, score) => sum + Math.abs(by(score)), 0),
    lowered: changed.filter((score) => by(score) < 0).length,
  }
}

/** Criteria for which no unit has the maximum, with the share of it that they have on average, the poorest first. */
export function neverMet(
  compiled: CompiledCriteriaSet,
  criteria: readonly Criterion[],
  units: readonly (readonly ReadScore[])[],
): { code: string; title: string; units: number; share: number }[] {
  return criteria
    .flatMap(({ code, title, maxPoints }) => {
      if (maxPoints === null || Number(maxPoints) <= 0) return []
      const most = compiled.scale.toParts(maxPoints)
      const finals = units.flatMap((scores) => scores.find((score) => score.code === code)?.final ?? [])
      if (finals.length === 0 || finals.some((final) => final >= most)) return []
      const share = finals.reduce((sum, final) => sum + final, 0) / (most * finals.length)
      return [{ code, title, units: finals.length, share }]
    })
    .sort((first, second) => first.share - second.share)
}

/** Words that are the same but for spaces, capitals and dots; short ones (“Đã thực hiện”) prove nothing. */
export function comparable(words: string): string | null {
  const plain = words
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[\s.,;:–-]+/gu, ' ')
    .trim()
  return plain.length < SHORTEST_COPY ? null : plain
}

const SHORTEST_COPY = 40

/** The same long words in the sheets of several units, by criterion; those in most units first. */
export function copies(
  notes: readonly { unit: string; code: string; note: string }[],
): { code: string; units: string[]; note: string }[] {
  const groups = new Map<string, { code: string; units: Set<string>; note: string }>()
  for (const { unit, code, note } of notes) {
    const words = comparable(note)
    if (words === null) continue
    const group = groups.get(words)
    if (group) group.units.add(unit)
    else groups.set(words, { code, units: new Set([unit]), note })
  }
  return [...groups.values()]
    .filter((group) => group.units.size > 1)
    .map((group) => ({ ...group, units: [...group.units] }))
    .sort((first, second) => second.units.length - first.units.length)
}

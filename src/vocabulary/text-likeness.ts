import { withoutAccents } from './vietnamese.ts'

/** Words without accents, as the search keeps them. */
export function wordsOf(text: string): string[] {
  return withoutAccents(text).match(/[a-z0-9]+/g) ?? []
}

/** Neighbouring words: a Vietnamese word is mostly two syllables, and one syllable alone says little. */
export function pairsOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text)
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`))
}

/** The part of all neighbouring words that two texts have in common, from 0 to 1: twice the common pairs over the sum. */
export function sharedPairs(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)]
  if (pairs.size === 0 || others.size === 0) return 0
  const common = [...pairs].filter((pair) => others.has(pair)).length
  return (2 * common) / (pairs.size + others.size)
}

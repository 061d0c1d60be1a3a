import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

/** What two petitions are compared by. Only to find duplicates: nothing of it is kept about a person. */
export type Comparable = {
  readonly title: string
  readonly content: string
  readonly senderName: string
  readonly senderAddress: string
  readonly senderPhone: string
  /** SHA-256 of the files. */
  readonly fileDigests: readonly string[]
}

/** How alike, from 0 to 100, and why in words for whoever decides. */
export type Likeness = { readonly score: number; readonly why: readonly string[] }

/** From here on somebody is asked whether it is the same. */
export const LEAST_LIKENESS = 35

/**
 * How much speaks for two petitions being about one matter: what they say (up to 60), the same sender (20), phone (15), address (10)
 * and a file that is the same byte by byte (40). Accents and capitals don't matter.
 */
export function likeness(one: Comparable, other: Comparable): Likeness {
  const text = Math.max(
    shared(pairsOf(one.title), pairsOf(other.title)),
    shared(pairsOf(`${one.title} ${one.content}`), pairsOf(`${other.title} ${other.content}`)),
  )
  const grounds: [number, string][] = [
    [Math.round(text * 60), `Nội dung giống ${Math.round(text * 100)}%`],
    [same(one.senderName, other.senderName) ? 20 : 0, 'Cùng họ tên người gửi'],
    [samePhone(one.senderPhone, other.senderPhone) ? 15 : 0, 'Cùng số điện thoại'],
    [same(one.senderAddress, other.senderAddress) ? 10 : 0, 'Cùng địa chỉ'],
    [one.fileDigests.some((digest) => other.fileDigests.includes(digest)) ? 40 : 0, 'Cùng tệp đính kèm'],
  ]
  const found = grounds.filter(([points]) => points > 0)
  const score = found.reduce((sum, [points]) => sum + points, 0)
  return { score: Math.min(score, 100), why: found.map(([, why]) => why) }
}

/** Words without accents, as the search keeps them. */
export function wordsOf(text: string): string[] {
  return withoutAccents(text).match(/[a-z0-9]+/g) ?? []
}

/** Neighbouring words: a Vietnamese word is mostly two syllables, and one syllable alone says little. */
export function pairsOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text)
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`))
}

/** The part of all pairs that both have: twice the common ones over the sum. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  const common = [...one].filter((pair) => other.has(pair)).length
  return (2 * common) / (one.size + other.size)
}

function same(one: string, other: string): boolean {
  const words = wordsOf(one).join(' ')
  return words !== '' && words === wordsOf(other).join(' ')
}

function samePhone(one: string, other: string): boolean {
  const digits = one.replace(/\D/g, '')
  return digits.length >= 6 && digits === other.replace(/\D/g, '')
}

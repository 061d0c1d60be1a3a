import { sharedPairs, wordsOf } from '../../../vocabulary/text-likeness.ts'

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
    sharedPairs(one.title, other.title),
    sharedPairs(`${one.title} ${one.content}`, `${other.title} ${other.content}`),
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

function same(one: string, other: string): boolean {
  const words = wordsOf(one).join(' ')
  return words !== '' && words === wordsOf(other).join(' ')
}

function samePhone(one: string, other: string): boolean {
  const digits = one.replace(/\D/g, '')
  return digits.length >= 6 && digits === other.replace(/\D/g, '')
}

import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

/** So much of a text is looked at around the place where the words stand, in characters. */
export const LONGEST_AROUND = 420
/** So much of it is shown. */
const SHOWN_BEFORE = 60
const SHOWN = 180

/** A piece of a text in which the words that were looked for are marked. */
export type Excerpt = readonly { text: string; isMarked: boolean }[]

/** The words of a search in letters and digits, without accents; each once. */
export function wordsAsked(words: string): string[] {
  const found = withoutAccents(words.normalize('NFKC')).match(/[a-z0-9]+/g) ?? []
  return [...new Set(found)]
}

/**
 * A short piece of the text around the first of the words, cut between words; “…” says that the text goes on. The words stand there
 * whole, with their accents, and are marked. Words that stand side by side are marked as one.
 */
export function excerptOf(around: string, asked: readonly string[]): Excerpt {
  const line = around.replace(/\s+/gu, ' ')
  const wanted = new Set(asked)
  const words = [...line.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => {
    const { index } = match
    return { index, end: index + match[0].length, isWanted: wanted.has(withoutAccents(match[0])) }
  })
  const from = words.find(({ isWanted }) => isWanted)?.index ?? 0
  const begin = words.find(({ index }) => index >= from - SHOWN_BEFORE)?.index ?? 0
  const end = words.filter((word) => word.end <= begin + SHOWN).at(-1)?.end ?? Math.min(line.length, begin + SHOWN)
  const pieces: { text: string; isMarked: boolean }[] = []
  const add = (text: string, isMarked: boolean) => {
    if (text !== '') pieces.push({ text, isMarked })
  }
  let at = begin
  add(begin > 0 ? '… ' : '', false)
  for (const { index, end: wordEnd, isWanted } of words) {
    if (!isWanted || index < at || wordEnd > end) continue
    const last = pieces.at(-1)
    const between = line.slice(at, index)
    if (last?.isMarked && between === ' ') last.text += between + line.slice(index, wordEnd)
    else {
      add(between, false)
      add(line.slice(index, wordEnd), true)
    }
    at = wordEnd
  }
  add(line.slice(at, end), false)
  add(end < line.length ? ' …' : '', false)
  return pieces
}

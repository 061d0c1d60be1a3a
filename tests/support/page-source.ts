/** English, or the inside of the program, that would stand out on a Vietnamese screen. None of them is a Vietnamese syllable. */
const NOT_VIETNAMESE = [
  ...['the', 'and', 'of', 'with', 'for', 'not', 'yes', 'submit', 'save', 'edit', 'delete', 'search', 'filter', 'next'],
  ...['previous', 'back', 'home', 'login', 'logout', 'error', 'warning', 'success', 'loading', 'draft', 'pending'],
  ...['submitted', 'accepted', 'returned', 'assigned', 'completed', 'refused', 'open', 'closed', 'overdue', 'activity'],
  ...['petition', 'dialogue', 'training', 'report', 'task', 'unit', 'commune', 'district', 'province', 'department'],
  ...['committee', 'clerk', 'leader', 'collector', 'indicator', 'criterion', 'score', 'ranking', 'award', 'document'],
  ...['undefined', 'null', 'NaN', 'true', 'false', 'object Object', 'Invalid Date'],
]
const NOT_VIETNAMESE_WORD = new RegExp(`(?<![\\p{L}\\d])(${NOT_VIETNAMESE.join('|')})(?![\\p{L}\\d])`, 'iu')

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/gi
const WITHOUT_END = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr', 'path'])
const SAID_BY_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt']
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

export type Source = {
  /** What is wrong with the page's frame and its words. */
  faults: string[]
  /** Of which kinds of parts the page is made. Two pages of the same kinds would give axe the same to say. */
  makings: string
}

/** Reads a page as the server wrote it, which needs no browser. */
export function readSource(html: string): Source {
  const kinds = new Set<string>()
  const around: string[] = []
  const said: string[] = []
  let headings = 0
  for (const [, ends, name = '', attributes = '', closed] of html.matchAll(TAG)) {
    const tag = name.toLowerCase()
    if (ends) {
      while (around.length > 0 && !around.pop()?.startsWith(`${tag}.`));
      continue
    }
    const kind = `${tag}.${attributeOf(attributes, 'class')}:${attributeOf(attributes, 'role')}`
    kinds.add(`${around.at(-1) ?? ''}>${kind}`)
    if (tag === 'h1') headings += 1
    said.push(...SAID_BY_ATTRIBUTES.map((attribute) => attributeOf(attributes, attribute)))
    if (!closed && !WITHOUT_END.has(tag)) around.push(kind)
  }
  const words = plain(`${html.replace(TAG, '\n')}\n${said.join('\n')}`)
  const title = plain(/<title[^>]*>([^<]*)</.exec(html)?.[1] ?? '')
  const language = attributeOf(/<html([^>]*)>/.exec(html)?.[1] ?? '', 'lang')
  const foreign = NOT_VIETNAMESE_WORD.exec(words)
  return {
    faults: [
      ...(language === 'vi' ? [] : [`lang is ${language}`]),
      ...(headings === 1 ? [] : [`${headings} h1`]),
      ...(title.trim() === '' ? ['no title'] : []),
      ...(foreign ? [`not Vietnamese: …${aroundWord(words, foreign.index)}…`] : []),
    ],
    makings: [...kinds].sort().join('\n'),
  }
}

const attributeOf = (attributes: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''

const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? '')

const aroundWord = (words: string, index: number) =>
  words.slice(Math.max(0, index - 30), index + 40).replace(/\s+/g, ' ')

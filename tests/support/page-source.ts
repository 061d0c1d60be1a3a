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
const ATTRIBUTE = /([^\s=>/"]+)(?:="([^"]*)")?/g
const WITHOUT_END = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr', 'path'])
const SAID_BY_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt']
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

export type Source = {
  /** What is wrong with the page's frame, its words, and what its parts say of each other. */
  faults: string[]
  /**
   * Of which parts the page is made: each kind of part with the kind that it stands in. A kind is its element, classes, role, type
   * and which attributes it has. Of parts that axe has seen elsewhere it would have the same to say.
   */
  parts: Set<string>
}

type Attributes = ReadonlyMap<string, string>

/** Reads a page as the server wrote it, which needs no browser. */
export function readSource(html: string): Source {
  const parts = new Set<string>()
  const around: { tag: string; kind: string }[] = []
  const said: string[] = []
  const references = new References()
  let headings = 0
  for (const [, ends, name = '', written = '', closed] of html.matchAll(TAG)) {
    const tag = name.toLowerCase()
    if (ends) {
      while (around.length > 0 && around.pop()?.tag !== tag);
      continue
    }
    const attributes = attributesIn(written)
    const kind = kindOf(tag, attributes)
    parts.add(`${around.at(-1)?.kind ?? ''}>${kind}`)
    if (tag === 'h1') headings += 1
    for (const attribute of SAID_BY_ATTRIBUTES) said.push(attributes.get(attribute) ?? '')
    references.add(tag, attributes, { isInLabel: around.some((part) => part.tag === 'label') })
    if (!closed && !WITHOUT_END.has(tag)) around.push({ tag, kind })
  }
  const words = plain(`${html.replace(TAG, '\n')}\n${said.join('\n')}`)
  const title = plain(/<title[^>]*>([^<]*)</.exec(html)?.[1] ?? '')
  const language = attributesIn(/<html([^>]*)>/.exec(html)?.[1] ?? '').get('lang') ?? ''
  const foreign = NOT_VIETNAMESE_WORD.exec(words)
  return {
    faults: [
      ...(language === 'vi' ? [] : [`lang is ${language}`]),
      ...(headings === 1 ? [] : [`${headings} h1`]),
      ...(title.trim() === '' ? ['no title'] : []),
      ...(foreign ? [`not Vietnamese: …${aroundWord(words, foreign.index)}…`] : []),
      ...references.faults(),
    ],
    parts,
  }
}

function kindOf(tag: string, attributes: Attributes): string {
  const of = ['class', 'role', 'type'].map((name) => attributes.get(name) ?? '')
  return `${tag}.${of.join(':')}[${[...attributes.keys()].sort().join(' ')}]`
}

/** Which parts of a page name others, and whether those are there. */
class References {
  readonly #ids = new Set<string>()
  readonly #twice = new Set<string>()
  readonly #labelled = new Set<string>()
  readonly #named: { by: string; id: string }[] = []
  readonly #fieldsWithoutName: string[] = []
  readonly #fields: { id: string; name: string }[] = []
  readonly #picturesWithoutText: string[] = []

  add(tag: string, attributes: Attributes, { isInLabel }: { isInLabel: boolean }): void {
    const id = attributes.get('id')
    if (id !== undefined) (this.#ids.has(id) ? this.#twice : this.#ids).add(id)
    for (const by of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
      for (const named of (attributes.get(by) ?? '').split(/\s+/).filter(Boolean)) this.#named.push({ by, id: named })
    if (tag === 'label' && attributes.has('for')) this.#labelled.add(attributes.get('for') ?? '')
    if (tag === 'img' && !attributes.has('alt')) this.#picturesWithoutText.push(attributes.get('src') ?? '')
    if (!isField(tag, attributes) || isInLabel) return
    if (attributes.get('aria-label') || attributes.get('aria-labelledby')) return
    const name = attributes.get('name') ?? ''
    if (id === undefined) this.#fieldsWithoutName.push(name)
    else this.#fields.push({ id, name })
  }

  faults(): string[] {
    const unlabelled = this.#fields.filter(({ id }) => !this.#labelled.has(id)).map(({ name }) => name)
    return [
      ...[...this.#twice].map((id) => `id twice: ${id}`),
      ...[...this.#labelled].filter((id) => !this.#ids.has(id)).map((id) => `label for nothing: ${id}`),
      ...this.#named.filter(({ id }) => !this.#ids.has(id)).map(({ by, id }) => `${by} names nothing: ${id}`),
      ...[...this.#fieldsWithoutName, ...unlabelled].map((name) => `field without label: ${name}`),
      ...this.#picturesWithoutText.map((source) => `picture without text: ${source}`),
    ]
  }
}

const isField = (tag: string, attributes: Attributes) =>
  ['select', 'textarea'].includes(tag) ||
  (tag === 'input' && !['hidden', 'submit', 'button', 'reset', 'image'].includes(attributes.get('type') ?? ''))

const attributesIn = (written: string): Attributes =>
  new Map([...written.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name.toLowerCase(), value]))

const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? '')

const aroundWord = (words: string, index: number) =>
  words.slice(Math.max(0, index - 30), index + 40).replace(/\s+/g, ' ')

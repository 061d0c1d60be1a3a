/** One element of an XML file; text between tags is kept as elements named `#text`. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  readonly text: string
}

const PIECE =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"]*")*)\s*(\/?)>|([^<]+)/gy
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads an XML file, strictly: a tag left open, a stray sign or a character that XML forbids is an error.
 * Only for checking what the writer wrote, without the writer's own library.
 */
export function readXml(source: string): XmlElement {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(source))
    throw new Error('a character XML forbids')
  const root: XmlElement = { name: '#root', attributes: {}, children: [], text: '' }
  const open = [root]
  let end = 0
  for (const piece of source.matchAll(PIECE)) {
    const [whole, closes, opens, attributes, selfClosing, text] = piece
    end += whole.length
    const parent = open.at(-1)
    if (parent === undefined) throw new Error('more closed than opened')
    if (text !== undefined) {
      parent.children.push({ name: '#text', attributes: {}, children: [], text: withoutEntities(text) })
    } else if (opens !== undefined) {
      const element = { name: opens, attributes: attributesOf(attributes ?? ''), children: [], text: '' }
      parent.children.push(element)
      if (selfClosing !== '/') open.push(element)
    } else if (closes !== undefined && open.pop()?.name !== closes) throw new Error(`</${closes}> closes another tag`)
  }
  const element = root.children.find((child) => child.name !== '#text')
  if (end !== source.length || open.length !== 1 || element === undefined) throw new Error(`not XML at ${end}`)
  return element
}

/** All elements of that name inside, in the order of the file. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

/** The first element at the end of a path of names, each a child of the one before. */
export function at(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (from, name) => from?.children.find((child) => child.name === name),
    element,
  )
}

/** The text inside an element, without any tags. */
export function textOf(element: XmlElement | undefined): string {
  return element === undefined ? '' : element.text + element.children.map(textOf).join('')
}

function attributesOf(source: string): Record<string, string> {
  const found = [...source.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', withoutEntities(value ?? '')]))
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return ENTITIES[name] ?? whole
  })
}

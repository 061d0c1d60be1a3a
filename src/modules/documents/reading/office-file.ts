import { type ArchiveEntry, entriesOf, unpackedEntry } from '../../../platform/files/archive.ts'
import { MOST_BYTES_OF_PART, MOST_CHARACTERS, type ReadText } from './reading-limits.ts'

/** The parts in which people read something, in the order in which they read it. */
const PARTS = {
  word: [
    /^word\/header\d*\.xml$/,
    /^word\/document\.xml$/,
    /^word\/footnotes\.xml$/,
    /^word\/endnotes\.xml$/,
    /^word\/footer\d*\.xml$/,
  ],
  excel: [/^xl\/sharedstrings\.xml$/, /^xl\/worksheets\/sheet\d+\.xml$/],
} as const

/** A Word or Excel file: its words, paragraph by paragraph or cell by cell. Numbers in cells are not looked for. */
export async function textOfOfficeFile(content: Buffer, program: keyof typeof PARTS): Promise<ReadText> {
  const source = {
    read: async (buffer: Buffer, offset: number, length: number, position: number) => ({
      bytesRead: content.copy(buffer, offset, position, position + length),
    }),
  }
  const entries = await entriesOf(source, content.length)
  const pieces: string[] = []
  let length = 0
  let isCut = false
  for (const entry of inOrder(entries, PARTS[program])) {
    if (length >= MOST_CHARACTERS) {
      isCut = true
      break
    }
    const words = textOfXml(unpackedEntry(content, entry, MOST_BYTES_OF_PART).toString('utf8'))
    pieces.push(words)
    length += words.length
  }
  return { text: pieces.join('\n'), pageCount: null, isCut }
}

function inOrder(entries: readonly ArchiveEntry[], parts: readonly RegExp[]): ArchiveEntry[] {
  return parts.flatMap((part) =>
    entries
      .filter(({ name }) => part.test(name.toLowerCase()))
      .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
  )
}

/**
 * A tag, or what stands between two. No repetition can begin where another ended, so that a file made to be slow is not: every sign is
 * looked at a fixed number of times.
 */
const PIECE = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|([^<]+)|</g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** After these a new line begins; `si` and `c` are cells of a sheet. */
const ENDS_LINE = new Set(['p', 'si', 'c', 'tr'])
const BREAKS = new Map([
  ['tab', ' '],
  ['br', '\n'],
  ['cr', '\n'],
])

/** The text that is shown: that inside `t`. Deleted text (`delText`) and instructions of fields stand in other elements. */
function textOfXml(source: string): string {
  const pieces: string[] = []
  let inText = false
  for (const [, closes, name, attributes, text] of source.matchAll(PIECE)) {
    if (text !== undefined) {
      if (inText) pieces.push(withoutEntities(text))
      continue
    }
    if (name === undefined) continue
    if (name === 't') inText = closes === '' && !attributes?.endsWith('/')
    else if (closes === '/' && ENDS_LINE.has(name)) pieces.push('\n')
    else if (closes === '' && BREAKS.has(name)) pieces.push(BREAKS.get(name) ?? '')
  }
  return pieces.join('')
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hexadecimal, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ' '
  })
}

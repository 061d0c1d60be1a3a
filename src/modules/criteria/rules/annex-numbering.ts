/** How the rows of a printed annex are numbered, from the outermost in: A, I, 1, 1.1, a). */
export type NumberingKind = 'part' | 'roman' | 'number' | 'dotted' | 'letter' | 'other'

const DEPTHS: Readonly<Record<NumberingKind, number>> = { part: 0, roman: 1, number: 2, dotted: 3, letter: 9, other: 8 }

export interface Numbering {
  /** Without the signs around it: `a)` is `a`. */
  readonly text: string
  readonly kind: NumberingKind
  /** Larger is further in. */
  readonly depth: number
}

/** Null for a cell that bears no number: empty, a dash. */
export function readNumbering(cell: string): Numbering | null {
  const text = cell
    .trim()
    .replace(/[.)\]]+$/u, '')
    .replace(/^[([]/u, '')
  if (text === '' || /^[-–+•*]$/u.test(text)) return null
  const kind = kindOf(text)
  return { text, kind, depth: DEPTHS[kind] + (kind === 'dotted' ? text.split('.').length : 0) }
}

function kindOf(text: string): NumberingKind {
  if (/^[IVX]+$/.test(text)) return 'roman'
  // “A”, and the words that some annexes use in place of a number: “THƯỞNG”.
  if (/^\p{Lu}+$/u.test(text)) return 'part'
  if (/^\d+$/.test(text)) return 'number'
  if (/^\d+(\.\d+)+$/.test(text)) return 'dotted'
  return /^\p{Ll}$/u.test(text) ? 'letter' : 'other'
}

/** True where the one code begins with the other at a joint: `4.2` and `4`, `9.1a` and `9.1`, `T1` and `T`; not `10` and `1`. */
export function standsUnder(code: string, parent: string): boolean {
  if (!code.startsWith(parent) || code === parent) return false
  const [last = '', next = ''] = [parent.at(-1), code.charAt(parent.length)]
  if (next === '.') return true
  return /\d/.test(last) !== /\d/.test(next) && /[\d\p{L}]/u.test(next)
}

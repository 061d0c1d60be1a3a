import { outlineNumber } from '../rules/outline-number.ts'
import type { BodyBlock } from './official-document.ts'
import { closedWith, inCapitals, oneLine, paragraphsOf } from './plain-text.ts'

/** Every text ends with this sign in the decree's forms (Appendix III), so that nothing can be added above the signature. */
const END_SIGN = './.'

/** A part of the text as it stands on paper, with its number. */
export type Piece =
  /** `lead` stands before the text on its first line, in bold. */
  | { kind: 'text'; lead?: string; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | Extract<BodyBlock, { kind: 'table' | 'chart' | 'picture' }>

/** The text, numbered as it goes, ending with “./.”; the last piece is always text. Box 6. */
export function piecesOf(blocks: readonly BodyBlock[]): Piece[] {
  const pieces = numbered(blocks)
  const last = pieces.at(-1)
  return last?.kind === 'text'
    ? [...pieces.slice(0, -1), { ...last, text: closedWith(last.text, END_SIGN) }]
    : [...pieces, { kind: 'text', text: END_SIGN }]
}

/** Legal bases in italics, each on its line: “;” after each, “.” after the last. Box 6. */
export function legalBasisLines(legalBases: readonly string[]): string[] {
  const bases = legalBases.map(oneLine).filter((basis) => basis !== '')
  return bases.map((basis, index) => closedWith(basis, index === bases.length - 1 ? '.' : ';'))
}

/** Gives each heading and list item its number; a heading begins the levels below it anew. */
function numbered(blocks: readonly BodyBlock[]): Piece[] {
  const positions = { 1: 0, 2: 0, 3: 0 }
  let articles = 0
  return blocks.flatMap((block): Piece[] => {
    switch (block.kind) {
      case 'heading': {
        positions[block.level]++
        if (block.level < 3) positions[3] = 0
        if (block.level < 2) positions[2] = 0
        // Sections (mục) are in capitals; clauses and points are not.
        const text = block.level === 1 ? inCapitals(block.text) : oneLine(block.text)
        return [
          {
            kind: 'heading',
            level: block.level,
            text: `${outlineNumber(block.level, positions[block.level])} ${text}`,
          },
        ]
      }
      case 'clauses':
      case 'points': {
        const level = block.kind === 'clauses' ? 2 : 3
        return block.items.map((item, index) => ({
          kind: 'text',
          text: `${outlineNumber(level, index + 1)} ${oneLine(item)}`,
        }))
      }
      case 'article': {
        articles++
        const number = `Điều ${articles}.`
        const title = oneLine(block.title ?? '')
        const [first = '', ...others] = paragraphsOf(block.text)
        const texts = others.map((text): Piece => ({ kind: 'text', text }))
        if (title === '') return [{ kind: 'text', lead: number, text: first }, ...texts]
        const begun: Piece[] = first === '' ? [] : [{ kind: 'text', text: first }]
        return [{ kind: 'text', lead: `${number} ${title}`, text: '' }, ...begun, ...texts]
      }
      case 'paragraph':
        return paragraphsOf(block.text).map((text) => ({ kind: 'text', text }))
      default:
        return [block]
    }
  })
}

import { inCapitals, oneLine } from '../layout/plain-text.ts'
import { REGISTER_TEMPLATE } from './register-template.ts'
import { pathOnPaper, typesetter } from './typesetter.ts'

export type RegisterOnPaper = {
  /** “Sổ đăng ký văn bản đi”. */
  title: string
  /** The body whose register it is. */
  body: string
  period: string
  paper: 'A4' | 'A3'
  /** Widths as in the spreadsheet, in letters. */
  columns: readonly { title: string; width: number }[]
  /** As many cells in each as there are columns. */
  rows: readonly (readonly string[])[]
  /** What the reader must know of what is not in it; empty for nothing. */
  note: string
}

/** Widths are those of a spreadsheet, where a day needs less and a summary may have more: on paper a day must not be broken. */
const shareOf = (width: number) => (width < 10 ? 11 : Math.min(45, Math.max(16, width)))

/** Sides of the paper lying across, in millimetres. */
const SIDES = { A4: { width: 297, height: 210 }, A3: { width: 420, height: 297 } }

/**
 * The register as pages to print and bind, across A4 or A3: the columns of the decree with their numbers at the head of every page, lines
 * that are never torn, page numbers, and the margin for binding on the left. The same bytes for the same register.
 * Refuses `documents.pdf-unavailable`. Source: Decree 30/2020/NĐ-CP, Appendix IV, I.2 and VI.2 (ten columns, numbered).
 */
export function writeRegister(register: RegisterOnPaper): Buffer {
  const { columns, rows, paper } = register
  const page = {
    ...SIDES[paper],
    title: inCapitals(register.title),
    body: inCapitals(register.body),
    period: oneLine(register.period),
    note: oneLine(register.note),
    shares: columns.map(({ width }) => shareOf(width)),
    headings: columns.map(({ title }) => oneLine(title)),
    cells: rows.flatMap((row) => row.map(oneLine)),
    empty: rows.length === 0,
  }
  const compiler = typesetter()
  compiler.mapShadow(pathOnPaper('register.json'), Buffer.from(JSON.stringify(page)))
  try {
    return compiler.pdf({ mainFileContent: REGISTER_TEMPLATE })
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

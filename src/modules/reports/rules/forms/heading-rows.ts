import type { FormColumn } from './form.ts'

/** One cell of the heading: over how many columns and lines it stands. */
export type HeadingCell = { key: string; text: string; columns: number; lines: number }

/**
 * The headings of a form line by line, as it prints them: neighbours with the same heading share it, and a column with few headings
 * fills the lines below its last.
 */
export function headingRows(columns: readonly Pick<FormColumn<never>, 'headings' | 'number'>[]): HeadingCell[][] {
  const lines = Math.max(...columns.map(({ headings }) => headings.length))
  return Array.from({ length: lines }, (_, line) => {
    const cells: HeadingCell[] = []
    let shared: string | null = null
    for (const { headings, number } of columns) {
      const text = headings[line]
      const path = headings.slice(0, line + 1).join(' / ')
      const isLast = line === headings.length - 1
      const open = cells.at(-1)
      if (text !== undefined && !isLast && shared === path && open) {
        cells[cells.length - 1] = { ...open, columns: open.columns + 1 }
      } else if (text !== undefined) {
        cells.push({ key: `${line}-${number}`, text, columns: 1, lines: isLast ? lines - line : 1 })
      }
      shared = text !== undefined && !isLast ? path : null
    }
    return cells
  })
}

/** The headings of one column in one line: `Đủ điều kiện xử lý: Số đơn`. */
export function headingInWords({ headings }: Pick<FormColumn<never>, 'headings'>): string {
  return headings.length < 2 ? (headings[0] ?? '') : `${headings.slice(0, -1).join(', ')}: ${headings.at(-1)}`
}

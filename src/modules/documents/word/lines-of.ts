import { TextRun } from 'docx'

/**
 * Lines of one paragraph. Between two lines stands a space, so that the text can still be searched and copied as one; it is set
 * very small, because a space at the end of a centred line would push the line aside.
 */
export function linesOf(lines: readonly string[]): TextRun[] {
  return lines.flatMap((line, index) =>
    index === 0 ? [new TextRun(line)] : [new TextRun({ text: ' ', size: 2 }), new TextRun({ text: line, break: 1 })],
  )
}

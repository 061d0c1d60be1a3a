/**
 * The rows of cells that were copied in a spreadsheet program and pasted as text: cells apart by tabs, those with line ends or tabs in
 * quotes. Text without any tab is read as CSV with semicolons or commas.
 */
export function pastedRows(text: string): (string | null)[][] {
  const separator = ['\t', ';', ','].find((each) => text.includes(each)) ?? '\t'
  const rows: (string | null)[][] = []
  let row: (string | null)[] = []
  let cell = ''
  let [quoted, wasQuoted] = [false, false]
  const endCell = () => {
    const kept = cell.normalize('NFC').trim()
    row.push(kept === '' ? null : kept)
    cell = ''
    wasQuoted = false
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  for (let at = 0; at < whole.length; at += 1) {
    const letter = whole[at]
    if (quoted && letter === '"' && whole[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"' && (quoted || (cell === '' && !wasQuoted))) {
      quoted = !quoted
      wasQuoted = true
    } else if (!quoted && letter === separator) endCell()
    else if (!quoted && letter === '\n') endRow()
    else cell += letter
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

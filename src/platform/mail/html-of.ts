const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)

/** The text of a mail as simple HTML: paragraphs, lines that begin with “- ” as a list, a line that is an address as a link. */
export function htmlOf(text: string): string {
  const blocks = text.trim().split(/\n{2,}/)
  return `<!doctype html><html lang="vi"><body>${blocks.map(blockOf).join('')}</body></html>`
}

function blockOf(block: string): string {
  const lines = block.split('\n')
  const items = lines.filter((line) => line.startsWith('- '))
  const head = lines.filter((line) => !line.startsWith('- ')).map(lineOf)
  const paragraph = head.length > 0 ? `<p>${head.join('<br>')}</p>` : ''
  return items.length > 0
    ? `${paragraph}<ul>${items.map((item) => `<li>${lineOf(item.slice(2))}</li>`).join('')}</ul>`
    : paragraph
}

const lineOf = (line: string) =>
  escaped(line).replace(/https?:\/\/[^\s<>"]+/g, (address) => `<a href="${address}">${address}</a>`)

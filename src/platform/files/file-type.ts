const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The media type of a file that may be kept, judged by its first bytes and its ending together; null for all others.
 * Allowed: PDF, .docx, .xlsx, JPEG, PNG. A ZIP that calls itself .docx must begin as office documents do.
 */
export function fileTypeOf(head: Uint8Array, name: string): string | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d]) && ending === 'pdf') return 'application/pdf'
  if (startsWith(head, [0xff, 0xd8, 0xff]) && (ending === 'jpg' || ending === 'jpeg')) return 'image/jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && ending === 'png') return 'image/png'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    const text = Buffer.from(head).toString('latin1')
    const officeDocument = /\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\//.test(text)
    if (officeDocument && ending === 'docx') return WORD
    if (officeDocument && ending === 'xlsx') return EXCEL
  }
  return null
}

function startsWith(bytes: Uint8Array, expected: number[]): boolean {
  return expected.every((byte, index) => bytes[index] === byte)
}

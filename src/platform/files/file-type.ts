const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The kinds of file that are kept, by what they are and not by what they call themselves. */
export type FileType = {
  mediaType: string
  endings: readonly string[]
  /** What is done with its content before it is kept. */
  content: 'as-it-is' | 'picture' | 'archive'
}

const PDF: FileType = { mediaType: 'application/pdf', endings: ['pdf'], content: 'as-it-is' }
const JPEG: FileType = { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], content: 'picture' }
const PNG: FileType = { mediaType: 'image/png', endings: ['png'], content: 'picture' }
const OFFICE: Readonly<Record<string, FileType>> = {
  docx: { mediaType: WORD, endings: ['docx'], content: 'archive' },
  xlsx: { mediaType: EXCEL, endings: ['xlsx'], content: 'archive' },
}

/**
 * What a file is by its first bytes, when its name says the same; null for all others.
 * Allowed: PDF, .docx, .xlsx, JPEG, PNG. Whether a ZIP is the office document that it calls itself is asked of its entries
 * (`isOfficeDocument`).
 */
export function fileTypeOf(head: Uint8Array, name: string): FileType | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const type = typeByContent(head, ending)
  return type?.endings.includes(ending) ? type : null
}

function typeByContent(head: Uint8Array, ending: string): FileType | null {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return PDF
  if (startsWith(head, [0xff, 0xd8, 0xff])) return JPEG
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return PNG
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return OFFICE[ending] ?? null
  return null
}

/**
 * True when the archive is the office document that its media type says. Macros are programs: a document that carries some is none,
 * whatever its name.
 */
export function isOfficeDocument(mediaType: string, entryNames: readonly string[]): boolean {
  const names = new Set(entryNames.map((name) => name.toLowerCase()))
  const main = mediaType === WORD ? 'word/document.xml' : 'xl/workbook.xml'
  return names.has('[content_types].xml') && names.has(main) && ![...names].some((name) => name.includes('vbaproject'))
}

function startsWith(bytes: Uint8Array, expected: number[]): boolean {
  return expected.every((byte, index) => bytes[index] === byte)
}

import { UnacceptableArchive } from '../../../platform/files/archive.ts'
import { textOfOfficeFile } from './office-file.ts'
import { textOfPdf } from './pdf-file.ts'
import { type FileReading, MOST_CHARACTERS, type ReadText } from './reading-limits.ts'

const READERS: Readonly<Record<string, (content: Buffer) => Promise<ReadText>>> = {
  'application/pdf': textOfPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (content) =>
    textOfOfficeFile(content, 'word'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': (content) => textOfOfficeFile(content, 'excel'),
}

/** Kinds of file that hold text at all; pictures do not. */
export const isReadable = (mediaType: string): boolean => mediaType in READERS

/**
 * The text of a file, or why there is none. Never throws for what the file holds; but it may take long, or more memory than there is:
 * `readApart` runs it where that does no harm.
 */
export async function readFile(content: Buffer, mediaType: string): Promise<FileReading> {
  const read = READERS[mediaType]
  if (read === undefined) return { state: 'unreadable', reason: 'picture' }
  try {
    const { text, pageCount, isCut } = await read(content)
    const plain = cleaned(text)
    if (!/[\p{L}\p{N}]/u.test(plain)) return { state: 'unreadable', reason: 'no-text' }
    const kept = plain.slice(0, MOST_CHARACTERS)
    return { state: 'read', text: kept, pageCount, isCut: isCut || kept.length < plain.length }
  } catch (error) {
    if ((error as { name?: unknown } | null)?.name === 'PasswordException')
      return { state: 'unreadable', reason: 'password' }
    const isBomb = error instanceof UnacceptableArchive && error.reason === 'bomb'
    return { state: 'unreadable', reason: isBomb ? 'too-large' : 'broken' }
  }
}

/**
 * As it is kept: letters with their accents in one, ligatures and “…” taken apart, so that a letter stands at the same place with and
 * without accents; nothing that no text has; white space as one sign.
 */
function cleaned(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\p{Cc}\p{Zs}]+/gu, (found) => (found.includes('\n') ? '\n' : ' '))
    .replace(/\p{Cf}/gu, '')
    .trim()
}

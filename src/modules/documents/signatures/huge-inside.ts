import { inflateSync } from 'node:zlib'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What a reader of a PDF unpacks at once to know what stands in the file: far above what offices write, far below what hurts. */
const MOST_UNPACKED_IN_BYTES = 64 * 1024 * 1024
const MOST_OBJECTS = 150_000
/** Between an object's beginning and its packed content stands its description. */
const LONGEST_DESCRIPTION = 8 * 1024

/**
 * Refuses `documents.pdf-too-large-inside` for a file that is small and whose lists of objects unpack to more than a machine should
 * hold, or in a way that cannot be told beforehand. Pictures and letters are not counted: nobody unpacks them to check a signature.
 */
export function refuseHugeInside(content: Buffer): void {
  let unpacked = 0
  for (const at of placesOf(content, 'stream')) {
    const description = descriptionBefore(content, at)
    if (!/\/(ObjStm|XRef)\b/.test(description)) continue
    if (/\/Filter\s*\[[^\]]*\/[^\]]*\/[^\]]*\]|\/(LZW|RunLength|ASCIIHex|ASCII85)/.test(description)) throw tooLarge()
    unpacked += unpackedSize(content, at)
    if (unpacked > MOST_UNPACKED_IN_BYTES) throw tooLarge()
  }
  let objects = 0
  for (const _ of placesOf(content, ' obj')) objects += 1
  if (objects > MOST_OBJECTS) throw tooLarge()
}

function* placesOf(content: Buffer, words: string): Generator<number> {
  for (let at = content.indexOf(words); at >= 0; at = content.indexOf(words, at + words.length)) yield at
}

/** Names may be written in numbers: `/Obj#53tm`. */
function descriptionBefore(content: Buffer, at: number): string {
  const text = content.subarray(Math.max(0, at - LONGEST_DESCRIPTION), at).toString('latin1')
  return text
    .slice(text.lastIndexOf('endobj') + 1)
    .replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}

function unpackedSize(content: Buffer, at: number): number {
  const from = at + 'stream'.length + (content[at + 'stream'.length] === 0x0d ? 2 : 1)
  try {
    return inflateSync(content.subarray(from), { maxOutputLength: MOST_UNPACKED_IN_BYTES }).length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    // Not packed, or broken: whoever reads it finds out.
    return 0
  }
}

const tooLarge = () =>
  new Refusal(
    'invalid',
    'documents.pdf-too-large-inside',
    'Tệp PDF này chứa quá nhiều dữ liệu nén hoặc quá nhiều phần nên không kiểm tra được. Hãy lưu lại tệp bằng chương trình khác rồi thử lại.',
  )

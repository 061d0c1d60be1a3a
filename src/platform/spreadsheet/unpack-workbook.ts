import { crc32, inflateRawSync } from 'node:zlib'
import { Refusal } from '../../vocabulary/refusal.ts'

/** The largest Excel file that is read, in bytes. */
export const LARGEST_WORKBOOK_IN_BYTES = 20 * 1024 * 1024
/** The most that its parts may come to when unpacked, in bytes: a small archive can hold gigabytes. */
export const LARGEST_UNPACKED_IN_BYTES = 128 * 1024 * 1024

const STYLES = 'xl/styles.xml'
const STRINGS = 'xl/sharedStrings.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const WORKBOOK = 'xl/workbook.xml'
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/
const EMPTY_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

type Part = { name: string; content: Buffer }

/**
 * The same workbook with only the parts that are read, unpacked, and in the order in which the streaming reader needs them:
 * in a file that some other program wrote the sheets may stand before the texts and names they refer to.
 * Everything is measured while it is unpacked; what the archive says about its own sizes is not believed.
 * Refuses `spreadsheet.too-large` and `spreadsheet.not-readable` (not an archive, encrypted, no sheets).
 */
export function unpackWorkbook(file: Buffer): Buffer {
  if (file.length > LARGEST_WORKBOOK_IN_BYTES) throw tooLarge()
  const parts = new Map<string, Buffer>()
  let left = LARGEST_UNPACKED_IN_BYTES
  for (const entry of entriesOf(file)) {
    if (![STYLES, STRINGS, RELATIONS, WORKBOOK].includes(entry.name) && !SHEET.test(entry.name)) continue
    const content = unpack(file, entry, left)
    left -= content.length
    parts.set(entry.name, content)
  }
  const relations = parts.get(RELATIONS)
  const workbook = parts.get(WORKBOOK)
  const sheets = [...parts.keys()]
    .filter((name) => SHEET.test(name))
    .sort((one, other) => numberOf(one) - numberOf(other))
  if (!relations || !workbook || sheets.length === 0) throw notReadable()
  const styles = parts.get(STYLES)
  return archiveOf([
    // Some programs write the paths of sheets from the root; the reader knows only those from the workbook.
    { name: RELATIONS, content: Buffer.from(relations.toString('utf8').replaceAll('Target="/xl/', 'Target="')) },
    { name: WORKBOOK, content: workbook },
    ...(styles ? [{ name: STYLES, content: styles }] : []),
    { name: STRINGS, content: parts.get(STRINGS) ?? Buffer.from(EMPTY_STRINGS) },
    ...sheets.map((name) => ({ name, content: parts.get(name) ?? Buffer.alloc(0) })),
  ])
}

function numberOf(name: string): number {
  return Number(SHEET.exec(name)?.[1])
}

type Entry = { name: string; method: number; packedSize: number; headerAt: number }

/** The entries of a ZIP archive as its central directory lists them. */
function entriesOf(file: Buffer): Entry[] {
  try {
    const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (end < 0) throw notReadable()
    const entries: Entry[] = []
    let at = file.readUInt32LE(end + 16)
    for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (file.readUInt32LE(at) !== 0x02014b50) throw notReadable()
      const nameLength = file.readUInt16LE(at + 28)
      entries.push({
        name: file.toString('utf8', at + 46, at + 46 + nameLength),
        method: file.readUInt16LE(at + 10),
        packedSize: file.readUInt32LE(at + 20),
        headerAt: file.readUInt32LE(at + 42),
      })
      at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    }
    return entries
  } catch {
    throw notReadable()
  }
}

function unpack(file: Buffer, entry: Entry, limit: number): Buffer {
  try {
    const contentAt =
      entry.headerAt + 30 + file.readUInt16LE(entry.headerAt + 26) + file.readUInt16LE(entry.headerAt + 28)
    const packed = file.subarray(contentAt, contentAt + entry.packedSize)
    if (entry.method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })
    if (entry.method !== 0) throw notReadable()
    if (packed.length > limit) throw tooLarge()
    return packed
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : notReadable()
  }
}

/** A ZIP archive that holds the parts as they are. */
function archiveOf(parts: Part[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const called = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(called.length, 22)
    const listed = Buffer.alloc(14)
    listed.writeUInt32LE(at, 10)
    const piece = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), shared, called, content])
    pieces.push(piece)
    directory.push(Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]), shared, listed, called)
    at += piece.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, ...directory, end])
}

function tooLarge(): Refusal {
  return new Refusal(
    'invalid',
    'spreadsheet.too-large',
    'Tệp Excel quá lớn (trên 20 MB, hoặc trên 128 MB khi mở ra) nên chưa được đọc, chưa có gì thay đổi. Hãy xóa hình ảnh và trang tính không dùng hoặc chia thành nhiều tệp.',
  )
}

export function notReadable(): Refusal {
  return new Refusal(
    'invalid',
    'spreadsheet.not-readable',
    'Không đọc được tệp Excel này, chưa có gì thay đổi. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx (không đặt mật khẩu) rồi thử lại.',
  )
}

import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { Refusal } from '../../vocabulary/refusal.ts'

/** The largest Excel file that is read, in bytes. */
export const LARGEST_WORKBOOK_IN_BYTES = 20 * 1024 * 1024
/** The most that its parts may come to when unpacked, in bytes: a small archive can hold gigabytes. */
export const LARGEST_UNPACKED_IN_BYTES = 128 * 1024 * 1024

const LARGEST_RELATIONS = 1024 * 1024
const SLICE_IN_BYTES = 64 * 1024

const STYLES = 'xl/styles.xml'
const STRINGS = 'xl/sharedStrings.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const WORKBOOK = 'xl/workbook.xml'
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/
const EMPTY_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

/** A part as it stands in an archive: packed as its method says. */
type Part = { name: string; method: number; packed: Buffer; sizeInBytes: number; checksum: number }

/**
 * The same workbook as a stream with only the parts that are read, in the order in which the streaming reader needs them: in a file
 * that some other program wrote the sheets may stand before the texts and names they refer to. The parts stay packed, so memory does
 * not grow with what they unpack to. Each is unpacked once beforehand, piece by piece, only to be measured: what the archive says
 * about its own sizes is not believed.
 * Refuses `spreadsheet.too-large` and `spreadsheet.not-readable` (not an archive, encrypted, no sheets).
 */
export async function workbookInOrder(file: Buffer): Promise<Readable> {
  if (file.length > LARGEST_WORKBOOK_IN_BYTES) throw tooLarge()
  const parts = new Map<string, Part>()
  let left = LARGEST_UNPACKED_IN_BYTES
  for (const entry of entriesOf(file)) {
    if (![STYLES, STRINGS, RELATIONS, WORKBOOK].includes(entry.name) && !SHEET.test(entry.name)) continue
    const part = await measuredPart(file, entry, left)
    left -= part.sizeInBytes
    parts.set(entry.name, part)
  }
  const sheets = [...parts.values()]
    .filter(({ name }) => SHEET.test(name))
    .sort((one, other) => numberOf(one.name) - numberOf(other.name))
  const [relations, workbook, styles] = [RELATIONS, WORKBOOK, STYLES].map((name) => parts.get(name))
  if (!relations || !workbook || sheets.length === 0) throw notReadable()
  const strings = parts.get(STRINGS) ?? partOf(STRINGS, Buffer.from(EMPTY_STRINGS))
  const ordered = [withPathsFromWorkbook(relations), workbook, ...(styles ? [styles] : []), strings, ...sheets]
  return Readable.from(archiveOf(ordered))
}

/** The same archive with the words of one part changed. For files that were just written here. */
export async function withPartChanged(
  file: Buffer,
  name: string,
  change: (content: string) => string,
): Promise<Buffer> {
  const parts: Part[] = []
  for (const entry of entriesOf(file)) {
    const part = await measuredPart(file, entry, LARGEST_UNPACKED_IN_BYTES)
    if (part.name !== name) parts.push(part)
    else {
      const content = part.method === 0 ? part.packed : inflateRawSync(part.packed)
      parts.push(partOf(name, Buffer.from(change(content.toString('utf8')))))
    }
  }
  return Buffer.concat([...archiveOf(parts)])
}

/** Some programs write the paths of sheets from the root; the reader knows only those from the workbook. */
function withPathsFromWorkbook(relations: Part): Part {
  const content =
    relations.method === 0 ? relations.packed : inflateRawSync(relations.packed, { maxOutputLength: LARGEST_RELATIONS })
  return partOf(RELATIONS, Buffer.from(content.toString('utf8').replaceAll('Target="/xl/', 'Target="')))
}

function partOf(name: string, content: Buffer): Part {
  return { name, method: 0, packed: content, sizeInBytes: content.length, checksum: crc32(content) }
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

/** The entry with the size it unpacks to. Refuses what comes to more than the limit, as soon as it does. */
async function measuredPart(file: Buffer, entry: Entry, limit: number): Promise<Part> {
  const packed = packedContent(file, entry)
  const pieces = entry.method === 0 ? Readable.from([packed]) : Readable.from(slicesOf(packed)).pipe(createInflateRaw())
  let sizeInBytes = 0
  let checksum = 0
  try {
    for await (const piece of pieces) {
      sizeInBytes += (piece as Buffer).length
      if (sizeInBytes > limit) throw tooLarge()
      checksum = crc32(piece as Buffer, checksum)
    }
  } catch (error) {
    throw error instanceof Refusal ? error : notReadable()
  }
  return { name: entry.name, method: entry.method, packed, sizeInBytes, checksum }
}

function packedContent(file: Buffer, entry: Entry): Buffer {
  try {
    if (entry.method !== 8 && entry.method !== 0) throw notReadable()
    const at = entry.headerAt + 30 + file.readUInt16LE(entry.headerAt + 26) + file.readUInt16LE(entry.headerAt + 28)
    return file.subarray(at, at + entry.packedSize)
  } catch {
    throw notReadable()
  }
}

function* slicesOf(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += SLICE_IN_BYTES) yield content.subarray(at, at + SLICE_IN_BYTES)
}

/** A ZIP archive of the parts as they are packed, slice by slice. */
function* archiveOf(parts: readonly Part[]): Generator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, method, packed, sizeInBytes, checksum } of parts) {
    const called = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt32LE(checksum, 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(sizeInBytes, 18)
    shared.writeUInt16LE(called.length, 22)
    const listed = Buffer.alloc(14)
    listed.writeUInt32LE(at, 10)
    yield Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), shared, called])
    yield* slicesOf(packed)
    directory.push(Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]), shared, listed, called)
    at += 4 + shared.length + called.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([...directory, end])
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

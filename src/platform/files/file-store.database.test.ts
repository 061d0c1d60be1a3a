import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateRawSync, deflateSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from '../../../tests/support/system.ts'
import { openFileStore } from './file-store.ts'

let folder: string
let made: Awaited<ReturnType<typeof makeDatabase>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-store-'))
  made = await makeDatabase()
})
afterAll(async () => {
  await made?.drop()
  await rm(folder, { recursive: true, force: true })
})

function put(name: string, content: Buffer | Uint8Array) {
  return openFileStore(folder).put(made.database, {
    name,
    content: Readable.from([Buffer.from(content)]),
    accountId: null,
  })
}

async function kept(name: string, content: Buffer | Uint8Array): Promise<Buffer> {
  const { sha256 } = await put(name, content)
  return readFile(join(folder, sha256.slice(0, 2), sha256))
}

const WORD_PARTS = {
  '[Content_Types].xml': strToU8('<Types/>'),
  'word/document.xml': strToU8('<w:document/>'),
}

const WORD_ENTRIES = Object.entries(WORD_PARTS).map(([name, content]) => ({ name, content: Buffer.from(content) }))

describe('an office document', () => {
  test('is kept as it is when it is one', async () => {
    const document = Buffer.from(zipSync(WORD_PARTS))
    expect((await kept('bien-ban.docx', document)).equals(document)).toBe(true)
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('Số liệu').addRow(['Đối thoại', 12])
    const sheet = Buffer.from(await workbook.xlsx.writeBuffer())
    expect((await put('so-lieu.xlsx', sheet)).mediaType).toContain('spreadsheetml')
  })

  test('is refused when its parts are those of another kind, or carry macros', async () => {
    await expect(put('bien-ban.xlsx', zipSync(WORD_PARTS))).rejects.toMatchObject({ code: 'file.type-not-allowed' })
    const withMacro = zipSync({ ...WORD_PARTS, 'word/vbaProject.bin': strToU8('Sub AutoOpen()') })
    await expect(put('bien-ban.docx', withMacro)).rejects.toMatchObject({ code: 'file.type-not-allowed' })
    await expect(put('bien-ban.docx', zipSync({ 'setup.exe': strToU8('MZ') }))).rejects.toMatchObject({
      code: 'file.type-not-allowed',
    })
  })

  test('is refused when a small file unpacks to very much', async () => {
    const bomb = archive([...WORD_ENTRIES, { name: 'word/media/image1.bmp', content: Buffer.alloc(300 * 1024 * 1024) }])
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(put('bien-ban.docx', bomb)).rejects.toMatchObject({ code: 'file.unpacks-too-large' })
  })

  test('is refused when one part unpacks to hundreds of times its size, also when that is not yet too much', async () => {
    const packedTight = archive([
      ...WORD_ENTRIES,
      { name: 'word/media/image1.bmp', content: Buffer.alloc(50 * 1024 * 1024) },
    ])
    await expect(put('bien-ban.docx', packedTight)).rejects.toMatchObject({ code: 'file.unpacks-too-large' })
  })

  test('is refused when each part alone is in measure and all together are not', async () => {
    const noise = Buffer.alloc(30 * 1024 * 1024)
    for (let at = 0; at < noise.length; at += 1) noise[at] = at % 64 === 0 ? (at * 2_654_435_761) >>> 24 : 32
    const packed = deflateRawSync(noise, { level: 1 })
    const parts = Array.from({ length: 8 }, (_, index) => ({ name: `word/media/${index}.bmp`, content: noise, packed }))
    const bomb = archive([...WORD_ENTRIES, ...parts])
    expect(bomb.length).toBeLessThan(20 * 1024 * 1024)
    await expect(put('bien-ban.docx', bomb)).rejects.toMatchObject({ code: 'file.unpacks-too-large' })
  })

  test('is refused when it has thousands of parts', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 2_500 }, (_, index) => [`word/${index}.xml`, new Uint8Array(1)]),
    )
    await expect(put('bien-ban.docx', zipSync({ ...WORD_PARTS, ...parts }))).rejects.toMatchObject({
      code: 'file.unpacks-too-large',
    })
  })

  test('is refused when it unpacks to more than it says', async () => {
    const lying = archive([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'word/document.xml', content: Buffer.alloc(50 * 1024 * 1024), says: 100 },
    ])
    await expect(put('bien-ban.docx', lying)).rejects.toMatchObject({ code: 'file.unpacks-too-large' })
  })

  test('is refused when its parts lie over each other, so that one is unpacked many times', async () => {
    const overlapping = archive([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'word/document.xml', content: Buffer.from('<w:document/>') },
      ...Array.from({ length: 50 }, (_, index) => ({
        name: `word/${index}.xml`,
        content: Buffer.from('<w:document/>'),
        sameAs: 1,
      })),
    ])
    await expect(put('bien-ban.docx', overlapping)).rejects.toMatchObject({ code: 'file.unpacks-too-large' })
  })

  test('is refused when it is cut off or not an archive after its first bytes', async () => {
    const whole = Buffer.from(zipSync(WORD_PARTS))
    for (const broken of [whole.subarray(0, whole.length - 30), Buffer.from('PK\u0003\u0004 and no more')])
      await expect(put('bien-ban.docx', broken)).rejects.toMatchObject({ code: 'file.unreadable' })
  })
})

describe('a photo', () => {
  test('is kept without where, when and with what it was taken', async () => {
    const photo = jpeg([exifWithGps(6), Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GPSLatitude="9,47N"/>')])
    expect(photo.includes('GPSLatitude')).toBe(true)
    const stored = await kept('hien-truong.jpg', photo)
    for (const told of ['GPSLatitude', 'Nokia 105', '2026:11:20']) expect(stored.includes(told)).toBe(false)
    // The picture itself is all there, and is still shown upright.
    expect(stored.includes(Buffer.concat([START_OF_SCAN, SCAN]))).toBe(true)
    expect(stored.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBeGreaterThan(0)
  })

  test('is kept without the words that programs write into it: captions, comments', async () => {
    const photo = jpeg(
      [],
      [
        [0xed, 'Photoshop 3.0 caption: GPS 9.47N'],
        [0xfe, 'comment: GPS 9.47N'],
      ],
    )
    expect(photo.includes('GPS')).toBe(true)
    expect((await kept('hien-truong.jpg', photo)).equals(jpeg([]))).toBe(true)
  })

  test('loses what was hung behind its end: a preview with data of its own', async () => {
    const photo = Buffer.concat([jpeg([]), jpeg([exifWithGps(1)])])
    const stored = await kept('hien-truong.jpeg', photo)
    expect(stored.includes('Nokia 105')).toBe(false)
    expect(stored.equals(jpeg([]))).toBe(true)
  })

  test('as PNG loses its texts, its time and its EXIF', async () => {
    const picture = png(['tEXt', 'eXIf', 'tIME', 'iTXt'].map((type) => [type, 'GPS 9.47N 105.28E']))
    expect(picture.includes('GPS')).toBe(true)
    const stored = await kept('so-do.png', Buffer.concat([picture, Buffer.from('GPS behind the end')]))
    expect(stored.includes('GPS')).toBe(false)
    expect(stored.equals(png([]))).toBe(true)
  })

  test('is refused when it is broken', async () => {
    await expect(put('anh.jpg', jpeg([]).subarray(0, 60))).rejects.toMatchObject({ code: 'file.unreadable' })
    await expect(put('anh.png', png([]).subarray(0, 40))).rejects.toMatchObject({ code: 'file.unreadable' })
    await expect(put('anh.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).rejects.toMatchObject({
      code: 'file.unreadable',
    })
  })
})

test('a refused file leaves nothing behind', async () => {
  const own = await mkdtemp(join(tmpdir(), 'danvan-store-'))
  await writeFile(join(own, 'of-somebody-else'), '')
  const store = openFileStore(own)
  const sent = { name: 'a.docx', content: Readable.from([Buffer.from('PK\u0003\u0004 no')]), accountId: null }
  const entries = () => made.database.selectFrom('stored_file').selectAll().orderBy('id').execute()
  const before = await entries()
  await expect(store.put(made.database, sent)).rejects.toMatchObject({ code: 'file.unreadable' })
  expect((await readdir(own, { recursive: true })).sort()).toEqual(['incoming', 'of-somebody-else'])
  expect(await entries()).toEqual(before)
  await rm(own, { recursive: true })
})

type Part = { name: string; content: Buffer; packed?: Buffer; says?: number; sameAs?: number }

/** A ZIP archive written by hand, so that it can lie: about a size, or about where a part lies. */
function archive(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const { name, content, packed = deflateRawSync(content), says, sameAs } of parts) {
    const header = (signature: number, extra: number) => {
      const bytes = Buffer.alloc(30 + extra)
      bytes.writeUInt32LE(signature, 0)
      return bytes
    }
    const offset = sameAs === undefined ? at : (offsets[sameAs] ?? 0)
    offsets.push(offset)
    if (sameAs === undefined) {
      const local = header(0x04034b50, 0)
      local.writeUInt16LE(8, 8)
      local.writeUInt32LE(packed.length, 18)
      local.writeUInt32LE(says ?? content.length, 22)
      local.writeUInt16LE(name.length, 26)
      pieces.push(local, Buffer.from(name), packed)
      at += 30 + name.length + packed.length
    }
    const entry = header(0x02014b50, 16)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(says ?? content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, Buffer.from(name))
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, listed, end])
}

const START_OF_SCAN = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0])
/** Compressed data with a stuffed byte and a restart mark in it, which are no end. */
const SCAN = Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 5])

function jpeg(metadata: readonly Buffer[], others: readonly (readonly [number, string])[] = []): Buffer {
  const segment = (marker: number, content: Buffer) =>
    Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...metadata.map((content) => segment(0xe1, content)),
    ...others.map(([marker, words]) => segment(marker, Buffer.from(words))),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    START_OF_SCAN,
    SCAN,
    Buffer.from([0xff, 0xd9]),
  ])
}

/** EXIF as cameras write it: how it was held, the device, the time, and a text with the place. */
function exifWithGps(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(count, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const head = Buffer.from('II*\0\x08\0\0\0\x03\0', 'latin1')
  const entries = [entry(0x0110, 2, 10, 50), entry(0x0112, 3, 1, orientation), entry(0x0132, 2, 20, 60)]
  const words = Buffer.from(
    'Nokia 105\0' + '2026:11:20 08:15:00\0' + 'GPSLatitude 9 47 2.4 N GPSLongitude 105 28 E',
    'latin1',
  )
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, ...entries, Buffer.alloc(4), words])
}

function png(metadata: readonly (readonly string[])[]): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...metadata.map(([type = '', words = '']) => chunk(type, Buffer.from(words))),
    chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 3]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

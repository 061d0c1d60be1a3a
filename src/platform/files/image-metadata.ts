/**
 * A photo of a citizen says where it was taken, when and with which device. Nothing of that is needed here, so it is taken out before
 * the picture is kept; the picture itself is not touched.
 */

/** Null when the bytes are not a whole picture of that kind. */
export function withoutMetadata(mediaType: 'image/jpeg' | 'image/png', picture: Buffer): Buffer | null {
  return mediaType === 'image/jpeg' ? jpegWithoutMetadata(picture) : pngWithoutMetadata(picture)
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const APPLICATION = { jfif: 0xe0, exif: 0xe1, profile: 0xe2, adobe: 0xee }

/** Segments of a JPEG (ITU-T T.81, Annex B). What comes after the end of the image – previews with metadata of their own – goes too. */
function jpegWithoutMetadata(picture: Buffer): Buffer | null {
  if (picture.length < 4 || picture.readUInt16BE(0) !== 0xffd8) return null
  const kept: Buffer[] = [picture.subarray(0, 2)]
  let orientation = 1
  let at = 2
  while (at + 4 <= picture.length) {
    if (picture[at] !== 0xff) return null
    const marker = picture[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END_OF_IMAGE) break
    const end = at + 2 + picture.readUInt16BE(at + 2)
    if (end > picture.length || end < at + 4) return null
    const content = picture.subarray(at + 4, end)
    if (marker === APPLICATION.exif) orientation = orientationIn(content) ?? orientation
    else if (isPartOfPicture(marker, content)) kept.push(picture.subarray(at, end))
    at = end
    if (marker === START_OF_SCAN) {
      const afterScan = endOfScan(picture, at)
      kept.push(picture.subarray(at, afterScan))
      at = afterScan
    }
  }
  // Cut off in the middle: a picture that no program shows whole, and perhaps no picture at all.
  if (at + 2 > picture.length || picture[at + 1] !== END_OF_IMAGE || kept.length < 3) return null
  if (orientation !== 1) kept.splice(1, 0, orientationOnly(orientation))
  return Buffer.concat([...kept, Buffer.from([0xff, END_OF_IMAGE])])
}

/** Everything but comments and the data of applications; of these only what the colours need. */
function isPartOfPicture(marker: number, content: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === APPLICATION.jfif) return content.toString('latin1', 0, 5) === 'JFIF\0'
  if (marker === APPLICATION.profile) return content.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  return marker === APPLICATION.adobe
}

/** After the compressed data: at the next marker that is neither a stuffed 0xff nor a restart. */
function endOfScan(picture: Buffer, from: number): number {
  let at = from
  while (at + 1 < picture.length) {
    at = picture.indexOf(0xff, at)
    if (at < 0 || at + 1 >= picture.length) return picture.length
    const next = picture[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
  return picture.length
}

/** How the camera was held (tag 0x0112): without it, a photo taken upright would lie on its side. */
function orientationIn(exif: Buffer): number | null {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0' || exif.length < 14) return null
  const tiff = exif.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(short(directory), 200); entry += 1) {
    const at = directory + 2 + entry * 12
    if (short(at) === 0x0112) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : null
  }
  return null
}

/** A segment that says nothing but that. */
function orientationOnly(orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const content = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  return Buffer.from([0xff, APPLICATION.exif, 0, content.length + 2, ...content])
}

/** What a PNG is drawn from (PNG specification, chapter 11); text, time and EXIF are not among it. */
const PICTURE_CHUNKS = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'pHYs', 'bKGD', 'hIST'],
  ...['acTL', 'fcTL', 'fdAT'],
])

function pngWithoutMetadata(picture: Buffer): Buffer | null {
  const kept: Buffer[] = [picture.subarray(0, 8)]
  let at = 8
  while (at + 12 <= picture.length) {
    const type = picture.toString('latin1', at + 4, at + 8)
    const end = at + 12 + picture.readUInt32BE(at)
    if (end > picture.length || !/^[A-Za-z]{4}$/.test(type)) return null
    if (kept.length === 1 && type !== 'IHDR') return null
    if (PICTURE_CHUNKS.has(type)) kept.push(picture.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { pictureSize } from '../layout/picture-size.ts'

/** A signature scanned at 300 dots to the inch is some 1.000 dots wide. */
export const LARGEST_PICTURE_IN_BYTES = 1024 * 1024
const MOST_DOTS_ON_A_SIDE = 2500
/** Less ink than this is a stray dot; less that shines through is paper. */
const LEAST_INKED_DOTS = 50
const LEAST_TRANSPARENT_SHARE = 0.2

/** Whose picture it is decides its colour: the person's signature is blue, the seal of the body red. */
export type PictureOf = 'person' | 'body'
/** A PNG cut to its ink; sides in dots. */
export type SignatureLook = { png: Buffer; width: number; height: number }

/**
 * The picture of a signature or seal, drawn anew and cut to its ink: nothing else that the file held is left.
 * Refuses `documents.picture-not-png`, `-too-large`, `-unreadable`, `-not-transparent` and `-wrong-colour`.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7d (blue, PNG, transparent) and II.8a (red, PNG, transparent).
 */
export function signatureLook(content: Buffer, of: PictureOf): SignatureLook {
  const size = pictureSize(content)
  if (size?.type !== 'png')
    throw refused('not-png', 'Tệp không phải hình PNG. Hãy lưu hình ở định dạng .png, nền trong suốt, rồi gửi lại.')
  if (content.length > LARGEST_PICTURE_IN_BYTES || Math.max(size.width, size.height) > MOST_DOTS_ON_A_SIDE)
    throw refused(
      'too-large',
      `Hình quá lớn: nhiều nhất 1 MB, mỗi cạnh ${MOST_DOTS_ON_A_SIDE.toLocaleString('vi-VN')} điểm. Hãy thu nhỏ hình rồi gửi lại.`,
    )
  const whole = drawn(content, size, { left: 0, top: 0, ...size })
  const ink = inkOf(whole.pixels, size)
  if (ink.transparentShare < LEAST_TRANSPARENT_SHARE)
    throw refused('not-transparent', 'Nền của hình không trong suốt. Hãy xóa nền rồi lưu lại ở định dạng .png.')
  if (ink.dots < LEAST_INKED_DOTS) throw refused('unreadable', 'Hình trống hoặc bị hỏng. Hãy kiểm tra lại tệp.')
  refuseColour(ink, of)
  const { png } = drawn(content, size, ink.box)
  return { png, width: ink.box.width, height: ink.box.height }
}

function refuseColour({ red, green, blue }: { red: number; green: number; blue: number }, of: PictureOf): void {
  if (of === 'person' && !(blue > red * 1.1 && blue >= green))
    throw refused('wrong-colour', 'Hình chữ ký của người có thẩm quyền phải màu xanh (Nghị định 30/2020/NĐ-CP).')
  if (of === 'body' && !(red > green * 1.3 && red > blue * 1.3))
    throw refused('wrong-colour', 'Hình dấu của cơ quan, tổ chức phải màu đỏ (Nghị định 30/2020/NĐ-CP).')
}

type Box = { left: number; top: number; width: number; height: number }

function inkOf(pixels: Uint8Array, { width, height }: { width: number; height: number }) {
  let [dots, transparent, red, green, blue] = [0, 0, 0, 0, 0]
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0
    if (alpha < 16) transparent += 1
    if (alpha < 128) continue
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
    dots += 1
    red += pixels[at] ?? 0
    green += pixels[at + 1] ?? 0
    blue += pixels[at + 2] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const box: Box = { left, top, width: right - left + 1, height: bottom - top + 1 }
  return { dots, transparentShare: transparent / (width * height), red, green, blue, box }
}

/** A part of the picture, dot for dot. */
function drawn(content: Buffer, { width, height }: { width: number; height: number }, box: Box) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}" viewBox="${box.left} ${box.top} ${box.width} ${box.height}"><image width="${width}" height="${height}" href="data:image/png;base64,${content.toString('base64')}"/></svg>`
  try {
    const rendered = new (drawing().Resvg)(svg, { font: { loadSystemFonts: false } }).render()
    return { png: rendered.asPng(), pixels: rendered.pixels }
  } catch {
    throw refused('unreadable', 'Hình trống hoặc bị hỏng. Hãy kiểm tra lại tệp.')
  }
}

const DOTS_PER_POINT = 4
const LETTERS_IN_POINTS = 8
const LINE_IN_POINTS = 10
const INK: Readonly<Record<PictureOf, string>> = { person: '#0a3a9c', body: '#c8102e' }

/**
 * A few lines of words as a picture, sides in points, for a signature that has none of its own. The decree knows only pictures here; who
 * signed and when is what programs of signing print in their place, so that a reader sees that the paper is signed.
 */
export function wordsAsLook(lines: readonly string[], of: PictureOf) {
  // No letter of Times New Roman is much wider than half its height on average; what is left over is cut off.
  const width = Math.ceil(Math.max(...lines.map((each) => each.length)) * LETTERS_IN_POINTS * 0.62) + 4
  const height = Math.ceil(lines.length * LINE_IN_POINTS) + 2
  const anchor = of === 'person' ? { x: width / 2, at: 'middle' } : { x: 1, at: 'start' }
  const texts = lines.map(
    (each, index) =>
      `<text x="${anchor.x}" y="${(index + 0.8) * LINE_IN_POINTS}" text-anchor="${anchor.at}" font-family="Tinos" font-size="${LETTERS_IN_POINTS}" fill="${INK[of]}">${forXml(each)}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${texts.join('')}</svg>`
  const { Resvg, typefaces } = drawing()
  const rendered = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: DOTS_PER_POINT },
    font: { loadSystemFonts: false, fontFiles: typefaces, defaultFontFamily: 'Tinos' },
  }).render()
  return { png: rendered.asPng(), width, height }
}

const forXml = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[^\t\u0020-\ud7ff\ue000-\ufffd]/gu, '')

/** The drawing program with the typeface that comes with the system; loaded when first needed. */
function drawing() {
  const require = createRequire(import.meta.url)
  const { Resvg } = require('@resvg/resvg-js') as typeof import('@resvg/resvg-js')
  const fonts = dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  return { Resvg, typefaces: [join(fonts, '400Regular', 'Tinos_400Regular.ttf')] }
}

const refused = (code: string, message: string) =>
  new Refusal('invalid', `documents.picture-${code}`, message, { file: message })

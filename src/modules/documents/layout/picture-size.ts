export type PictureSize = { type: 'jpg' | 'png'; width: number; height: number }

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Start of frame in any way of coding (ITU-T T.81, table B.1); C4, C8 and CC are other segments. */
const isStartOfFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Width and height of a JPEG or PNG in pixels; null for anything else, and for one that does not say. */
export function pictureSize(content: Buffer): PictureSize | null {
  if (content.subarray(0, 8).equals(PNG_SIGNATURE) && content.length >= 24)
    return sized('png', content.readUInt32BE(16), content.readUInt32BE(20))
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1] ?? 0
    if (isStartOfFrame(marker)) return sized('jpg', content.readUInt16BE(at + 7), content.readUInt16BE(at + 5))
    at += marker === 0xff ? 1 : 2 + content.readUInt16BE(at + 2)
  }
  return null
}

function sized(type: PictureSize['type'], width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { type, width, height } : null
}

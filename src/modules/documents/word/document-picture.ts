import { ImageRun, Paragraph } from 'docx'
import type { DocumentPicture } from '../layout/official-document.ts'
import { pictureSize } from '../layout/picture-size.ts'
import { oneLine } from '../layout/plain-text.ts'
import { LOOKS } from './styles.ts'

const PIXELS_PER_TWIP = 96 / 1440
/** Leaves room for a caption on the same page. */
const MOST_HEIGHT_IN_PIXELS = 800

/** The picture with its caption, no wider than the text (in twips). Throws RangeError for what is no JPEG or PNG: the caller has checked that. */
export function documentPicture({ caption, description, content }: DocumentPicture, textWidth: number): Paragraph[] {
  const size = pictureSize(content)
  if (!size) throw new RangeError('The content of a picture is neither JPEG nor PNG.')
  const { width, height, type } = size
  const shrinking = Math.min(1, (textWidth * PIXELS_PER_TWIP) / width, MOST_HEIGHT_IN_PIXELS / height)
  const picture = new ImageRun({
    type,
    data: content,
    transformation: {
      width: Math.max(1, Math.floor(width * shrinking)),
      height: Math.max(1, Math.floor(height * shrinking)),
    },
    altText: { name: 'Ảnh', title: oneLine(caption ?? ''), description: oneLine(description) },
  })
  return [
    new Paragraph({ style: LOOKS.picture.id, keepNext: caption !== null, children: [picture] }),
    ...(caption === null ? [] : [new Paragraph({ style: LOOKS.caption.id, text: oneLine(caption) })]),
  ]
}

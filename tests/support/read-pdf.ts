import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Words on a page with their place: millimetres from the left and from the upper edge of the paper to the foot of the letters. */
export interface PdfWords {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly foot: number
  readonly sizeInPoints: number
  readonly typeface: string
}

/** A PDF read back by another program than the one that wrote it. For tests only. */
export interface PdfFile {
  readonly title: string
  readonly isTagged: boolean
  readonly language: string
  /** Widths and heights in millimetres. */
  readonly pages: readonly { width: number; height: number; words: readonly PdfWords[] }[]
  /** All words in the order of reading, lines joined by spaces. */
  readonly text: string
}

const MILLIMETRES_PER_POINT = 25.4 / 72

export async function readPdf(content: Buffer): Promise<PdfFile> {
  const task = getDocument({ data: new Uint8Array(content), fontExtraProperties: true, verbosity: 0 })
  const file = await task.promise
  const { info } = await file.getMetadata()
  const isTagged = (await file.getMarkInfo())?.Marked === true
  const pages = []
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number)
    // Drawing it is what loads the fonts, whose names are asked below.
    await page.getOperatorList()
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const words = items.flatMap((item): PdfWords[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
      const font = page.commonObjs.get(item.fontName) as { name?: string }
      return [
        {
          text: item.str,
          left: x * MILLIMETRES_PER_POINT,
          right: (x + item.width) * MILLIMETRES_PER_POINT,
          foot: (height - y) * MILLIMETRES_PER_POINT,
          sizeInPoints: Math.round(size * 10) / 10,
          typeface: (font.name ?? '').replace(/^[A-Z]{6}\+/, ''),
        },
      ]
    })
    pages.push({ width: width * MILLIMETRES_PER_POINT, height: height * MILLIMETRES_PER_POINT, words })
  }
  await task.destroy()
  return {
    title: String((info as { Title?: unknown }).Title ?? ''),
    isTagged,
    language: String((info as { Language?: unknown }).Language ?? ''),
    pages,
    text: pages
      .flatMap(({ words }) => words.map(({ text }) => text))
      .join(' ')
      .replace(/\s+/gu, ' '),
  }
}

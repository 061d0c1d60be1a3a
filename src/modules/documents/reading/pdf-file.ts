import { MOST_CHARACTERS, MOST_PAGES, type ReadText } from './reading-limits.ts'

/** pdf.js asks for these when it is loaded, to draw. Nothing is drawn here, so nothing needs to stand behind them. */
const FOR_DRAWING = ['DOMMatrix', 'ImageData', 'Path2D'] as const

/** The words of a PDF, page by page. Throws what pdf.js throws: `PasswordException`, `InvalidPDFException` and others. */
export async function textOfPdf(content: Buffer): Promise<ReadText> {
  const { getDocument } = await loaded()
  const task = getDocument({
    data: new Uint8Array(content),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
  })
  try {
    const file = await task.promise
    const pageCount = file.numPages
    const pages: string[] = []
    let length = 0
    let next = 1
    for (; next <= Math.min(pageCount, MOST_PAGES) && length < MOST_CHARACTERS; next += 1) {
      const page = await file.getPage(next)
      const { items } = await page.getTextContent()
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
      pages.push(text)
      length += text.length
      page.cleanup()
    }
    return { text: pages.join('\n'), pageCount, isCut: next <= pageCount }
  } finally {
    await task.destroy()
  }
}

async function loaded() {
  const shared = globalThis as Record<string, unknown>
  for (const name of FOR_DRAWING) shared[name] ??= class {}
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

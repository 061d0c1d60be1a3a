import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import { boundParser } from './bounded-parser.ts'

boundParser()

/** What may change in an object when somebody signs: the page gets a field, the document a list of fields. */
const OF_SIGNING = { page: PDFName.of('Annots'), catalog: PDFName.of('AcroForm') }

/**
 * Whether anything but signatures was added to a PDF since it was as `earlier`: an object that stood there has become another, or
 * something that is no signature lies on a page. Who signs later must not be able to change what was signed before.
 */
export async function isChangedSince(earlier: Buffer, now: Buffer | PDFDocument): Promise<boolean> {
  const before = await opened(earlier)
  const after = now instanceof PDFDocument ? now : await opened(now)
  if (before.getPageCount() !== after.getPageCount()) return true
  const fields = new Set([...refsIn(fieldsOf(before)), ...refsIn(fieldsOf(after))])
  for (const [ref, object] of before.context.enumerateIndirectObjects()) {
    if (object === before.catalog.get(OF_SIGNING.catalog) || isFormOf(before, ref)) continue
    const other = after.context.lookup(ref)
    if (other === undefined || written(object) !== written(other)) return true
  }
  return after.getPages().some((page, index) => {
    const stood = new Set(refsIn(before.getPages()[index]?.node.Annots()))
    const stands = refsIn(page.node.Annots())
    const added = stands.filter((ref) => !stood.has(ref))
    return [...stood].some((ref) => !stands.includes(ref)) || added.some((ref) => !fields.has(ref))
  })
}

export const opened = (content: Buffer): Promise<PDFDocument> =>
  PDFDocument.load(content, { updateMetadata: false, throwOnInvalidObject: true })

/** The fields of a document, each a signature or something to fill in. */
export function fieldsOf({ catalog }: PDFDocument): PDFArray | undefined {
  return catalog.lookupMaybe(OF_SIGNING.catalog, PDFDict)?.lookupMaybe(PDFName.of('Fields'), PDFArray)
}

const isFormOf = ({ catalog }: PDFDocument, ref: PDFRef) => catalog.get(OF_SIGNING.catalog) === ref

const refsIn = (array: PDFArray | undefined): PDFRef[] =>
  (array?.asArray() ?? []).filter((each): each is PDFRef => each instanceof PDFRef)

/** An object as it is written, without what signing changes in it. */
function written(object: PDFObject): string {
  if (object instanceof PDFStream) return `${written(object.dict)}\n${object.getContentsString()}`
  if (!(object instanceof PDFDict)) return object.toString()
  return [...object.entries()]
    .filter(([key]) => key !== OF_SIGNING.page && key !== OF_SIGNING.catalog)
    .map(([key, value]) => `${key} ${value}`)
    .sort()
    .join('\n')
}

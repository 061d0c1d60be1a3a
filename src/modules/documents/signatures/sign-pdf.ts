import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { SignPdf } from '@signpdf/signpdf'
import { Signer } from '@signpdf/utils'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { signedData } from './signed-data.ts'
import type { SigningKey } from './signing-key.ts'

export type SignatureToGive = {
  /** Name of the field; another signature of the same name is refused. */
  field: string
  reason: string
  at: Date
  /** Where the picture of the signature or the seal stands; null: the signature is not seen on the page. */
  picture: SignaturePicture | null
}

/** A PNG on a page, counted from 1; places in points from the lower left corner of the page. */
export type SignaturePicture = {
  page: number
  left: number
  bottom: number
  width: number
  height: number
  png: Buffer
}

/** Room for a signature with a few certificates, in bytes. */
const ROOM = 16_384
const IS_PRINTED = 4
const IS_LOCKED = 128

/**
 * Adds a signature to a PDF as an update at its end: every byte that stood there stays, and with it every signature given before.
 * Refuses `documents.pdf-unreadable`, `documents.already-signed-so` and `documents.no-such-page`.
 */
export async function signPdf(content: Buffer, key: SigningKey, given: SignatureToGive): Promise<Buffer> {
  const document = await PDFDocument.load(content, { forIncrementalUpdate: true, updateMetadata: false }).catch(() => {
    throw new Refusal('invalid', 'documents.pdf-unreadable', 'Tệp này không phải PDF hoặc bị hỏng nên chưa được ký.')
  })
  await addField(document, given)
  const ready = Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false }))
  return new SignPdf().sign(ready, new KeySigner(key), given.at)
}

class KeySigner extends Signer {
  readonly #key: SigningKey
  constructor(key: SigningKey) {
    super()
    this.#key = key
  }
  override sign(bytes: Buffer, at: Date = new Date()): Promise<Buffer> {
    return signedData(bytes, this.#key, at)
  }
}

async function addField(document: PDFDocument, given: SignatureToGive): Promise<void> {
  const { context, catalog } = document
  const form = formOf(document)
  const fields = form.lookup(PDFName.of('Fields'), PDFArray)
  refuseSameField(fields, given.field)
  const page = document.getPages()[(given.picture?.page ?? 1) - 1]
  if (!page) {
    throw new Refusal('invalid', 'documents.no-such-page', 'Văn bản không có trang này nên chưa đặt được chữ ký.')
  }
  const value = context.register(
    context.obj({
      ...{ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached' },
      ByteRange: rangeToFill(context),
      Contents: PDFHexString.of('0'.repeat(ROOM * 2)),
      Reason: PDFHexString.fromText(given.reason),
      M: PDFString.fromDate(given.at),
    }),
  )
  const { left = 0, bottom = 0, width = 0, height = 0 } = given.picture ?? {}
  const widget = context.register(
    context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', V: value, T: PDFHexString.fromText(given.field) },
      ...{ Rect: [left, bottom, left + width, bottom + height], F: IS_PRINTED | IS_LOCKED, P: page.ref },
      ...(given.picture ? { AP: { N: await appearance(document, given.picture) } } : {}),
    }),
  )
  // Not by the library's own way, which wraps what stands on the page too: that would change what was signed before.
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? []
  page.node.set(PDFName.of('Annots'), context.obj([...annotations, widget]))
  fields.push(widget)
  catalog.set(PDFName.of('AcroForm'), form)
}

function formOf({ catalog, context }: PDFDocument): PDFDict {
  const there = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)
  return there ?? context.obj({ SigFlags: 3, Fields: [] })
}

function refuseSameField(fields: PDFArray, name: string): void {
  for (const index of Array.from({ length: fields.size() }).keys()) {
    const written = fields.lookup(index, PDFDict).get(PDFName.of('T'))
    if (!(written instanceof PDFHexString || written instanceof PDFString) || written.decodeText() !== name) continue
    throw new Refusal('conflict', 'documents.already-signed-so', `Văn bản đã có chữ ký “${name}”, không ký lần nữa.`)
  }
}

/** What the signing puts the places of the signed bytes into. */
function rangeToFill(context: PDFDocument['context']): PDFArray {
  const range = PDFArray.withContext(context)
  range.push(PDFNumber.of(0))
  for (let place = 0; place < 3; place += 1) range.push(PDFName.of('**********'))
  return range
}

async function appearance(document: PDFDocument, { png, width, height }: SignaturePicture): Promise<PDFRef> {
  const image = await document.embedPng(png)
  await image.embed()
  const { context } = document
  return context.register(
    context.stream(`q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`, {
      ...{ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, width, height] },
      Resources: { XObject: { Picture: image.ref } },
    }),
  )
}

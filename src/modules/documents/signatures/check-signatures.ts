import { createHash } from 'node:crypto'
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib'
import { Certificate, ContentInfo, SignedData } from 'pkijs'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { fieldsOf, isChangedSince, opened } from './changes-after.ts'
import { refuseHugeInside } from './huge-inside.ts'
import { arrayBufferOf } from './signing-key.ts'

export type SignatureFound = {
  field: string
  /** Common name and organisation of the certificate; empty where it cannot be read. */
  signer: string
  organisation: string
  issuer: string
  /** Digest (SHA-256) of the certificate, by which two signatures of the same one are known; empty where there is none. */
  certificate: string
  /** As the signer's machine said; no authority has stamped it. ISO 8601; null where it says none. */
  signedAt: string | null
  /** Whether the day of signing lies within the days of the certificate. */
  isCertificateInForce: boolean
  /** The bytes it covers are those that were signed, with the key of its certificate. */
  isSound: boolean
  /** What was done to the file after it: nothing, further signatures alone, or something else. */
  changesAfter: 'none' | 'signatures' | 'content'
}

export type SignaturesChecked = {
  /** `sound`: every signature is, and nothing was changed after the first. */
  verdict: 'unsigned' | 'sound' | 'altered'
  signatures: SignatureFound[]
}

/** More than any document bears; each takes reading the file once more. */
const MOST_SIGNATURES = 12
const MOST_FIELDS = 5_000

/**
 * Says of each signature of a PDF whether what it covers is unchanged, in the order in which they were given. Whether a certificate's
 * issuer is to be trusted is not said. Refuses `documents.pdf-unreadable`, whatever is wrong with the file, and
 * `documents.pdf-too-large-inside`.
 */
export async function checkSignatures(content: Buffer): Promise<SignaturesChecked> {
  refuseHugeInside(content)
  try {
    const document = await opened(content)
    const given = signaturesIn(document).sort((one, other) => endOf(one) - endOf(other))
    if (given.length > MOST_SIGNATURES) throw new RangeError(`${given.length} signatures`)
    const signatures: SignatureFound[] = []
    for (const signature of given) signatures.push(await check(content, document, signature))
    const isWhole = signatures.every(({ isSound, changesAfter }) => isSound && changesAfter !== 'content')
    return { verdict: signatures.length === 0 ? 'unsigned' : isWhole ? 'sound' : 'altered', signatures }
  } catch {
    // A file of anyone may be wrong in every way there is.
    throw new Refusal(
      'invalid',
      'documents.pdf-unreadable',
      'Tệp này không phải PDF hoặc bị hỏng nên không kiểm tra được.',
    )
  }
}

type Written = { field: string; range: number[]; contents: Buffer }

const endOf = ({ range: [, , from = 0, length = 0] }: Written) => from + length

function signaturesIn(document: PDFDocument): Written[] {
  return fieldsIn(fieldsOf(document)).flatMap((field) => {
    if (inherited(field, 'FT') !== PDFName.of('Sig')) return []
    const value = field.lookup(PDFName.of('V'))
    if (!(value instanceof PDFDict)) return []
    const contents = value.lookup(PDFName.of('Contents'))
    const range = value.lookup(PDFName.of('ByteRange'))
    const name = inherited(field, 'T')
    return [
      {
        field: name instanceof PDFHexString || name instanceof PDFString ? name.decodeText() : '',
        range:
          range instanceof PDFArray
            ? range.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN))
            : [],
        contents: contents instanceof PDFHexString ? Buffer.from(contents.asBytes()) : Buffer.alloc(0),
      },
    ]
  })
}

/** All fields, those within others too, each once. */
function fieldsIn(fields: PDFArray | undefined): PDFDict[] {
  const found = new Set<PDFDict>()
  const waiting = fields ? [fields] : []
  for (const array of waiting) {
    for (let index = 0; index < array.size() && found.size < MOST_FIELDS; index += 1) {
      const field = array.lookup(index)
      if (!(field instanceof PDFDict) || found.has(field)) continue
      found.add(field)
      const kids = field.lookup(PDFName.of('Kids'))
      if (kids instanceof PDFArray) waiting.push(kids)
    }
  }
  return [...found]
}

function inherited(field: PDFDict, key: string): PDFObject | undefined {
  const parent = field.lookup(PDFName.of('Parent'))
  return field.lookup(PDFName.of(key)) ?? (parent instanceof PDFDict ? parent.lookup(PDFName.of(key)) : undefined)
}

async function check(content: Buffer, document: PDFDocument, signature: Written): Promise<SignatureFound> {
  const covered = coveredBy(content, signature)
  const signed = signedDataOf(signature.contents)
  const certificate = signed && certificateOf(signed)
  const at = signed ? signingTime(signed) : null
  return {
    field: signature.field,
    ...namesOf(certificate),
    certificate: certificate ? digestOf(certificate) : '',
    signedAt: at?.toISOString() ?? null,
    isCertificateInForce:
      certificate !== null && at !== null && at >= certificate.notBefore.value && at <= certificate.notAfter.value,
    isSound: covered !== null && signed !== null && (await isSignatureOf(signed, covered)),
    changesAfter: covered === null ? 'content' : await changesAfter(content, document, endOf(signature)),
  }
}

/** The bytes of the file that are signed: all up to its end but the signature itself; null where the range says anything else. */
function coveredBy(content: Buffer, { range, contents }: Written): Buffer | null {
  const [start, gap = 0, from = 0, length = 0] = range
  if (range.length !== 4 || start !== 0 || !(gap > 0 && from > gap && length > 0 && from + length <= content.length))
    return null
  const between = content.subarray(gap, from).toString('latin1')
  if (between.toLowerCase() !== `<${contents.toString('hex')}>`) return null
  return Buffer.concat([content.subarray(0, gap), content.subarray(from, from + length)])
}

async function changesAfter(
  content: Buffer,
  document: PDFDocument,
  end: number,
): Promise<SignatureFound['changesAfter']> {
  if (content.subarray(end).toString('latin1').trim() === '') return 'none'
  return (await isChangedSince(content.subarray(0, end), document).catch(() => true)) ? 'content' : 'signatures'
}

function signedDataOf(contents: Buffer): SignedData | null {
  try {
    const { content } = ContentInfo.fromBER(arrayBufferOf(contents))
    return new SignedData({ schema: content })
  } catch {
    return null
  }
}

async function isSignatureOf(signed: SignedData, bytes: Buffer): Promise<boolean> {
  // One that brings its own content along would be checked against that, and not against the file.
  if (signed.encapContentInfo.eContent !== undefined || signed.signerInfos.length !== 1) return false
  try {
    return await signed.verify({ signer: 0, data: arrayBufferOf(bytes), checkChain: false })
  } catch {
    return false
  }
}

function certificateOf({ certificates = [], signerInfos: [signer] }: SignedData): Certificate | null {
  const serial = signer?.sid?.serialNumber
  const own = certificates.find((each) => each instanceof Certificate && each.serialNumber.isEqual(serial))
  return own instanceof Certificate ? own : null
}

const digestOf = (certificate: Certificate) =>
  createHash('sha256')
    .update(Buffer.from(certificate.toSchema(true).toBER(false)))
    .digest('hex')

const NAMES = { common: '2.5.4.3', organisation: '2.5.4.10' }

/** Whose certificate it is and who gave it out. */
export function namesOf(certificate: Certificate | null) {
  const part = (of: 'subject' | 'issuer', type: string) =>
    String(certificate?.[of].typesAndValues.find((each) => each.type === type)?.value.valueBlock.value ?? '')
  return {
    signer: part('subject', NAMES.common),
    organisation: part('subject', NAMES.organisation),
    issuer: part('issuer', NAMES.common),
  }
}

function signingTime({ signerInfos: [signer] }: SignedData): Date | null {
  const time = signer?.signedAttrs?.attributes.find(({ type }) => type === '1.2.840.113549.1.9.5')?.values[0]
  const date = (time as { toDate?: () => Date } | undefined)?.toDate?.()
  return date && !Number.isNaN(date.getTime()) ? date : null
}

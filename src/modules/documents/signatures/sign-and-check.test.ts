import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { asCertificateFile, makeCertificate, type TestCertificate } from '../../../../tests/support/certificates.ts'
import { hasPdfsig, pdfsig } from '../../../../tests/support/pdfsig.ts'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { writePdf } from '../pdf/write-pdf.ts'
import { checkSignatures } from './check-signatures.ts'
import { type SignatureToGive, signPdf } from './sign-pdf.ts'
import { openCertificateFile } from './signing-key.ts'

const PERSON = { CN: 'Nguyễn Thị Mai', O: 'Sở Nội vụ tỉnh Hậu Giang' }
const OFFICE = { CN: 'Sở Nội vụ tỉnh Hậu Giang', O: 'Ủy ban nhân dân tỉnh Hậu Giang' }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4AQAA6gDp3uJOLwAAAABJRU5ErkJggg==',
  'base64',
)
const AT = new Date('2026-11-22T08:30:00Z')
const PICTURE = { page: 1, left: 350, bottom: 120, width: 80, height: 40, png: PNG }
const byPerson: SignatureToGive = { field: 'Người ký', reason: 'Ký ban hành', at: AT, picture: PICTURE }
const byOffice: SignatureToGive = { ...byPerson, field: 'Cơ quan', at: new Date('2026-11-22T08:40:00Z') }

let report: Buffer
let person: TestCertificate
let office: TestCertificate
let once: Buffer
let twice: Buffer
let small: { before: Buffer; once: Buffer; twice: Buffer }

beforeAll(async () => {
  report = await writePdf(SAMPLE_REPORT)
  person = await makeCertificate(PERSON)
  office = await makeCertificate(OFFICE, { elliptic: true })
  once = await signPdf(report, person.key, byPerson)
  twice = await signPdf(once, office.key, byOffice)
  small = await smallFile()
})

/** A file of one line, signed by both: read many times over in a moment. */
async function smallFile() {
  const document = await PDFDocument.create()
  document.addPage([300, 200]).drawText('05/BC-SNV', { x: 20, y: 100 })
  const before = Buffer.from(await document.save({ useObjectStreams: false }))
  const once = await signPdf(before, person.key, { ...byPerson, picture: null })
  return { before, once, twice: await signPdf(once, office.key, { ...byOffice, picture: null }) }
}

describe('a PDF signed by a person and then by the office', () => {
  test('keeps every byte that was signed before, and all its words', async () => {
    expect(once.subarray(0, report.length).equals(report)).toBe(true)
    expect(twice.subarray(0, once.length).equals(once)).toBe(true)
    expect((await readPdf(twice)).text).toBe((await readPdf(report)).text)
  })

  test('bears both signatures, the first unbroken by the second', async () => {
    const checked = await checkSignatures(twice)
    expect(checked.verdict).toBe('sound')
    expect(checked.signatures).toMatchObject([
      {
        ...{ field: 'Người ký', signer: PERSON.CN, organisation: PERSON.O, signedAt: AT.toISOString() },
        ...{ isSound: true, isCertificateInForce: true, changesAfter: 'signatures' },
      },
      { field: 'Cơ quan', signer: OFFICE.CN, isSound: true, changesAfter: 'none' },
    ])
  })

  test.skipIf(!hasPdfsig)('is found in order by another program too', async () => {
    const said = await pdfsig(twice)
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
    expect(said).toContain(`Signer Certificate Common Name: ${PERSON.CN}`)
    expect(said).toContain('Not total document signed')
    expect(said.split('Signature #2')[1]).toContain('Total document signed')
  })

  test('tells of a certificate whose days were over', async () => {
    const old = await makeCertificate(PERSON, { from: '2020-01-01', to: '2022-01-01' })
    const { signatures } = await checkSignatures(await signPdf(report, old.key, byPerson))
    expect(signatures).toMatchObject([{ isSound: true, isCertificateInForce: false }])
  })

  test('is not signed twice in the same place', async () => {
    await expect(signPdf(once, person.key, byPerson)).rejects.toMatchObject({ code: 'documents.already-signed-so' })
  })
})

/** What is said of a file: the verdict, or why it is refused. Anything else thrown is a defect. */
const toldOf = (content: Buffer): Promise<string> =>
  checkSignatures(content).then(
    ({ verdict }) => verdict,
    (refusal) => {
      if (!(refusal instanceof Refusal)) throw refusal
      return refusal.code
    },
  )

const NOT_SOUND = /^(altered|unsigned|documents\.pdf-(unreadable|too-large-inside))$/

const spliced = (from: number, to: number, put: Iterable<number>) =>
  Buffer.concat([small.twice.subarray(0, from), Buffer.from([...put]), small.twice.subarray(to)])

describe('a file that was altered', () => {
  test.each([
    ['a small file', 1000, () => small],
    ['a report', 60, () => ({ before: report, once, twice })],
  ])(
    'is told, whichever byte of what was signed is another: %s',
    async (_which, numRuns, given) => {
      const file = given()
      expect((await checkSignatures(file.twice)).verdict).toBe('sound')
      // Most of a signature is room that it does not need: half of the changes are in what it stands for.
      const place = fc.oneof(
        fc.integer({ min: 0, max: file.before.length - 1 }),
        fc.integer({ min: 0, max: file.once.length - 1 }),
      )
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const altered = Buffer.from(file.twice)
          altered[at] = ((altered[at] ?? 0) + by) % 256
          expect(await toldOf(altered)).toMatch(NOT_SOUND)
        }),
        { numRuns },
      )
    },
    300_000,
  )

  test('is told, however it was cut, doubled or mixed, and never ends in anything but an answer', async () => {
    const { once, twice } = small
    const place = fc.integer({ min: 0, max: twice.length })
    const change = fc.oneof(
      place.map((at) => twice.subarray(0, at)),
      fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([at, put]) => spliced(at, at, put)),
      fc.tuple(place, fc.integer({ min: 1, max: 2000 })).map(([at, length]) => spliced(at, at + length, [])),
      fc.tuple(place, place).map(([from, to]) => spliced(to, to, twice.subarray(from, from + 500))),
      fc
        .constantFrom('/ByteRange', '/Contents', '/Fields', '/AcroForm', '/V ', '/Kids', 'xref', 'trailer', '/Prev')
        .chain((word) => fc.tuple(fc.constant(word), fc.constantFrom('/X', '[', '<<', '0 0 R', '(', 'null', '1e99')))
        .map(([word, other]) => Buffer.from(twice.toString('latin1').replaceAll(word, other), 'latin1')),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes])),
    )
    await fc.assert(
      fc.asyncProperty(change, async (altered) => {
        fc.pre(!altered.equals(twice) && !altered.subarray(0, once.length).equals(once))
        expect(await toldOf(altered)).toMatch(NOT_SOUND)
      }),
      { numRuns: 400 },
    )
  }, 600_000)

  test.skipIf(!hasPdfsig)('is told by another program too, for some of its bytes', async () => {
    for (const at of [9, 200, Math.floor(report.length / 2), report.length - 200, once.length - 900]) {
      const altered = Buffer.from(twice)
      altered[at] = ((altered[at] ?? 0) + 1) % 256
      expect((await pdfsig(altered)).match(/Signature is Valid/g)?.length ?? 0).toBeLessThan(2)
    }
  })

  test('is told when a page was written on after the last signature, or before another one', async () => {
    const writtenOn = async (content: Buffer) => {
      const document = await PDFDocument.load(content, { forIncrementalUpdate: true, updateMetadata: false })
      document.getPages()[0]?.drawText('0', { x: 300, y: 300 })
      return Buffer.from(await document.save({ useObjectStreams: false }))
    }
    expect(await checkSignatures(await writtenOn(once))).toMatchObject({
      verdict: 'altered',
      signatures: [{ isSound: true, changesAfter: 'content' }],
    })
    const countersigned = await signPdf(await writtenOn(once), office.key, byOffice)
    expect(await checkSignatures(countersigned)).toMatchObject({
      verdict: 'altered',
      signatures: [
        { isSound: true, changesAfter: 'content' },
        { isSound: true, changesAfter: 'none' },
      ],
    })
  })

  test('without a signature says so', async () => {
    expect(await checkSignatures(report)).toEqual({ verdict: 'unsigned', signatures: [] })
    await expect(checkSignatures(Buffer.from('không phải PDF'))).rejects.toMatchObject({
      code: 'documents.pdf-unreadable',
    })
  })
})

describe('a certificate file', () => {
  test('is opened by its password, and signs', async () => {
    const file = await asCertificateFile(person, 'mật khẩu')
    const key = await openCertificateFile(file, 'mật khẩu')
    expect(await checkSignatures(await signPdf(report, key, byPerson))).toMatchObject({ verdict: 'sound' })
    await expect(openCertificateFile(file, 'khác')).rejects.toMatchObject({ code: 'documents.certificate-unreadable' })
    await expect(openCertificateFile(report, 'mật khẩu')).rejects.toMatchObject({
      code: 'documents.certificate-unreadable',
    })
  })
})

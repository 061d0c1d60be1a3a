import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { asCertificateFile, makeCertificate, type TestCertificate } from '../../../../tests/support/certificates.ts'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
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

beforeAll(async () => {
  report = await writePdf(SAMPLE_REPORT)
  person = await makeCertificate(PERSON)
  office = await makeCertificate(OFFICE, { elliptic: true })
  once = await signPdf(report, person.key, byPerson)
  twice = await signPdf(once, office.key, byOffice)
})

/** What Debian's pdfsig says; null where it is not installed. */
async function pdfsig(content: Buffer): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-signed-'))
  try {
    await writeFile(join(folder, 'signed.pdf'), content)
    const { stdout } = await promisify(execFile)('pdfsig', [join(folder, 'signed.pdf')]).catch((error) => {
      if (error.code === 'ENOENT') return { stdout: null }
      return error as { stdout: string }
    })
    return stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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

  test('is found in order by another program too', async () => {
    const said = await pdfsig(twice)
    if (said === null) return
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

describe('a file that was altered', () => {
  test('is told, whichever byte of what was signed is another', async () => {
    const { signatures } = await checkSignatures(twice)
    expect(signatures).toHaveLength(2)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: once.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const altered = Buffer.from(twice)
          altered[at] = ((altered[at] ?? 0) + by) % 256
          const told = await checkSignatures(altered).catch((refusal) => refusal)
          expect(told.verdict ?? told.code).toMatch(/^(altered|unsigned|documents\.pdf-unreadable)$/)
        },
      ),
      { numRuns: 200 },
    )
  }, 300_000)

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

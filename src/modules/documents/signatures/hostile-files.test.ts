import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { OctetString } from 'asn1js'
import { ContentInfo, EncapsulatedContentInfo, SignedData } from 'pkijs'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../../../tests/support/certificates.ts'
import { signedOutside } from '../../../../tests/support/signed-outside.ts'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { writePdf } from '../pdf/write-pdf.ts'
import { addedSignature } from './accept-signed.ts'
import { checkSignatures } from './check-signatures.ts'
import { signedData } from './signed-data.ts'
import { arrayBufferOf } from './signing-key.ts'

const NAME = 'Nguyễn Thị Mai'
const AT = new Date('2026-11-22T08:30:00Z')

let report: Buffer
let person: TestCertificate
let signed: Buffer

beforeAll(async () => {
  report = await writePdf(SAMPLE_REPORT)
  person = await makeCertificate({ CN: NAME, O: 'Sở Nội vụ' })
  signed = await signedOutside(report, person, 'Người ký', AT)
})

describe('a file sent in by anyone', () => {
  test.each([
    ['in one layer', '/Filter /FlateDecode', false],
    ['in two layers', '/Filter [/FlateDecode /FlateDecode]', true],
    ['under a name written in numbers', '/Filter /FlateDecode', true],
  ])('that unpacks to more than a machine has, %s, is refused before it is unpacked', async (_how, filter, again) => {
    const once = deflateSync(Buffer.alloc(80 * 1024 * 1024), { level: 9 })
    const packed = again && filter.includes('[') ? deflateSync(once) : once
    const type = again && !filter.includes('[') ? '/Obj#53tm' : '/ObjStm'
    const bomb = Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type ${type} /N 1 /First 4 ${filter} /Length ${packed.length} >>\nstream\n`),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF'),
    ])
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(checkSignatures(bomb)).rejects.toMatchObject({ code: 'documents.pdf-too-large-inside' })
  })

  test('with more parts than any document has is refused', async () => {
    const many = Buffer.from(`%PDF-1.7\n${'1 0 obj null endobj '.repeat(160_000)}`)
    await expect(checkSignatures(many)).rejects.toMatchObject({ code: 'documents.pdf-too-large-inside' })
  })

  test('with nothing where its objects should be is refused, and not searched byte by byte', async () => {
    const digits = Buffer.from(`%PDF-1.7\n1 0 obj null endobj\n${'7'.repeat(2 * 1024 * 1024)}`)
    await expect(checkSignatures(digits)).rejects.toMatchObject({ code: 'documents.pdf-unreadable' })
    const signs = Buffer.concat([signed, Buffer.from('f'.repeat(2 * 1024 * 1024))])
    await expect(checkSignatures(signs)).rejects.toMatchObject({ code: 'documents.pdf-unreadable' })
  })

  test('with a signature that brings other words along, which it is good for, is not sound', async () => {
    const inHex = /<([0-9a-f]{1000,})>/i.exec(signed.toString('latin1'))
    const place = (inHex?.index ?? 0) + 1
    const words = Buffer.from('Những lời khác, do chính người ấy ký.')
    const { content } = ContentInfo.fromBER(arrayBufferOf(await signedData(words, person.key, AT)))
    const carrying = new SignedData({ schema: content })
    carrying.encapContentInfo = new EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.7.1',
      eContent: new OctetString({ valueHex: arrayBufferOf(words) }),
    })
    const put = Buffer.from(
      new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: carrying.toSchema(true) })
        .toSchema()
        .toBER(false),
    ).toString('hex')
    const forged = Buffer.from(signed)
    forged.write(put.padEnd(inHex?.[1]?.length ?? 0, '0'), place, 'latin1')
    expect(forged.length).toBe(signed.length)
    expect((await checkSignatures(signed)).verdict).toBe('sound')
    expect(await checkSignatures(forged)).toMatchObject({ verdict: 'altered', signatures: [{ isSound: false }] })
  })
})

describe('a file that was changed and then signed by the right person', () => {
  test('is not taken for the one that was kept', async () => {
    const document = await PDFDocument.load(report, { forIncrementalUpdate: true, updateMetadata: false })
    document.getPages()[0]?.drawText('0', { x: 300, y: 300 })
    const changed = Buffer.from(await document.save({ useObjectStreams: false }))
    const given = await signedOutside(changed, person, 'Người ký', AT)
    expect((await checkSignatures(given)).verdict).toBe('sound')
    const awaited = { role: 'person' as const, kept: report, signatureCount: 0, signerName: NAME }
    await expect(addedSignature(given, awaited)).rejects.toMatchObject({ code: 'documents.changed-before-signing' })
    expect(await addedSignature(signed, awaited)).toMatchObject({ signer: NAME, changesAfter: 'none' })
  })
})

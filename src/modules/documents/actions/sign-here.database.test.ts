import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../../../tests/support/certificates.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openEncryption } from '../../../platform/encryption/encryption.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { SAMPLE_DECISION } from '../layout/sample-decision.ts'
import { issueOf } from '../queries/issues.ts'
import { pictureKept } from '../queries/signature-pictures.ts'
import { checkSignatures } from '../signatures/check-signatures.ts'
import { issueDocument } from './issue-document.ts'
import { forgetSignaturePictures, keepOwnSignature, keepSeal } from './keep-signature-picture.ts'
import { pictureOwner, signHere } from './sign-here.ts'

const HEAD = 'Trần Văn Tám'
const MM = 72 / 25.4
const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js')
const drawn = (inner: string) =>
  new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">${inner}</svg>`).render().asPng()
const SIGNATURE = drawn('<rect x="50" y="100" width="200" height="80" fill="none" stroke="#1030a0" stroke-width="8"/>')
const SEAL = drawn('<rect x="60" y="60" width="180" height="180" fill="#d01020"/>')

let folder: string
let head: TestCertificate
let office: TestCertificate
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-sign-here-'))
  head = await makeCertificate({ CN: HEAD, O: 'Ủy ban nhân dân xã Ba' })
  office = await makeCertificate({ CN: 'Ủy ban nhân dân xã Ba', O: 'Tỉnh Mẫu' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function issued() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const files = openFileStore(folder)
  const encryption = openEncryption({ keyFolder: join(folder, 'keys'), key: null })
  const { number: _number, ...content } = SAMPLE_DECISION
  const documentId = await issueDocument(
    database,
    officials.communeClerk,
    {
      entry: {
        ...{ unitId: units.commune, issuingUnitId: null, draftingUnitId: null, type: 'QĐ', symbol: '' },
        ...{ issuedOn: TEST_TODAY, summary: 'Tặng Giấy khen', dueOn: null, basedOn: [], carriesOut: [], replaces: [] },
      },
      content: { ...content, date: TEST_TODAY },
      signer: { name: HEAD, title: 'Chủ tịch' },
      recipientUnitIds: [],
    },
    { files, publicUrl: 'https://danvan.example', today: TEST_TODAY },
  )
  const sign = (role: 'person' | 'body', { key }: TestCertificate) =>
    signHere(database, { files, encryption }, role === 'person' ? officials.communeHead : officials.communeClerk, {
      ...{ documentId, role, way: 'certificate-file', key, now: TEST_NOW, today: TEST_TODAY },
    })
  const content2 = async () => buffer(files.read((await issueOf(database, documentId))?.current.sha256 ?? ''))
  return { database, units, officials, encryption, documentId, sign, signedFile: content2 }
}

/** Where the signatures are seen, in millimetres from the left and the foot of the page. */
async function seenIn(file: Buffer) {
  const document = await PDFDocument.load(file, { updateMetadata: false })
  return document.getPages().flatMap((page) => {
    const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)
    return (annotations?.asArray() ?? []).flatMap((_ref, index) => {
      const each = annotations?.lookup(index, PDFDict)
      if (each?.lookup(PDFName.of('FT')) !== PDFName.of('Sig')) return []
      const [left = 0, bottom = 0, right = 0, top = 0] = each
        .lookup(PDFName.of('Rect'), PDFArray)
        .asArray()
        .map((side) => (side instanceof PDFNumber ? side.asNumber() / MM : 0))
      return [{ left, bottom, width: right - left, height: top - bottom }]
    })
  })
}

describe('signing on the page', () => {
  test('draws the signature between title and name and the seal, at its real size, over its left third', async () => {
    const { database, units, officials, encryption, sign, signedFile } = await issued()
    await keepOwnSignature(database, encryption, officials.communeHead, SIGNATURE)
    await keepSeal(database, encryption, officials.communeClerk, {
      ...{ unitId: units.commune, content: SEAL, widthInMillimetres: 36 },
    })
    const { rows } = await sql<{ sealed: string }>`select sealed from signature_picture`.execute(database)
    // PNG in base64 begins so: none stands there in the open.
    for (const { sealed } of rows) expect(sealed).not.toContain('iVBOR')
    await sign('person', head)
    await sign('body', office)
    const file = await signedFile()
    expect((await checkSignatures(file)).verdict).toBe('sound')
    const [signature, seal] = await seenIn(file)
    expect(signature).toMatchObject({ width: expect.closeTo(50, 0) })
    expect((signature?.left ?? 0) + (signature?.width ?? 0) / 2).toBeCloseTo(150, 0)
    expect(seal).toMatchObject({ width: expect.closeTo(36, 1), height: expect.closeTo(36, 1) })
    const covered = (seal?.left ?? 0) + (seal?.width ?? 0) - (signature?.left ?? 0)
    expect(covered / (signature?.width ?? 1)).toBeCloseTo(1 / 3, 1)
  })

  test('says in words who signed and when, where there is no picture, and refuses the key of another', async () => {
    const { sign, signedFile } = await issued()
    await expect(sign('person', office)).rejects.toMatchObject({ code: 'documents.other-signer' })
    await expect(sign('body', office)).rejects.toMatchObject({ code: 'documents.not-its-turn' })
    await sign('person', head)
    await expect(sign('body', head)).rejects.toMatchObject({ code: 'documents.signed-by-the-same' })
    await sign('body', office)
    const [person, body] = await seenIn(await signedFile())
    expect((body?.bottom ?? 0) + (body?.height ?? 0)).toBeLessThan(person?.bottom ?? 0)
  })
})

test('the hand of one person never stands over the name of another', () => {
  const of = (fullName: string) =>
    pictureOwner({ personId: '7', fullName }, { issue: { signerName: HEAD }, role: 'person', unitId: '3' })
  expect(of('Trần Văn Tám')).toEqual({ personId: '7' })
  expect(of('Trần Văn Tá')).toBeNull()
  expect(of('Lê Văn Chín')).toBeNull()
})

describe('the picture of a signature', () => {
  test('is kept by its person, and a seal by who keeps the register of the body; nothing refused replaces it', async () => {
    const { database, units, officials, encryption } = await issued()
    const { communeClerk, communeHead, siblingClerk } = officials
    const seal = { unitId: units.commune, content: SEAL, widthInMillimetres: 36 }
    await expect(keepSeal(database, encryption, siblingClerk, seal)).rejects.toMatchObject({
      code: 'documents.not-keeper',
    })
    await keepOwnSignature(database, encryption, communeHead, SIGNATURE)
    await expect(keepOwnSignature(database, encryption, communeHead, SEAL)).rejects.toMatchObject({
      code: 'documents.picture-wrong-colour',
    })
    expect(await pictureKept(database, { personId: communeHead.personId })).toMatchObject({ size: { width: 50 } })
    await keepSeal(database, encryption, communeClerk, seal)
    await keepSeal(database, encryption, communeClerk, { ...seal, content: null })
    expect(await pictureKept(database, { unitId: units.commune })).toBeNull()
  })

  test('goes when its person signs no more and when its body has ended, and not before', async () => {
    const { database, units, officials, encryption } = await issued()
    await keepOwnSignature(database, encryption, officials.communeHead, SIGNATURE)
    const seal = { unitId: units.commune, content: SEAL, widthInMillimetres: 36 }
    await keepSeal(database, encryption, officials.communeClerk, seal)
    const left = async () =>
      (
        await sql<{ owner: string }>`select case when unit_id is null then 'person' else 'unit' end as owner
        from signature_picture order by 1`.execute(database)
      ).rows.map(({ owner }) => owner)
    await forgetSignaturePictures(database, TEST_TODAY)
    expect(await left()).toEqual(['person', 'unit'])
    await sql`update post set valid_to = ${TEST_TODAY} where person_id = ${officials.communeHead.personId}`.execute(
      database,
    )
    await forgetSignaturePictures(database, addDays(TEST_TODAY, 1))
    expect(await left()).toEqual(['unit'])
    await sql`update unit_version set valid_to = ${TEST_TODAY} where unit_id = ${units.commune}`.execute(database)
    await forgetSignaturePictures(database, addDays(TEST_TODAY, 1))
    expect(await left()).toEqual([])
  })
})

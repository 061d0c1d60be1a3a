import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachmentForReader } from '../queries/attachments.ts'
import { documentFiles } from '../queries/document-files.ts'
import { linksTo } from '../queries/document-links.ts'
import { readingsOf } from '../queries/document-readers.ts'
import { documentById, registeredDocuments } from '../queries/documents.ts'
import { alikeDocuments, possibleDuplicates } from '../queries/possible-duplicates.ts'
import { registerBook } from '../queries/register-book.ts'
import type { Limitation } from '../rules/document-limits.ts'
import { decideNumbering } from './decide-numbering.ts'
import type { IncomingToRecord } from './document-to-record.ts'
import { keepText } from './keep-text.ts'
import { limitDocument } from './limit-document.ts'
import { logReading } from './log-reading.ts'
import { changeDocument, recordDocument } from './record-document.ts'
import { removeAttachment } from './remove-attachment.ts'

const today = TEST_TODAY
const letter = (unitId: string, more: Partial<IncomingToRecord> = {}): IncomingToRecord => ({
  ...{ direction: 'incoming', unitId, type: 'letter', reference: '12/UBND-VX', issuedOn: '2026-11-18' },
  ...{ issuingBody: 'UBND tỉnh Mẫu', arrivedOn: '2026-11-20', arrivalNumber: null, summary: 'Nạo vét kênh mương' },
  ...{ dueOn: null, basedOn: [], carriesOut: [], replaces: [], files: [] },
  ...more,
})
const open: Limitation = { limits: 'none', readers: [], limitedFiles: [] }

async function received(database: Database, official: Official, name: string, sha256 = randomUUID()): Promise<string> {
  const id = randomUUID()
  await database
    .insertInto('stored_file')
    .values({
      ...{ id, name, media_type: 'application/pdf', size_in_bytes: 10, sha256 },
      uploaded_by_account_id: official.accountId,
    })
    .execute()
  return id
}

async function province(): Promise<SampleProvince & { database: Database }> {
  const database = await databaseForTest()
  return { database, ...(await sampleProvince(database)) }
}

const found = async (database: Database, official: Official, words: string) =>
  (await registeredDocuments(database, official, { words }, today)).rows

/** A document with one file in which the words stand. */
async function withText(database: Database, official: Official, given: IncomingToRecord, text: string) {
  const files = [await received(database, official, 'noi-dung.pdf')]
  const id = await recordDocument(database, official, { ...given, files }, today)
  const { files: attached } = await documentFiles(database, official, id, today)
  const attachmentId = attached[0]?.id ?? ''
  await keepText(database, {
    attachmentId,
    reading: { state: 'read', text, pageCount: 1, isCut: false },
    now: TEST_NOW,
  })
  return { id, attachmentId }
}

describe('words in the files of documents', () => {
  test('are found without accents and shown where they stand, to who may read the document', async () => {
    const { database, officials, units } = await province()
    const text = 'Kính gửi các xã. Đề nghị thống kê các tuyến kênh thủy lợi bị bồi lắng trước mùa mưa.'
    const { id, attachmentId } = await withText(database, officials.communeClerk, letter(units.commune), text)
    for (const words of ['boi lang', 'BỒI LẮNG', 'tuyến kênh'.normalize('NFD'), 'lang thuy loi']) {
      const [row] = await found(database, officials.communeClerk, words)
      expect(row, words).toMatchObject({ id, foundIn: { inRegister: false, fileCount: 1 } })
    }
    const [row] = await found(database, officials.communeClerk, 'boi lang')
    expect(row?.foundIn?.files[0]).toMatchObject({ attachmentId, fileName: 'noi-dung.pdf' })
    expect(row?.foundIn?.files[0]?.excerpt.filter((piece) => piece.isMarked)).toEqual([
      { text: 'bồi lắng', isMarked: true },
    ])
    expect(await found(database, officials.siblingClerk, 'boi lang')).toEqual([])
    expect(await found(database, officials.communeClerk, 'không có ở đâu')).toEqual([])
    // Words of the register and words of a file are not joined to one answer.
    expect((await found(database, officials.communeClerk, 'nao vet'))[0]?.foundIn).toMatchObject({
      inRegister: true,
      fileCount: 0,
    })
  })

  test('go with the file', async () => {
    const { database, officials, units } = await province()
    const { id, attachmentId } = await withText(database, officials.communeClerk, letter(units.commune), 'bồi lắng')
    await removeAttachment(database, officials.communeClerk, {
      ...{ id: attachmentId, subject: { kind: 'document', id }, today },
    })
    expect(await found(database, officials.communeClerk, 'boi lang')).toEqual([])
    expect(await database.selectFrom('attachment_text_part').selectAll().execute()).toEqual([])
  })

  test('of a long file stand in parts, and a second reading takes the place of the first', async () => {
    const { database, officials, units } = await province()
    const text = `${'chữ '.repeat(60_000)} cuối cùng`
    const { id, attachmentId } = await withText(database, officials.communeClerk, letter(units.commune), text)
    expect((await found(database, officials.communeClerk, 'cuoi cung')).map((row) => row.id)).toEqual([id])
    const broken = { state: 'unreadable', reason: 'broken' } as const
    await keepText(database, { attachmentId, reading: broken, now: TEST_NOW })
    expect(await found(database, officials.communeClerk, 'cuoi cung')).toEqual([])
  })
})

describe('a limited document', () => {
  let made: SampleProvince & { database: Database }
  let id: string
  let attachmentId: string

  async function limited(readers: (province: SampleProvince) => string[] = () => []) {
    made = await province()
    const { database, officials, units } = made
    const reference = '34/UBND-VX'
    const document = await withText(database, officials.communeClerk, letter(units.commune, { reference }), 'bồi lắng')
    id = document.id
    attachmentId = document.attachmentId
    const given = { ...open, limits: 'document' as const, readers: readers(made) }
    await limitDocument(database, officials.communeClerk, { id, given, today })
    return { database, officials, units, reference }
  }

  /** By which of the ways the official finds it. */
  async function ways(official: Official, reference: string): Promise<string[]> {
    const { database, units } = made
    const asked = { unitId: units.commune, direction: 'incoming' as const, from: '2026-01-01', to: '2026-12-31' }
    const known = { ...letter(units.commune, { reference }), identifier: '', files: [] }
    const has = (rows: readonly { id: string }[]) => rows.some((row) => row.id === id)
    const ways: Record<string, boolean> = {
      page: (await documentById(database, official, id, today)) !== undefined,
      list: has((await registeredDocuments(database, official, {}, today)).rows),
      search: has(await found(database, official, 'boi lang')),
      file: (await attachmentForReader(database, official, attachmentId, today)) !== undefined,
      names: (await documentFiles(database, official, id, today)).files.length > 0,
      book: has((await registerBook(database, official, { asked, most: 100, today })).lines),
      duplicate: has(await possibleDuplicates(database, official, known, today)),
    }
    return Object.keys(ways).filter((way) => ways[way])
  }
  const EVERY_WAY = ['page', 'list', 'search', 'file', 'names', 'book', 'duplicate']

  test('is found by nobody but who recorded it, who keeps the register, and who is named', async () => {
    const { officials, reference } = await limited()
    expect(await ways(officials.communeClerk, reference)).toEqual(EVERY_WAY)
    expect(await ways(officials.communeHead, reference)).toEqual(EVERY_WAY)
    for (const who of ['siblingClerk', 'collector', 'leader', 'administrator'] as const)
      expect(await ways(officials[who], reference), who).toEqual([])
  })

  test('is found by a person that is named, in whichever unit, and by a unit and a role that are', async () => {
    const { database, officials, units, reference } = await limited()
    const named = async (readers: string[]) =>
      limitDocument(database, officials.communeHead, { id, given: { ...open, limits: 'document', readers }, today })
    await named([`person:${officials.collector.personId}`])
    expect(await ways(officials.collector, reference)).toContain('file')
    expect(await ways(officials.siblingClerk, reference)).toEqual([])
    await named([`unit:${units.sibling}`])
    expect(await ways(officials.collector, reference)).toEqual([])
    expect(await ways(officials.siblingClerk, reference)).toEqual([
      'page',
      'list',
      'search',
      'file',
      'names',
      'duplicate',
    ])
    await named([`role:${units.committee}:leader`])
    expect(await ways(officials.leader, reference)).toEqual(EVERY_WAY)
    await named([`role:${units.committee}:head`])
    expect(await ways(officials.leader, reference)).toEqual([])
  })

  test('is opened to more people only by who keeps the register', async () => {
    const { database, officials } = await limited((of) => [`person:${of.officials.collector.personId}`])
    const change = (official: Official, given: Limitation) => limitDocument(database, official, { id, given, today })
    await expect(change(officials.communeClerk, open)).rejects.toThrow('documents.only-keeper-widens')
    await change(officials.communeClerk, { ...open, limits: 'document' })
    await change(officials.communeHead, open)
    expect(await documentById(database, officials.collector, id, today)).toMatchObject({ limits: 'none' })
    expect(await database.selectFrom('document_reader').where('document_id', '=', id).selectAll().execute()).toEqual([])
  })

  test('with one limited file hides that file and its words alone', async () => {
    const { database, officials, reference } = await limited()
    await limitDocument(database, officials.communeHead, {
      ...{ id, today },
      given: { ...open, limits: 'files', limitedFiles: [attachmentId] },
    })
    expect(await ways(officials.collector, reference)).toEqual(['page', 'list', 'book', 'duplicate'])
    expect((await documentFiles(database, officials.collector, id, today)).hiddenCount).toBe(1)
    expect(await ways(officials.communeClerk, reference)).toEqual(EVERY_WAY)
  })

  test('is not told to who is shown what cites it', async () => {
    const { database, officials, units, reference } = await limited()
    const citing = letter(units.sibling, { reference: '77/UBND-VX', basedOn: [reference] })
    const citingId = await recordDocument(database, officials.siblingClerk, citing, today)
    // The number stays as it was typed: it was not joined to a document that this writer may not read.
    expect(await linksTo(database, officials.communeHead, id, today)).toEqual([])
    expect(await documentById(database, officials.siblingClerk, citingId, today)).toBeDefined()
  })

  test('keeps a log of who opened it, which nobody changes', async () => {
    const { database, officials } = await limited()
    await logReading(database, officials.communeHead, { documentId: id, attachmentId: null })
    await logReading(database, officials.communeHead, { documentId: id, attachmentId })
    const { rows, total } = await readingsOf(database, id, undefined)
    expect(total).toBe(2)
    expect(rows.map((row) => row.fileName)).toEqual(['noi-dung.pdf', null])
    await expect(database.deleteFrom('document_reading').execute()).rejects.toThrow('append-only')
  })
})

describe('a document with a mark of secrecy', () => {
  test('is limited, takes no file and has a series of its own', async () => {
    const { database, officials, units } = await province()
    const marked = letter(units.commune, { secrecy: 'confidential' })
    const files = [await received(database, officials.communeClerk, 'mat.pdf')]
    await expect(recordDocument(database, officials.communeClerk, { ...marked, files }, today)).rejects.toThrow(
      'documents.no-file-of-a-secret',
    )
    const id = await recordDocument(database, officials.communeClerk, marked, today)
    expect(await documentById(database, officials.collector, id, today)).toBeUndefined()
    await expect(limitDocument(database, officials.communeHead, { id, given: open, today })).rejects.toThrow(
      'documents.secret-is-limited',
    )
    // Without its mark it stays limited until who keeps the register opens it.
    await changeDocument(database, officials.communeClerk, {
      ...{ id, version: null, today },
      given: { ...marked, secrecy: null },
    })
    expect(await documentById(database, officials.collector, id, today)).toBeUndefined()
    await limitDocument(database, officials.communeHead, { id, given: open, today })
    expect(await documentById(database, officials.collector, id, today)).toBeDefined()
  })
})

describe('numbers of outgoing documents', () => {
  const outgoing = (unitId: string, type: 'KH' | 'QĐ', issuedOn = '2026-11-18') => ({
    ...{ direction: 'outgoing' as const, unitId, type, issuedOn, number: null, symbol: '', summary: 'Việc' },
    ...{ issuingUnitId: null, draftingUnitId: null, dueOn: null },
    ...{ basedOn: [], carriesOut: [], replaces: [], files: [] },
  })

  test('are one series once the head has decided so, before the first number of the year', async () => {
    const { database, officials, units } = await province()
    const decide = (official: Official, year: number) =>
      decideNumbering(database, official, { unitId: units.commune, year, scheme: 'one-series', today })
    await expect(decide(officials.communeClerk, 2026)).rejects.toThrow('documents.not-keeper')
    await decide(officials.communeHead, 2026)
    const references: string[] = []
    for (const type of ['KH', 'QĐ', 'KH'] as const) {
      const id = await recordDocument(database, officials.communeClerk, outgoing(units.commune, type), today)
      references.push((await documentById(database, officials.communeClerk, id, today))?.reference ?? '')
    }
    expect(references).toEqual(['01/KH-UBND', '02/QĐ-UBND', '03/KH-UBND'])
    await expect(decide(officials.communeHead, 2026)).rejects.toThrow('documents.numbers-taken')
    await decide(officials.communeHead, 2027)
  })
})

describe('an incoming document that may be registered already', () => {
  test('is found by its identifier, by number and issuer, and by its file, in the register and as far as one reads', async () => {
    const { database, officials, units } = await province()
    const sha256 = randomUUID()
    const first = letter(units.commune, {
      identifier: '000.00.13.H30.2026.12',
      files: [await received(database, officials.communeClerk, 'a.pdf', sha256)],
    })
    const id = await recordDocument(database, officials.communeClerk, first, today)
    const other = { unitId: units.commune, reference: '99/UBND-NC', issuingBody: 'Sở khác', issuedOn: '2026-11-19' }
    const ask = async (official: Official, given: Partial<Parameters<typeof possibleDuplicates>[2]>) =>
      (await possibleDuplicates(database, official, { ...other, identifier: '', files: [], ...given }, today)).map(
        (each) => each.id,
      )
    const clerk = officials.communeClerk
    const again = await received(database, clerk, 'b.pdf', sha256)
    expect(await ask(clerk, {})).toEqual([])
    expect(await ask(clerk, { identifier: '000.00.13.H30.2026.12' })).toEqual([id])
    expect(await ask(clerk, { reference: '12/ubnd-vx', issuingBody: 'ubnd tinh mau' })).toEqual([id])
    expect(await ask(clerk, { reference: '12/UBND-VX' })).toEqual([])
    expect(await ask(clerk, { reference: '12/UBND-VX', issuedOn: '2026-11-18' })).toEqual([id])
    expect(await ask(clerk, { files: [again] })).toEqual([id])
    // Another unit is told nothing of what it may not read; nor is somebody else's file taken for one's own.
    expect(await ask(officials.siblingClerk, { ...first, unitId: units.sibling, files: [] })).toEqual([])
    expect(await ask(officials.collector, { files: [again] })).toEqual([])
  })

  test('stands in the list of those registered twice', async () => {
    const { database, officials, units } = await province()
    const clerk = officials.communeClerk
    const one = await recordDocument(database, clerk, letter(units.commune), today)
    const other = await recordDocument(database, clerk, letter(units.commune, { issuedOn: '2026-11-17' }), today)
    const { pairs, total } = await alikeDocuments(database, clerk, today)
    expect(total).toBe(1)
    expect(pairs[0]).toMatchObject({ why: 'reference', one: { id: one }, other: { id: other } })
    expect(await alikeDocuments(database, officials.siblingClerk, today)).toEqual({ pairs: [], total: 0 })
  })
})

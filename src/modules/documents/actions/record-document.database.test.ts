import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachmentForReader, attachmentsOf } from '../queries/attachments.ts'
import { linksOf, linksTo } from '../queries/document-links.ts'
import { documentById, registeredDocuments } from '../queries/documents.ts'
import { documentFact } from '../queries/fact.ts'
import { attachFiles } from './attach-files.ts'
import type { IncomingToRecord, OutgoingToRecord } from './document-to-record.ts'
import { changeDocument, recordDocument } from './record-document.ts'
import { removeAttachment } from './remove-attachment.ts'
import { sendDocument } from './send-document.ts'
import { withdrawDocument } from './withdraw-document.ts'

const today = TEST_TODAY
const around = {
  summary: 'Công tác dân vận chính quyền',
  dueOn: null,
  basedOn: [],
  carriesOut: [],
  replaces: [],
  files: [],
}

const plan = (unitId: string, more: Partial<OutgoingToRecord> = {}): OutgoingToRecord => ({
  ...around,
  direction: 'outgoing',
  unitId,
  type: 'KH',
  issuedOn: '2026-02-28',
  number: null,
  symbol: '',
  issuingUnitId: null,
  draftingUnitId: null,
  ...more,
})

const letterIn = (unitId: string, more: Partial<IncomingToRecord> = {}): IncomingToRecord => ({
  ...around,
  direction: 'incoming',
  unitId,
  type: 'letter',
  reference: '12/UBND-VX',
  issuedOn: '2026-11-18',
  issuingBody: 'UBND tỉnh Mẫu',
  arrivedOn: '2026-11-20',
  arrivalNumber: null,
  ...more,
})

async function referenceOf(database: Database, official: Official, id: string): Promise<string | undefined> {
  return (await documentById(database, official, id, today))?.reference
}

async function received(database: Database, official: Official, name: string): Promise<string> {
  const id = randomUUID()
  const file = {
    id,
    name,
    media_type: 'application/pdf',
    size_in_bytes: 10,
    sha256: id.replaceAll('-', ''),
    uploaded_by_account_id: official.accountId,
  }
  await database.insertInto('stored_file').values(file).execute()
  return id
}

async function province(): Promise<SampleProvince & { database: Database }> {
  const database = await databaseForTest()
  return { database, ...(await sampleProvince(database)) }
}

describe('entering an outgoing document', () => {
  test('gives it the next number of its series, kind by kind and year by year', async () => {
    const { database, units, officials } = await province()
    const enter = async (more: Partial<OutgoingToRecord>) =>
      referenceOf(
        database,
        officials.communeClerk,
        await recordDocument(database, officials.communeClerk, plan(units.commune, more), today),
      )
    expect(await enter({})).toBe('01/KH-UBND')
    expect(await enter({ number: 32 })).toBe('32/KH-UBND')
    expect(await enter({})).toBe('33/KH-UBND')
    expect(await enter({ type: 'BC' })).toBe('01/BC-UBND')
    expect(await enter({ issuedOn: '2025-03-01' })).toBe('01/KH-UBND')
    expect(await enter({ type: 'letter', symbol: 'UBND-VX' })).toBe('01/UBND-VX')
    expect(await enter({ type: 'letter', symbol: 'UBND-NC' })).toBe('02/UBND-NC')
  })

  test('gives no number twice and leaves no gap when fifty callers take five hundred, some of whom give theirs up', async () => {
    const { database, units, officials } = await province()
    const left = Array.from({ length: 500 }, (_, index) => index)
    const caller = async () => {
      for (let at = left.pop(); at !== undefined; at = left.pop()) {
        await recordDocument(database, officials.communeClerk, plan(units.commune), today)
        // Every tenth asks once more and fails after the number was given.
        if (at % 10 !== 0) continue
        const lost = { files: [randomUUID()] }
        await expect(
          recordDocument(database, officials.communeClerk, plan(units.commune, lost), today),
        ).rejects.toBeDefined()
      }
    }
    await Promise.all(Array.from({ length: 50 }, caller))
    const found = await database.selectFrom('document').select('number').orderBy('number').execute()
    expect(found.map((row) => row.number)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
  })

  test('refuses a number that is taken, and says which comes next', async () => {
    const { database, units, officials } = await province()
    await recordDocument(database, officials.communeClerk, plan(units.commune, { number: 7 }), today)
    await expect(
      recordDocument(database, officials.communeClerk, plan(units.commune, { number: 7 }), today),
    ).rejects.toMatchObject({
      code: 'documents.number-taken',
      fields: { number: expect.stringContaining('Số tiếp theo là 8') },
    })
  })

  test('is refused for another unit’s register, another body’s numbers and a day to come', async () => {
    const { database, units, officials } = await province()
    const enter = (more: Partial<OutgoingToRecord>) =>
      recordDocument(database, officials.communeClerk, plan(units.commune, more), today)
    await expect(enter({ unitId: units.sibling })).rejects.toMatchObject({ code: 'documents.not-your-register' })
    await expect(enter({ issuingUnitId: units.committee })).rejects.toMatchObject({ code: 'documents.not-your-issuer' })
    await expect(enter({ issuedOn: '2026-11-23' })).rejects.toMatchObject({ code: 'documents.in-the-future' })
    expect(await database.selectFrom('document').selectAll().execute()).toEqual([])
  })

  test('drafted by one unit for another counts for the drafter, on behalf of the issuer', async () => {
    const { database, units, officials } = await province()
    const given = plan(units.committee, { type: 'QĐ', draftingUnitId: units.homeAffairs, number: 625 })
    const id = await recordDocument(database, officials.collector, given, today)
    const counted = await sql<Record<string, string>>`select * from (${documentFact.source}) fact`.execute(database)
    expect(counted.rows).toMatchObject([
      {
        record_id: id,
        unit_id: units.homeAffairs,
        behalf_unit_id: units.committee,
        type: 'QĐ',
        direction: 'outgoing',
        from_date: '2026-02-28',
      },
    ])
    await withdrawDocument(database, officials.collector, { id, reason: 'Ban hành nhầm', today })
    expect((await sql`select * from (${documentFact.source}) fact`.execute(database)).rows).toEqual([])
  })
})

describe('the office of a council', () => {
  test('numbers the council’s resolutions, and no other clerk of the province does', async () => {
    const { database, units, officials } = await province()
    await database
      .updateTable('unit_version')
      .set({ kind_code: 'council-office' })
      .where('unit_id', '=', units.homeAffairs)
      .execute()
    const { id: councilId } = await database
      .insertInto('unit')
      .values({ code: 'T-HDND', illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('unit_version')
      .values({
        unit_id: councilId,
        name: 'Hội đồng nhân dân tỉnh Mẫu',
        short_name: 'HĐND tỉnh',
        kind_code: 'council',
        parent_unit_id: units.province,
        place_name: null,
        issuer_code: 'HĐND',
        valid_from: '2004-01-01',
        valid_to: null,
      })
      .execute()
    // The clerk of the office reaches no further than the office.
    const posts = officials.collector.posts.map((post) => ({ ...post, reachUnitId: post.unitId }))
    const office = { ...officials.collector, posts }
    const resolution = plan(units.homeAffairs, { type: 'NQ', issuingUnitId: councilId })
    const id = await recordDocument(database, office, resolution, today)
    expect(await referenceOf(database, office, id)).toBe('01/NQ-HĐND')
    const byOther = recordDocument(database, officials.communeClerk, { ...resolution, unitId: units.commune }, today)
    await expect(byOther).rejects.toMatchObject({ code: 'documents.not-your-issuer' })
  })
})

describe('entering an incoming document', () => {
  test('gives it the next arrival number, knows a body of this system by its name, and refuses the same document again', async () => {
    const { database, units, officials } = await province()
    const id = await recordDocument(database, officials.communeClerk, letterIn(units.commune), today)
    expect(await documentById(database, officials.communeClerk, id, today)).toMatchObject({
      arrivalNumber: 1,
      issuingUnitId: units.committee,
    })
    const again = recordDocument(
      database,
      officials.communeClerk,
      letterIn(units.commune, { reference: '12/ubnd-vx' }),
      today,
    )
    await expect(again).rejects.toMatchObject({
      code: 'documents.already-registered',
      fields: { reference: expect.stringContaining('số đến 1') },
    })
    await recordDocument(database, officials.siblingClerk, letterIn(units.sibling), today)
  })

  test('is refused when it arrived before it was written', async () => {
    const { database, units, officials } = await province()
    await expect(
      recordDocument(database, officials.communeClerk, letterIn(units.commune, { arrivedOn: '2026-11-17' }), today),
    ).rejects.toMatchObject({ code: 'documents.arrived-before-issued' })
  })
})

describe('links between documents', () => {
  test('join registered ones from both ends, and keep others as written', async () => {
    const { database, units, officials } = await province()
    const clerk = officials.communeClerk
    const old = await recordDocument(
      database,
      clerk,
      plan(units.commune, { number: 32, issuedOn: '2025-02-10' }),
      today,
    )
    const given = plan(units.commune, {
      replaces: ['32/KH-UBND ngày 10/02/2025'],
      basedOn: ['Luật Thực hiện dân chủ ở cơ sở năm 2022'],
    })
    const id = await recordDocument(database, clerk, given, today)
    expect(await linksOf(database, clerk, id, today)).toMatchObject([
      { kind: 'based-on', targetDocumentId: null, targetText: 'Luật Thực hiện dân chủ ở cơ sở năm 2022' },
      { kind: 'replaces', readableId: old, targetText: '32/KH-UBND ngày 10/02/2025 của Ủy ban nhân dân xã Ba' },
    ])
    expect(await linksTo(database, clerk, old, today)).toMatchObject([{ kind: 'replaces', id }])
  })

  test('ask for the day when several documents bear the number', async () => {
    const { database, units, officials } = await province()
    const clerk = officials.communeClerk
    for (const issuedOn of ['2024-02-10', '2025-02-10'])
      await recordDocument(database, clerk, plan(units.commune, { number: 5, issuedOn }), today)
    await expect(
      recordDocument(database, clerk, plan(units.commune, { carriesOut: ['5/KH-UBND'] }), today),
    ).rejects.toMatchObject({
      code: 'documents.mention-ambiguous',
      fields: { carriesOut: expect.stringContaining('ngày 10/02/2025') },
    })
  })
})

describe('reading a register', () => {
  test('finds a document by number or words without accents, and only within reach', async () => {
    const { database, units, officials } = await province()
    const id = await recordDocument(database, officials.communeClerk, plan(units.commune, { number: 32 }), today)
    for (const words of ['32/kh-ubnd', 'dan van', 'xa ba', '32']) {
      expect(
        (await registeredDocuments(database, officials.collector, { words }, today)).rows.map((row) => row.id),
      ).toEqual([id])
    }
    expect((await registeredDocuments(database, officials.siblingClerk, {}, today)).rows).toEqual([])
    await sendDocument(database, { documentId: id, unitIds: [units.sibling], today })
    expect(
      (await registeredDocuments(database, officials.siblingClerk, { words: 'dan van' }, today)).rows.map(
        (row) => row.id,
      ),
    ).toEqual([id])
  })
})

describe('attached files', () => {
  test('are read by who may read the record, and only taken away by who writes for the unit', async () => {
    const { database, units, officials } = await province()
    const file = await received(database, officials.communeClerk, 'Kế hoạch 32.pdf')
    const id = await recordDocument(database, officials.communeClerk, plan(units.commune, { files: [file] }), today)
    const subject = { kind: 'document', id }
    const attached = await attachmentsOf(database, subject)
    expect(attached).toMatchObject([{ name: 'Kế hoạch 32.pdf' }])
    const attachmentId = attached[0]?.id ?? ''
    expect(await attachmentForReader(database, officials.collector, attachmentId, today)).toBeDefined()
    expect(await attachmentForReader(database, officials.siblingClerk, attachmentId, today)).toBeUndefined()
    await sendDocument(database, { documentId: id, unitIds: [units.sibling], today })
    expect(await attachmentForReader(database, officials.siblingClerk, attachmentId, today)).toBeDefined()
    await expect(
      removeAttachment(database, officials.siblingClerk, { id: attachmentId, subject, today }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await removeAttachment(database, officials.communeHead, { id: attachmentId, subject, today })
    expect(await attachmentsOf(database, subject)).toEqual([])
    expect((await changesOf(database, subject))[0]).toMatchObject({ summary: 'Bỏ tệp đính kèm: Kế hoạch 32.pdf' })
  })

  test('of another account are refused', async () => {
    const { database, units, officials } = await province()
    const file = await received(database, officials.siblingClerk, 'Của người khác.pdf')
    const given = { subject: { kind: 'document', id: '1' }, unitId: units.commune, storedFileIds: [file] }
    await expect(attachFiles(database, officials.communeClerk, given)).rejects.toMatchObject({
      code: 'documents.not-your-file',
    })
  })

  test('of a record with its own permission need that permission', async () => {
    const { database, units, officials } = await province()
    const file = await received(database, officials.communeClerk, 'Đơn.pdf')
    const given = {
      subject: { kind: 'petition', id: '1' },
      unitId: units.commune,
      storedFileIds: [file],
      readPermission: 'petition.secret',
    }
    const [attached] = await attachFiles(database, officials.communeClerk, given)
    expect(await attachmentForReader(database, officials.communeHead, attached?.id ?? '', today)).toBeUndefined()
  })
})

test('changing a document keeps its number, and tells the second of two editors what the first one saved', async () => {
  const { database, units, officials } = await province()
  const given = plan(units.commune)
  const id = await recordDocument(database, officials.communeClerk, given, today)
  await recordDocument(database, officials.communeClerk, given, today)
  await changeDocument(database, officials.communeClerk, {
    id,
    version: '1',
    given: { ...given, summary: 'Trích yếu mới' },
    today,
  })
  expect(await referenceOf(database, officials.communeClerk, id)).toBe('01/KH-UBND')
  const second = changeDocument(database, officials.communeHead, { id, version: '1', given, today })
  await expect(second).rejects.toBeInstanceOf(StaleEdit)
  await expect(second).rejects.toMatchObject({ current: { version: '2', values: { summary: 'Trích yếu mới' } } })
})

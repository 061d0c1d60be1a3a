import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activities } from '../src/modules/activities/index.ts'
import { addSignature } from '../src/modules/documents/actions/add-signature.ts'
import { limitDocument } from '../src/modules/documents/actions/limit-document.ts'
import { changeDocument } from '../src/modules/documents/actions/record-document.ts'
import { sendIssue } from '../src/modules/documents/actions/send-issue.ts'
import { withdrawDocument } from '../src/modules/documents/actions/withdraw-document.ts'
import { documentById, issueByCode, issueOf, issueSentAs, signersOf } from '../src/modules/documents/index.ts'
import type { SignatureRole } from '../src/modules/documents/rules/issue-state.ts'
import { decideReport } from '../src/modules/reports/actions/decide-report.ts'
import { draftReport } from '../src/modules/reports/actions/draft-report.ts'
import { issueReport } from '../src/modules/reports/actions/issue-report.ts'
import { requestReports } from '../src/modules/reports/actions/request-reports.ts'
import { submitReport } from '../src/modules/reports/actions/submit-report.ts'
import { writeSection } from '../src/modules/reports/actions/write-section.ts'
import { referenceFor } from '../src/modules/reports/queries/issued-documents.ts'
import { checkedManifest } from '../src/modules/reports/queries/manifest.ts'
import { reportOf } from '../src/modules/reports/queries/reports.ts'
import { reportOnPaper } from '../src/modules/reports/web/write-report.ts'
import { openFileStore } from '../src/platform/files/file-store.ts'
import type { Official } from '../src/vocabulary/official.ts'
import { periodByCode } from '../src/vocabulary/reporting-period.ts'
import { makeCertificate, type TestCertificate } from './support/certificates.ts'
import { readPdf } from './support/read-pdf.ts'
import { sampleProvince } from './support/sample-province.ts'
import { signedOutside } from './support/signed-outside.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from './support/system.ts'

const facts = activities.facts ?? []
const today = TEST_TODAY
const HEAD = 'Trần Văn Tám'

let folder: string
let head: TestCertificate
let office: TestCertificate
let stranger: TestCertificate

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-issued-'))
  const O = 'Ủy ban nhân dân xã Ba'
  head = await makeCertificate({ CN: HEAD, O })
  office = await makeCertificate({ CN: O, O: 'Ủy ban nhân dân tỉnh Mẫu' }, { elliptic: true })
  stranger = await makeCertificate({ CN: 'Lê Văn Chín', O })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The report of a commune, sent to the collector, with one dialogue behind its figures. */
async function sent() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, communeHead, collector } = officials
  const period = periodByCode('2026-Q4')
  const holding = await sql<{ id: string }>`
    insert into activity (kind_code, title, held_on, place, unit_id, chaired_by, participant_count)
    values ('dialogue', 'Đối thoại', '2026-11-02', 'Hội trường', ${units.commune}, 'Chủ tịch', 215) returning id::text`.execute(
    database,
  )
  await requestReports(
    database,
    collector,
    {
      typeCode: 'mobilisation',
      period,
      dueOn: '2026-12-15',
      dueOnExcluded: false,
      basis: '',
      unitIds: [units.commune],
    },
    today,
  )
  const reportId = await draftReport(
    database,
    communeClerk,
    { typeCode: 'mobilisation', unitId: units.commune, period },
    today,
  )
  const write = (content: string, version: string) =>
    writeSection(database, communeClerk, { reportId, sectionCode: 'strengths', content, version }, today)
  await write('Đối thoại kịp thời.', '0')
  await submitReport(database, facts, communeHead, { reportId, today })
  const report = () => reportOf(database, communeHead, reportId, today)
  const files = openFileStore(folder)
  const signerPostId = communeHead.posts[0]?.postId ?? ''
  const issue = (official: Official = communeClerk, postId = signerPostId) =>
    issueReport(
      database,
      facts,
      official,
      { reportId, signerPostId: postId },
      {
        ...{ today, files, publicUrl: 'https://danvan.example' },
        onPaper: (within, content) => reportOnPaper(within, content, { demonstration: false }),
      },
    )
  const issueNow = async (documentId: string) => {
    const found = await issueOf(database, documentId)
    if (!found) throw new Error('The document is not issued.')
    return found
  }
  const kept = async (documentId: string) => buffer(files.read((await issueNow(documentId)).current.sha256))
  const enter = async (documentId: string, role: SignatureRole, content: Buffer, official: Official) =>
    addSignature(database, files, official, { documentId, role, way: 'outside', content, today })
  const activityId = holding.rows[0]?.id ?? ''
  return { database, units, officials, files, reportId, activityId, write, report, issue, issueNow, kept, enter }
}

describe('a report that was sent', () => {
  test('is found to be what was sent: words, figures, and the records behind them', async () => {
    const { database, report } = await sent()
    const checked = await checkedManifest(database, facts, await report())
    expect(checked).toMatchObject({ isWhole: true, check: { sections: [{ code: 'strengths', isSame: true }] } })
    expect(checked?.check.figures.length).toBeGreaterThan(5)
    expect(checked?.check.figures.every(({ isSame, areRecordsSame }) => isSame && areRecordsSame)).toBe(true)
  })

  test('tells which words were changed behind its back, and which records changed where the sum is the same', async () => {
    const { database, units, report, activityId } = await sent()
    await sql`update report_text set content = 'Khác' where section_code = 'strengths'`.execute(database)
    // One dialogue goes, another of as many people comes: the figures stay the same.
    await sql`update activity set withdrawn_on = ${today}, withdrawn_reason = 'Nhầm' where id = ${activityId}`.execute(
      database,
    )
    await sql`insert into activity (kind_code, title, held_on, place, unit_id, chaired_by, participant_count)
      values ('dialogue', 'Khác', '2026-11-03', 'Hội trường', ${units.commune}, 'Chủ tịch', 215)`.execute(database)
    const checked = await checkedManifest(database, facts, await report())
    expect(checked?.check.sections).toEqual([{ code: 'strengths', isSame: false }])
    const figure = (code: string) => checked?.check.figures.find((each) => each.code === code)
    expect(figure('dialogue.count')).toEqual({ code: 'dialogue.count', isSame: true, areRecordsSame: false })
    expect(figure('dialogue.participants')).toMatchObject({ isSame: true, areRecordsSame: false })
    expect(figure('task.assigned')?.areRecordsSame ?? true).toBe(true)
  })

  test('that was returned has no manifest to hold against until it is sent again', async () => {
    const { database, officials, reportId, report, write } = await sent()
    const decision = { reportId, decision: 'return' as const, reason: 'Bổ sung', today }
    await decideReport(database, officials.collector, decision)
    expect(await checkedManifest(database, facts, await report())).toBeNull()
    await write('Đã bổ sung.', '1')
    await submitReport(database, facts, officials.communeHead, { reportId, today })
    const checked = await checkedManifest(database, facts, await report())
    expect(checked).toMatchObject({ manifest: { report: { submission: 2 } }, check: { sections: [{ isSame: true }] } })
  })

  test('keeps its manifest: the database refuses to change it', async () => {
    const { database } = await sent()
    await expect(sql`update report_manifest set content = '{}'`.execute(database)).rejects.toThrow(/frozen/)
    await expect(sql`delete from report_manifest`.execute(database)).rejects.toThrow(/frozen/)
  })
})

describe('issuing a report', () => {
  test('takes the next number, writes it with the date and the code into the PDF, and files it in the register', async () => {
    const { database, officials, issue, kept, issueNow } = await sent()
    const documentId = await issue()
    const document = await documentById(database, officials.communeClerk, documentId, today)
    expect(document).toMatchObject({ reference: '01/BC-UBND', issuedOn: today, type: 'BC', direction: 'outgoing' })
    const { text, pages } = await readPdf(await kept(documentId))
    const { code, place, state } = await issueNow(documentId)
    expect(text).toContain('Số: 01/BC-UBND')
    expect(text).toContain('ngày 22 tháng 11 năm 2026')
    expect(text).toContain('danvan.example/verify')
    expect(text.replaceAll('-', '')).toContain(code)
    expect(text).toContain('TM. ỦY BAN NHÂN DÂN CHỦ TỊCH')
    expect(place.page).toBe(pages.length)
    expect(state).toBe('prepared')
  })

  test('is done once, by who keeps the register of the unit, for a report that was sent', async () => {
    const { database, officials, reportId, issue } = await sent()
    await expect(issue(officials.siblingClerk)).rejects.toMatchObject({ code: 'report.no-such-report' })
    await expect(issue(officials.leader)).rejects.toMatchObject({ code: 'report.not-yours-to-issue' })
    const [other] = await signersOf(database, officials.collector.posts[0]?.unitId ?? '', today)
    await expect(issue(officials.communeClerk, other?.postId ?? '0')).rejects.toMatchObject({
      code: 'report.no-such-signer',
    })
    const documentId = await issue()
    await expect(issue()).rejects.toMatchObject({ code: 'report.issued-before' })
    await withdrawDocument(database, officials.communeClerk, { id: documentId, reason: 'Sai', today })
    const again = await issue()
    const document = await documentById(database, officials.communeClerk, again, today)
    expect(document?.reference).toBe('02/BC-UBND')
    const decision = { reportId, decision: 'return' as const, reason: 'Bổ sung', today }
    await decideReport(database, officials.collector, decision)
    await expect(issue()).rejects.toMatchObject({ code: 'report.not-sent' })
  })

  test('tells the number on the page of the report to who may read the document', async () => {
    const { database, officials, issue } = await sent()
    const documentId = await issue()
    const told = (official: Official) => referenceFor(database, official, documentId, today)
    expect([await told(officials.communeClerk), await told(officials.collector)]).toEqual(['01/BC-UBND', '01/BC-UBND'])
    const given = { limits: 'document' as const, readers: [], limitedFiles: [] }
    await limitDocument(database, officials.communeClerk, { id: documentId, given, today })
    expect([await told(officials.communeClerk), await told(officials.collector)]).toEqual(['01/BC-UBND', null])
  })

  test('leaves nothing behind when it fails: the number is given to the next', async () => {
    const { database, officials, files, reportId, issue } = await sent()
    const failing = issueReport(
      database,
      facts,
      officials.communeClerk,
      { reportId, signerPostId: officials.communeHead.posts[0]?.postId ?? '' },
      {
        ...{ today, files: { ...files, put: () => Promise.reject(new Error('disk full')) } },
        publicUrl: 'https://danvan.example',
        onPaper: (within, content) => reportOnPaper(within, content, { demonstration: false }),
      },
    )
    await expect(failing).rejects.toThrow('disk full')
    const document = await documentById(database, officials.communeClerk, await issue(), today)
    expect(document?.reference).toBe('01/BC-UBND')
  })

  test('fixes what stands in the register', async () => {
    const { database, officials, units, issue } = await sent()
    const documentId = await issue()
    const given = {
      ...{ direction: 'outgoing' as const, unitId: units.commune, issuingUnitId: null, draftingUnitId: null },
      ...{ type: 'BC' as const, number: 9, symbol: '', issuedOn: today, summary: 'Khác', dueOn: null },
      ...{ basedOn: [], carriesOut: [], replaces: [], files: [] },
    }
    await expect(
      changeDocument(database, officials.communeClerk, { id: documentId, version: null, given, today }),
    ).rejects.toMatchObject({ code: 'documents.issued-file' })
  })
})

describe('signing an issued report', () => {
  test('goes from the person to the body, and out to who gathers reports; then everybody with the code may ask', async () => {
    const { database, officials, issue, kept, enter, issueNow } = await sent()
    const { communeClerk, communeHead, collector, siblingClerk } = officials
    const documentId = await issue()
    const { code } = await issueNow(documentId)
    const byHead = await signedOutside(await kept(documentId), head, 'Người ký', TEST_NOW)
    await expect(enter(documentId, 'person', byHead, communeClerk)).rejects.toMatchObject({
      code: 'documents.not-yours-to-sign',
    })
    await expect(enter(documentId, 'body', byHead, communeClerk)).rejects.toMatchObject({
      code: 'documents.not-its-turn',
    })
    await enter(documentId, 'person', byHead, communeHead)
    expect(await issueNow(documentId)).toMatchObject({ state: 'signed-by-person', signatures: [{ signer: HEAD }] })
    await expect(sendIssue(database, communeClerk, { documentId, today })).rejects.toMatchObject({
      code: 'documents.not-signed',
    })
    const byBoth = await signedOutside(await kept(documentId), office, 'Cơ quan', TEST_NOW)
    await enter(documentId, 'body', byBoth, communeClerk)
    expect(await issueSentAs(database, (await issueNow(documentId)).current.sha256)).toBeNull()
    await sendIssue(database, communeClerk, { documentId, today })
    expect(await issueByCode(database, code)).toMatchObject({ state: 'sent', sentOn: today, reference: '01/BC-UBND' })
    expect((await issueSentAs(database, (await issueNow(documentId)).current.sha256))?.documentId).toBe(documentId)
    expect(await documentById(database, collector, documentId, today)).toMatchObject({ recipientCount: 1 })
    expect(await documentById(database, siblingClerk, documentId, today)).toBeUndefined()
    await expect(sendIssue(database, communeClerk, { documentId, today })).rejects.toMatchObject({
      code: 'documents.sent-before',
    })
    const stands = await sql<{ name: string }>`select file.name from attachment
      join stored_file file on file.id = attachment.stored_file_id
      where subject_kind = 'document' and subject_id = ${documentId} and removed_at is null`.execute(database)
    expect(stands.rows).toHaveLength(1)
  })

  test('takes only the kept file with one more signature, whole, by the person who is named', async () => {
    const { officials, issue, kept, enter } = await sent()
    const { communeHead } = officials
    const documentId = await issue()
    const file = await kept(documentId)
    const signed = await signedOutside(file, head, 'Người ký', TEST_NOW)
    const changed = Buffer.from(signed)
    const at = file.indexOf('endobj') - 2
    changed[at] = ((changed[at] ?? 0) + 1) % 256
    const other = await signedOutside(await signedOutside(file, head, 'Một', TEST_NOW), head, 'Hai', TEST_NOW)
    const late = await signedOutside(file, head, 'Người ký', new Date('2029-01-01'))
    const broken = Buffer.from(signed)
    const inSignature = signed.lastIndexOf('/Contents') + 400
    broken.write(broken[inSignature] === 0x30 ? '1' : '0', inSignature)
    const refused: [Buffer, string][] = [
      [changed, 'documents.not-the-kept-file'],
      [file, 'documents.no-new-signature'],
      [other, 'documents.no-new-signature'],
      [late, 'documents.certificate-expired'],
      [Buffer.concat([signed, Buffer.from('\n% và thêm')]), 'documents.signature-broken'],
      [await signedOutside(file, stranger, 'Người ký', TEST_NOW), 'documents.other-signer'],
    ]
    for (const [content, code] of refused)
      await expect(enter(documentId, 'person', content, communeHead)).rejects.toMatchObject({ code })
    await expect(enter(documentId, 'person', broken, communeHead)).rejects.toMatchObject({ kind: 'invalid' })
    await enter(documentId, 'person', signed, communeHead)
    const bySame = await signedOutside(await kept(documentId), head, 'Cơ quan', TEST_NOW)
    await expect(enter(documentId, 'body', bySame, communeHead)).rejects.toMatchObject({
      code: 'documents.signed-by-the-same',
    })
  })

  test('is refused for a document that was withdrawn', async () => {
    const { database, officials, issue, kept, enter } = await sent()
    const documentId = await issue()
    await withdrawDocument(database, officials.communeClerk, { id: documentId, reason: 'Sai', today })
    const signed = await signedOutside(await kept(documentId), head, 'Người ký', TEST_NOW)
    await expect(enter(documentId, 'person', signed, officials.communeHead)).rejects.toMatchObject({
      code: 'documents.withdrawn',
    })
  })
})

import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import { addSignature } from '../modules/documents/actions/add-signature.ts'
import { issueDocument } from '../modules/documents/actions/issue-document.ts'
import { sendIssue } from '../modules/documents/actions/send-issue.ts'
import { issueOf, type OfficialDocument, signPdf } from '../modules/documents/index.ts'
import type { SignatureRole } from '../modules/documents/rules/issue-state.ts'
import { roomOfPerson, roomOfSeal, sizeOfSignature } from '../modules/documents/rules/signature-room.ts'
import { type SignatureLook, signatureLook } from '../modules/documents/signatures/signature-look.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import type { Database } from '../platform/database/database.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import { illustrativeCertificate } from './illustrative-certificate.ts'

const DIRECTOR = 'Cao Thanh Bình'
const BODY = 'Sở Nội vụ'
const SUMMARY = 'Về việc phân công đơn vị đầu mối theo dõi công tác dân vận chính quyền'
/** Printed on the paper; the same on every machine. */
const CODE = createHash('sha256').update('văn bản đã ký số để minh họa').digest('hex').slice(0, 12).toUpperCase()

const SIGNATURE =
  '<path d="M60 250 C160 40 210 40 220 250 S330 90 390 230 S520 120 640 170 M110 210 L560 280" fill="none" stroke="#1030a0" stroke-width="8"/>'
const SEAL = `<g fill="none" stroke="#d01020"><circle cx="350" cy="150" r="140" stroke-width="9"/><circle cx="350" cy="150" r="96" stroke-width="4"/>
  <path d="M260 125 h180 M260 175 h180" stroke-width="5"/></g>`

/**
 * A decision of the director of home affairs with a list issued with it, signed by him and by the department with certificates that say
 * that they are for show, and sent to a commune: the whole chain, for who looks in for the first time. Without a file store, or on a machine
 * on which no PDF can be made, there is none.
 */
export async function addSignedDocument(
  database: Database,
  hauGiang: HauGiang,
  given: { accounts: Record<string, string>; files: FileStore | null; publicUrl: string; today: CalendarDate },
): Promise<void> {
  const { accounts, files, publicUrl, today } = given
  if (files === null) return
  const clerk = await officialFor(database, accounts['tonghop.snv'], today)
  const director = await officialFor(database, accounts['lanhdao.snv'], today)
  const { communeId, departmentId } = placesOfAccounts(hauGiang)
  const documentId = await issueDocument(
    database,
    clerk,
    {
      entry: {
        ...{ unitId: hauGiang.homeAffairsId, issuingUnitId: null, draftingUnitId: null, type: 'QĐ', symbol: '' },
        ...{ issuedOn: today, summary: SUMMARY, dueOn: null, basedOn: [], carriesOut: [], replaces: [] },
      },
      content: decision(today),
      signer: { name: DIRECTOR, title: 'Giám đốc Sở' },
      recipientUnitIds: [communeId, departmentId],
    },
    { files, publicUrl, today, code: CODE },
  ).catch(unlessNoPdf)
  if (documentId === null) return
  const signature = picture(SIGNATURE, 'person')
  await sign(database, files, { documentId, role: 'person', official: director, common: DIRECTOR, today, signature })
  await sign(database, files, { documentId, role: 'body', official: clerk, common: BODY, today, signature })
  await sendIssue(database, clerk, { documentId, today })
  await database
    .updateTable('document')
    .set({ illustration: 'Quyết định và các chữ ký số được đặt ra để minh họa; chứng thư không có giá trị pháp lý.' })
    .where('id', '=', documentId)
    .execute()
}

function decision(today: CalendarDate): Omit<OfficialDocument, 'number' | 'verification'> {
  const units = ['Văn phòng Sở', 'Phòng Xây dựng chính quyền và Công tác thanh niên', 'Thanh tra Sở']
  return {
    superiorBody: 'Ủy ban nhân dân tỉnh Hậu Giang',
    issuingBody: BODY,
    place: 'Vị Thanh',
    date: today,
    summary: SUMMARY,
    issuingAuthority: 'Giám đốc Sở Nội vụ',
    recipients: { addressees: [], others: ['Như Điều 3', 'Giám đốc, các Phó Giám đốc Sở'], draftingUnitCode: 'XDCQ' },
    legalBases: [
      'Căn cứ chức năng, nhiệm vụ, quyền hạn của Sở Nội vụ',
      'Theo đề nghị của Trưởng phòng Xây dựng chính quyền và Công tác thanh niên',
    ],
    body: [
      {
        kind: 'article',
        title: null,
        text: `Phân công ${units.length} đơn vị làm đầu mối theo dõi công tác dân vận chính quyền (có danh sách kèm theo).`,
      },
      { kind: 'article', title: null, text: 'Đơn vị đầu mối có nhiệm vụ:' },
      {
        kind: 'clauses',
        items: [
          'Theo dõi, đôn đốc việc thực hiện kế hoạch công tác dân vận.',
          'Tổng hợp số liệu, báo cáo Giám đốc Sở trước ngày 15 hằng tháng.',
        ],
      },
      {
        kind: 'article',
        title: null,
        text: 'Chánh Văn phòng Sở, trưởng các đơn vị có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký.',
      },
    ],
    signature: { authority: { kind: 'head', collective: null, title: 'Giám đốc' }, name: DIRECTOR },
    appendices: [
      {
        typeTitle: 'Danh sách',
        summary: 'Đơn vị đầu mối theo dõi công tác dân vận chính quyền',
        orientation: 'upright',
        body: [
          {
            kind: 'table',
            caption: null,
            columns: [
              { heading: 'STT', widthShare: 1, alignment: 'centre' },
              { heading: 'Đơn vị', widthShare: 6, alignment: 'left' },
            ],
            rows: units.map((unit, at) => [at + 1, unit]),
            totalRow: null,
          },
        ],
      },
    ],
    marker: 'Dữ liệu minh họa',
  }
}

/** Signs the kept file as a program of the signer's own would, at nine in the morning. */
async function sign(
  database: Database,
  files: FileStore,
  given: {
    documentId: string
    role: SignatureRole
    official: Official
    common: string
    today: CalendarDate
    signature: SignatureLook
  },
): Promise<void> {
  const { documentId, role, official, common, today, signature } = given
  const issue = await issueOf(database, documentId)
  if (!issue) throw new Error('The document for show is not being issued.')
  const size = sizeOfSignature(signature)
  const seal = picture(SEAL, 'body')
  const shown =
    role === 'person'
      ? { ...roomOfPerson(issue.place, size), png: signature.png }
      : { ...roomOfSeal(issue.place, { width: 36, height: 36 }, size), png: seal.png }
  const content = await signPdf(
    await buffer(files.read(issue.current.sha256)),
    illustrativeCertificate({ common, organisation: `${BODY} tỉnh Hậu Giang` }, yearOf(today)),
    {
      field: role === 'person' ? 'Người ký' : 'Cơ quan',
      reason: 'Minh họa',
      at: new Date(`${today}T02:${role === 'person' ? '00' : '05'}:00Z`),
      picture: shown,
    },
  )
  await addSignature(database, files, official, { documentId, role, way: 'certificate-file', content, today })
}

function picture(drawing: string, of: 'person' | 'body'): SignatureLook {
  const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="300">${drawing}</svg>`
  return signatureLook(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng(), of)
}

async function officialFor(database: Database, accountId: string | undefined, today: CalendarDate): Promise<Official> {
  const official = await officialOfAccount(database, accountId ?? '', today)
  if (!official) throw new Error('Somebody at the department of home affairs holds no post today.')
  return official
}

function unlessNoPdf(error: unknown): null {
  if (error instanceof Refusal && error.code === 'documents.pdf-unavailable') return null
  throw error
}

import { Readable } from 'node:stream'
import { limitDocument } from '../modules/documents/actions/limit-document.ts'
import { recordDocument } from '../modules/documents/actions/record-document.ts'
import { type OfficialDocument, writePdf, writeWord } from '../modules/documents/index.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import type { Database } from '../platform/database/database.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'

type Paper = Pick<OfficialDocument, 'summary' | 'date'> & { number: number; paragraphs: readonly string[] }

/** A letter of the district as it would come in; all of it is invented, and it says so. */
function letter({ number, summary, date, paragraphs }: Paper): OfficialDocument {
  return {
    superiorBody: 'Ủy ban nhân dân tỉnh Hậu Giang',
    issuingBody: 'Ủy ban nhân dân huyện Vị Thủy',
    number: { number, typeCode: null, issuerCode: 'UBND', draftingCode: 'NV' },
    place: 'Vị Thủy',
    date,
    summary,
    recipients: { addressees: ['Ủy ban nhân dân các xã, thị trấn'], others: [], draftingUnitCode: 'NV' },
    legalBases: [],
    body: paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
    signature: { authority: { kind: 'head', collective: 'Ủy ban nhân dân', title: 'Chủ tịch' }, name: null },
    marker: 'Dữ liệu minh họa',
  }
}

const CANALS = [
  'Qua đối thoại, Nhân dân phản ánh nhiều tuyến kênh thủy lợi nội đồng bị bồi lắng, lục bình làm tắc dòng chảy trước vụ Đông Xuân.',
  'Đề nghị Ủy ban nhân dân các xã, thị trấn rà soát, vận động Nhân dân cùng nạo vét, báo cáo khối lượng và số hộ tham gia.',
]
const ONE_STOP = [
  'Bộ phận một cửa tổ chức lấy ý kiến hài lòng của người dân, niêm yết công khai đường dây nóng và thời gian giải quyết thủ tục hành chính.',
  'Kết quả lấy ý kiến gửi về Phòng Nội vụ để tổng hợp.',
]

/**
 * Letters that came into the register of the commune, with files that can be searched where there is a file store: one that was
 * registered twice as it seems, and one that is for named people alone.
 */
export async function addDocumentFiles(
  database: Database,
  hauGiang: HauGiang,
  { accounts, files, today }: { accounts: Record<string, string>; files: FileStore | null; today: CalendarDate },
): Promise<void> {
  const official = await officialOfAccount(database, accounts['canbo.xa'] ?? '', today)
  if (!official) throw new Error('The clerk of the commune holds no post today.')
  const { communeId } = placesOfAccounts(hauGiang)
  const record = async (paper: Paper, format: 'pdf' | 'docx' | null) =>
    recordDocument(
      database,
      official,
      {
        ...{ direction: 'incoming', unitId: communeId, type: 'letter', reference: `${paper.number}/UBND-NV` },
        ...{ issuedOn: paper.date ?? today, issuingBody: 'Ủy ban nhân dân huyện Vị Thủy', summary: paper.summary },
        ...{ arrivedOn: today, arrivalNumber: null, dueOn: null, basedOn: [], carriesOut: [], replaces: [] },
        files: files && format ? await sent(database, files, { paper, format, accountId: official.accountId }) : [],
      },
      today,
    )
  const canals = {
    number: 412,
    date: addDays(today, -6),
    summary: 'Rà soát, nạo vét kênh mương nội đồng',
    paragraphs: CANALS,
  }
  await record(canals, 'pdf')
  await record({ ...canals, date: addDays(today, -5), summary: 'Rà soát, nạo vét kênh mương nội đồng (gửi lại)' }, null)
  await record(
    { number: 415, date: addDays(today, -4), summary: 'Lấy ý kiến hài lòng tại bộ phận một cửa', paragraphs: ONE_STOP },
    'docx',
  )
  const limitedId = await record(
    {
      ...{ number: 418, date: addDays(today, -3), summary: 'Xác minh nội dung phản ánh về cán bộ ấp' },
      paragraphs: ['Nội dung đang xác minh, chỉ người được giao mới đọc.'],
    },
    'docx',
  )
  const given = { limits: 'document' as const, readers: [`role:${communeId}:head`], limitedFiles: [] }
  await limitDocument(database, official, { id: limitedId, given, today })
  await database
    .updateTable('document')
    .set({ illustration: 'Văn bản và tệp được đặt ra để minh họa.' })
    .where('unit_id', '=', communeId)
    .where('created_by_account_id', '=', official.accountId)
    .where('arrived_on', '=', today)
    .execute()
}

/** A file made by the system's own writers. Where PDF cannot be made on this machine, it is a Word file. */
async function sent(
  database: Database,
  files: FileStore,
  { paper, format, accountId }: { paper: Paper; format: 'pdf' | 'docx'; accountId: string },
): Promise<string[]> {
  const document = letter(paper)
  const pdf = format === 'pdf' ? await writePdf(document).catch(unlessRefused) : null
  const content = pdf ?? (await writeWord(document))
  const name = `cong-van-${paper.number}.${pdf ? 'pdf' : 'docx'}`
  return [(await files.put(database, { name, content: Readable.from([content]), accountId })).id]
}

function unlessRefused(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

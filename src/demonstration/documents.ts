import { writeSearch } from '../modules/documents/actions/record-document.ts'
import { outgoingReference } from '../modules/documents/rules/document-reference.ts'
import type { DocumentType } from '../modules/documents/rules/register-entry.ts'
import '../modules/documents/queries/tables.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { HauGiang } from './hau-giang.ts'
import type { CouncilOffice } from './other-roots.ts'

export type OutgoingDocument = {
  type: DocumentType
  number: number
  symbol: string
  issuedOn: CalendarDate
  issuingUnitId: string
  draftingUnitId?: string
  summary: string
  illustration?: string
}

/** Puts an outgoing document into the register of its issuer and answers its id. */
export async function addDocument(database: Database, given: OutgoingDocument): Promise<string> {
  const { reference, series } = outgoingReference(given)
  const { id } = await database
    .insertInto('document')
    .values({
      unit_id: given.draftingUnitId ?? given.issuingUnitId,
      direction: 'outgoing',
      type: given.type,
      reference,
      issued_on: given.issuedOn,
      issuing_unit_id: given.issuingUnitId,
      issuing_body: null,
      drafting_unit_id: given.draftingUnitId ?? given.issuingUnitId,
      summary: given.summary,
      number: given.number,
      symbol: given.symbol,
      series,
      arrived_on: null,
      arrival_number: null,
      due_on: null,
      handled_on: null,
      illustration: given.illustration ?? null,
      created_by_account_id: null,
      changed_by_account_id: null,
      withdrawn_on: null,
      withdrawn_reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeSearch(database, id)
  return id
}

/** The decisions, plans and resolutions of which the sources speak. */
export async function addDocuments(
  database: Database,
  hauGiang: HauGiang,
  office: CouncilOffice,
): Promise<{ planOf2022Id: string; planOf2023Id: string }> {
  await addDocument(database, {
    type: 'QĐ',
    number: 625,
    symbol: 'QĐ-UBND',
    issuedOn: '2021-03-30',
    issuingUnitId: hauGiang.committeeId,
    draftingUnitId: hauGiang.homeAffairsId,
    summary: 'Quyết định về đánh giá, phân loại công tác dân vận của cơ quan nhà nước tỉnh Hậu Giang',
    illustration:
      'Số, ngày và cơ quan ban hành lấy từ nguồn; toàn văn không có trong nguồn nên trích yếu ghi theo nội dung được nhắc đến.',
  })
  const planOf2022Id = await addDocument(database, {
    type: 'KH',
    number: 32,
    symbol: 'KH-UBND',
    issuedOn: '2022-02-28',
    issuingUnitId: hauGiang.committeeId,
    draftingUnitId: hauGiang.homeAffairsId,
    summary: 'Kế hoạch công tác dân vận chính quyền năm 2022',
    illustration:
      'Số, ngày, cơ quan ban hành và bảy nội dung lấy từ nguồn (tin về Kế hoạch 32/KH-UBND của UBND tỉnh Hậu Giang).',
  })
  await addDocument(database, {
    type: 'QĐ',
    number: 1,
    symbol: 'QĐ-ĐĐBQH',
    issuedOn: '2023-01-03',
    issuingUnitId: office.delegationId,
    draftingUnitId: office.officeId,
    summary: 'Quyết định giao nhiệm vụ công tác năm 2023 của Đoàn đại biểu Quốc hội tỉnh',
    illustration: 'Số, ngày và cơ quan ban hành lấy từ nguồn.',
  })
  await addDocument(database, {
    type: 'QĐ',
    number: 4,
    symbol: 'QĐ-HĐND',
    issuedOn: '2023-01-31',
    issuingUnitId: office.councilId,
    draftingUnitId: office.officeId,
    summary: 'Quyết định giao nhiệm vụ công tác năm 2023 của Hội đồng nhân dân tỉnh',
    illustration: 'Số, ngày và cơ quan ban hành lấy từ nguồn.',
  })
  const planOf2023Id = await addDocument(database, {
    type: 'KH',
    number: 152,
    symbol: 'KH-VP.ĐBQH-HĐND',
    issuedOn: '2023-04-20',
    issuingUnitId: office.officeId,
    summary: 'Kế hoạch công tác dân vận năm 2023 của Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    illustration: 'Số, ngày và cơ quan ban hành lấy từ nguồn.',
  })
  await addResolutions(database, office)
  return { planOf2022Id, planOf2023Id }
}

const SUBJECTS = [
  'điều chỉnh kế hoạch đầu tư công năm 2023',
  'phân bổ vốn chương trình mục tiêu quốc gia giảm nghèo bền vững',
  'phân bổ vốn chương trình mục tiêu quốc gia xây dựng nông thôn mới',
  'danh mục dự án cần thu hồi đất năm 2023',
  'chính sách hỗ trợ học sinh vùng khó khăn',
  'mức thu phí, lệ phí thuộc thẩm quyền',
  'chính sách hỗ trợ hợp tác xã nông nghiệp',
  'đặt tên đường trên địa bàn thị trấn',
]

/** January to May 2023: 16 resolutions of the Council on which the office advised. */
async function addResolutions(database: Database, office: CouncilOffice): Promise<void> {
  for (let index = 0; index < 16; index += 1) {
    await addDocument(database, {
      type: 'NQ',
      number: index + 1,
      symbol: 'NQ-HĐND',
      issuedOn: addDays('2023-02-10', Math.floor(index / 4) * 33),
      issuingUnitId: office.councilId,
      draftingUnitId: office.officeId,
      summary: `Nghị quyết về ${SUBJECTS[index % SUBJECTS.length]}${index < SUBJECTS.length ? '' : ' (bổ sung)'}`,
      illustration:
        'Dòng minh họa: nguồn chỉ cho tổng 16 nghị quyết đã tham mưu trong 5 tháng đầu năm 2023; số, ngày và trích yếu là do hệ thống đặt ra.',
    })
  }
}

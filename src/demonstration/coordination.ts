import type { CoordinationKind } from '../modules/coordination/rules/coordination.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import type { DongThap } from './other-roots.ts'
import '../modules/coordination/queries/tables.ts'

const ILLUSTRATION = 'Văn bản, các bên ký và nội dung được đặt ra để minh họa.'
const STATED =
  'Nguồn nêu việc ký Kế hoạch phối hợp năm 2023 giữa hai bên ngày 30/3/2023 tại tỉnh Đồng Tháp; số văn bản, nhiệm vụ và tên người ký được đặt ra.'

type Party = { unitId: string | null; name: string | null; signedOn: CalendarDate | null; signedBy: string | null }
type ToAdd = {
  kind: CoordinationKind
  title: string
  reference: string
  term: [from: CalendarDate, to: CalendarDate | null]
  report: [day: number, month: number] | null
  parties: readonly Party[]
  duties: readonly (readonly [party: number | null, content: string])[]
  basedOnId?: string
  illustration: string
}

const unit = (unitId: string, signedOn: CalendarDate | null, signedBy: string | null): Party => ({
  unitId,
  name: null,
  signedOn,
  signedBy,
})
const outside = (name: string, signedOn: CalendarDate, signedBy: string): Party => ({
  unitId: null,
  name,
  signedOn,
  signedBy,
})

const DUTIES = [
  [null, 'Họp giao ban sáu tháng một lần; trao đổi tình hình Nhân dân'],
  [1, 'Cung cấp thông tin về chủ trương, dự án có ảnh hưởng đến quyền lợi của người dân'],
  [1, 'Trả lời kiến nghị sau giám sát trong thời hạn luật định'],
  [2, 'Tổ chức giám sát, phản biện; tổng hợp ý kiến cử tri và Nhân dân'],
] as const

/** What was signed: the plan that a source tells of, a regulation for five years, a commune's plan of the year, and a programme that waits for signatures. */
export async function addCoordination(
  database: Database,
  { hauGiang, dongThap, today }: { hauGiang: HauGiang; dongThap: DongThap; today: CalendarDate },
): Promise<void> {
  const year = yearOf(today)
  await add(database, {
    kind: 'plan',
    title: 'Kế hoạch phối hợp công tác dân vận năm 2023',
    reference: '',
    term: ['2023-01-01', '2023-12-31'],
    report: [30, 11],
    parties: [
      unit(dongThap.committeeId, '2023-03-30', 'Chủ tịch Ủy ban nhân dân tỉnh'),
      outside(
        'Ban Dân vận Tỉnh ủy, Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp',
        '2023-03-30',
        'Trưởng Ban, Chủ tịch Ủy ban MTTQ tỉnh',
      ),
    ],
    duties: DUTIES,
    illustration: STATED,
  })
  const regulation = await add(database, {
    kind: 'regulation',
    title: 'Quy chế phối hợp công tác giữa Ủy ban nhân dân tỉnh và Ủy ban MTTQ Việt Nam tỉnh',
    reference: '01/QCPH-UBND-MTTQ',
    term: [`${year - 3}-01-01`, `${year + 1}-12-31`],
    report: [30, 11],
    parties: [
      unit(hauGiang.committeeId, `${year - 3}-01-10`, 'Chủ tịch Ủy ban nhân dân tỉnh'),
      unit(hauGiang.frontId, `${year - 3}-01-10`, 'Chủ tịch Ủy ban MTTQ Việt Nam tỉnh'),
    ],
    duties: DUTIES,
    illustration: ILLUSTRATION,
  })
  await addReports(database, regulation, year)
  const { communeId } = placesOfAccounts(hauGiang)
  await add(database, {
    kind: 'plan',
    title: `Kế hoạch phối hợp năm ${year} giữa Ủy ban nhân dân xã với Mặt trận Tổ quốc và lực lượng vũ trang xã Vĩnh Tường`,
    reference: '02/KHPH-UBND-MTTQ',
    term: [`${year}-01-01`, `${year}-12-31`],
    report: [5, 12],
    parties: [
      unit(communeId, `${year}-01-20`, 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã'),
      outside('Ủy ban MTTQ Việt Nam xã Vĩnh Tường', `${year}-01-20`, 'Chủ tịch Ủy ban MTTQ xã'),
      outside('Ban Chỉ huy Quân sự xã Vĩnh Tường', `${year}-01-22`, 'Chỉ huy trưởng'),
    ],
    duties: [...DUTIES, [3, 'Huy động dân quân giúp dân phòng, chống thiên tai, làm đường ấp']],
    illustration: ILLUSTRATION,
  })
  await add(database, {
    kind: 'programme',
    title: `Chương trình phối hợp tuyên truyền, vận động thực hiện cải cách hành chính giai đoạn ${year + 1}–${year + 5}`,
    reference: '',
    term: [`${year + 1}-01-01`, `${year + 5}-12-31`],
    report: [15, 12],
    parties: [
      unit(hauGiang.homeAffairsId, null, null),
      unit(hauGiang.frontId, `${year}-11-18`, 'Phó Chủ tịch Thường trực Ủy ban MTTQ Việt Nam tỉnh'),
    ],
    duties: DUTIES,
    basedOnId: regulation.id,
    illustration: ILLUSTRATION,
  })
  await add(database, {
    kind: 'plan',
    title: `Kế hoạch phối hợp năm ${year + 1} giữa Ủy ban nhân dân xã với Mặt trận Tổ quốc xã Vĩnh Tường`,
    reference: '',
    term: [`${year + 1}-01-01`, `${year + 1}-12-31`],
    report: null,
    parties: [
      unit(communeId, null, null),
      { unitId: null, name: 'Ủy ban MTTQ Việt Nam xã Vĩnh Tường', signedOn: null, signedBy: null },
    ],
    duties: DUTIES,
    illustration: ILLUSTRATION,
  })
}

async function add(database: Database, given: ToAdd): Promise<{ id: string; partyIds: string[] }> {
  const { id } = await database
    .insertInto('coordination')
    .values({
      kind: given.kind,
      title: given.title,
      reference: given.reference,
      starts_on: given.term[0],
      ends_on: given.term[1],
      report_day: given.report?.[0] ?? null,
      report_month: given.report?.[1] ?? null,
      based_on_coordination_id: given.basedOnId ?? null,
      lead_unit_id: given.parties[0]?.unitId ?? '',
      illustration: given.illustration,
      created_by_account_id: null,
      changed_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parties = await database
    .insertInto('coordination_party')
    .values(
      given.parties.map((party, index) => ({
        coordination_id: id,
        position: index + 1,
        unit_id: party.unitId,
        outside_name: party.name,
        signed_on: party.signedOn,
        signed_by: party.signedBy,
      })),
    )
    .returning(['id', 'position'])
    .execute()
  await database
    .insertInto('coordination_duty')
    .values(
      given.duties.map(([party, content], index) => ({
        coordination_id: id,
        position: index + 1,
        party_position: party,
        content,
      })),
    )
    .execute()
  return { id, partyIds: parties.sort((a, b) => a.position - b.position).map((party) => party.id) }
}

/** Both sides of the regulation reported each year, the Front once late; and they looked back half way. */
async function addReports(database: Database, { id, partyIds }: { id: string; partyIds: string[] }, year: number) {
  const [committee = '', front = ''] = partyIds
  const reports = [year - 3, year - 2, year - 1].flatMap((each) => [
    {
      partyId: committee,
      each,
      on: `${each}-11-25`,
      content: 'Đã họp giao ban hai lần; trả lời các kiến nghị sau giám sát.',
    },
    {
      partyId: front,
      each,
      on: each === year - 2 ? `${each}-12-06` : `${each}-11-28`,
      content: 'Đã giám sát theo kế hoạch; tổng hợp ý kiến cử tri gửi Ủy ban nhân dân tỉnh.',
    },
  ])
  await database
    .insertInto('coordination_report')
    .values(
      reports.map((report) => ({
        coordination_id: id,
        party_id: report.partyId,
        year: report.each,
        reported_on: report.on,
        content: report.content,
        created_by_account_id: null,
      })),
    )
    .execute()
  await database
    .insertInto('coordination_review')
    .values({
      coordination_id: id,
      kind: 'interim',
      held_on: `${year - 1}-06-20`,
      results: 'Hai bên giữ nền nếp giao ban; thông tin đến người dân kịp thời hơn.',
      shortcomings: 'Còn kiến nghị sau giám sát trả lời chậm.',
      conclusions: 'Ủy ban nhân dân tỉnh rà soát các kiến nghị quá hạn trước ngày 30/9.',
      created_by_account_id: null,
    })
    .execute()
}

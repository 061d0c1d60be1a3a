import { sql } from 'kysely'
import type { ActivityDetails } from '../modules/activities/rules/activity-details.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { type Chance, chance, split } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'
import type { CouncilOffice } from './other-roots.ts'
import '../modules/activities/queries/tables.ts'

type ActivityRow = {
  kind: string
  title: string
  heldOn: CalendarDate
  place: string
  unitId: string
  behalfUnitId?: string
  chairedBy: string
  participants: number
  opinions?: number
  opinionTexts?: readonly string[]
  details?: ActivityDetails
  illustration: string
}

const OPINIONS = [
  'Đề nghị sớm nâng cấp tuyến đường ấp đã xuống cấp, mùa mưa đi lại khó khăn',
  'Đề nghị kéo đường ống nước sạch đến các hộ cuối kênh',
  'Kiến nghị hướng dẫn rõ hồ sơ cấp giấy chứng nhận quyền sử dụng đất lần đầu',
  'Đề nghị lắp đèn chiếu sáng ở đoạn qua cầu và trước điểm trường',
  'Kiến nghị công khai mức hỗ trợ khi giải phóng mặt bằng tuyến lộ mới',
  'Đề nghị xử lý cơ sở chăn nuôi gây mùi trong khu dân cư',
  'Kiến nghị mở lớp dạy nghề phù hợp cho lao động nông thôn lớn tuổi',
  'Đề nghị xem xét lại danh sách hộ cận nghèo của ấp',
  'Kiến nghị rút ngắn thời gian trả kết quả ở bộ phận một cửa',
  'Đề nghị gia cố đoạn bờ kênh sạt lở trước mùa lũ',
]

/** Seeds 001 and 002 (see `docs/demonstration.md`), then the year in which the demonstration is used. */
export async function addActivities(
  database: Database,
  hauGiang: HauGiang,
  office: CouncilOffice,
  workingYear: number,
): Promise<void> {
  const random = chance(20_190_703)
  await insert(
    database,
    [...dialoguesOf2019(hauGiang, random), ...classesOf2019(hauGiang, random), ...supervisionsOf2023(office, random)],
    random,
  )
  await insert(database, workOfTheYear(hauGiang, workingYear, chance(workingYear)), chance(workingYear + 1))
}

/** Third quarter of 2019: 12 dialogues, 2.657 participants, 8.669 opinions, over the boards of both levels. */
function dialoguesOf2019(hauGiang: HauGiang, random: Chance): ActivityRow[] {
  const boards = [hauGiang.mobilisationBoardId, ...hauGiang.districtBoardIds]
  const participants = split(2657, 12, random)
  const opinions = split(8669, 12, random)
  return participants.map((count, index) => ({
    kind: 'dialogue',
    title: `Tiếp xúc, đối thoại trực tiếp với Nhân dân, đợt ${index + 1}`,
    heldOn: addDays('2019-07-04', index * 7),
    place: 'Hội trường cấp huyện',
    unitId: boards[index % boards.length] ?? hauGiang.mobilisationBoardId,
    chairedBy: `${inventedName(random)}, Trưởng Ban Dân vận`,
    participants: count,
    opinions: opinions[index] ?? 0,
    opinionTexts: [0, 1, 2].map((offset) => OPINIONS[(index + offset * 3) % OPINIONS.length] ?? ''),
    illustration:
      'Dòng minh họa: nguồn (tin của ngành dân vận Hậu Giang, quý III năm 2019) chỉ cho tổng 12 cuộc, 2.657 đại biểu, 8.669 ý kiến; ngày, nơi, người chủ trì và cách chia từng cuộc là do hệ thống đặt ra.',
  }))
}

/** The same quarter: 7 classes with 752 trainees. */
function classesOf2019(hauGiang: HauGiang, random: Chance): ActivityRow[] {
  const subjects = [
    'Kỹ năng dân vận khéo',
    'Nghiệp vụ công tác dân vận cơ sở',
    'Quy chế dân chủ ở cơ sở',
    'Kỹ năng nắm tình hình Nhân dân',
    'Công tác tôn giáo, dân tộc',
    'Kỹ năng đối thoại',
    'Nghiệp vụ cho khối dân vận xã',
  ]
  const boards = [hauGiang.mobilisationBoardId, ...hauGiang.districtBoardIds]
  return split(752, 7, random).map((count, index) => ({
    kind: 'training',
    title: `Lớp bồi dưỡng: ${subjects[index]}`,
    heldOn: addDays('2019-07-10', index * 11),
    place: 'Trung tâm bồi dưỡng chính trị',
    unitId: boards[index % boards.length] ?? hauGiang.mobilisationBoardId,
    chairedBy: `${inventedName(random)}, Phó Trưởng Ban Dân vận`,
    participants: count,
    illustration:
      'Dòng minh họa: nguồn (tin của ngành dân vận Hậu Giang, quý III năm 2019) chỉ cho tổng 7 lớp với 752 học viên; tên lớp, ngày và cách chia là do hệ thống đặt ra.',
  }))
}

/** January to May 2023: 7 supervisions = Council 1 + delegation 3 + cultural committee 1 + ethnic committee 2. */
function supervisionsOf2023(office: CouncilOffice, random: Chance): ActivityRow[] {
  const behalf = [
    office.councilId,
    ...Array<string>(3).fill(office.delegationId),
    office.culturalCommitteeId,
    ...Array<string>(2).fill(office.ethnicCommitteeId),
  ]
  const subjects = [
    'thực hiện nghị quyết của Hội đồng nhân dân về đầu tư công',
    'quản lý, sử dụng đất đai',
    'thực hiện chính sách năng lượng',
    'đổi mới chương trình giáo dục phổ thông',
    'thực hiện chính sách người có công',
    'chương trình mục tiêu quốc gia vùng đồng bào dân tộc',
    'hỗ trợ đất ở, đất sản xuất cho hộ đồng bào dân tộc',
  ]
  return behalf.map((behalfUnitId, index) => ({
    kind: 'supervision',
    title: `Giám sát việc ${subjects[index]}`,
    heldOn: addDays('2023-02-07', index * 15),
    place: 'Tại các đơn vị được giám sát',
    unitId: office.officeId,
    behalfUnitId,
    chairedBy: `${inventedName(random)}, Trưởng đoàn giám sát`,
    participants: random.between(9, 18),
    illustration:
      'Dòng minh họa: nguồn (báo cáo 5 tháng đầu năm 2023 của một Văn phòng Đoàn ĐBQH và HĐND tỉnh) chỉ cho 7 cuộc = HĐND 1, Đoàn ĐBQH 3, Ban Văn hóa - Xã hội 1, Ban Dân tộc 2; nội dung và ngày là do hệ thống đặt ra.',
  }))
}

const WORK = [
  { kind: 'dialogue', title: 'Đối thoại của người đứng đầu với Nhân dân', participants: [40, 180], opinions: [4, 25] },
  { kind: 'reception', title: 'Tiếp công dân định kỳ của Chủ tịch', participants: [1, 12], opinions: [0, 0] },
  { kind: 'training', title: 'Tập huấn nghiệp vụ dân vận chính quyền', participants: [25, 90], opinions: [0, 0] },
  {
    kind: 'dissemination',
    title: 'Tuyên truyền Luật Thực hiện dân chủ ở cơ sở',
    participants: [50, 220],
    opinions: [0, 6],
  },
  {
    kind: 'self-inspection',
    title: 'Tự kiểm tra việc thực hiện quy chế dân chủ',
    participants: [5, 15],
    opinions: [0, 0],
  },
  { kind: 'conference', title: 'Sơ kết công tác dân vận chính quyền', participants: [30, 80], opinions: [0, 5] },
] as const

/** Some only sent a letter, some did not say. */
const FORMS = ['meeting', 'loudspeaker', 'letter', 'unstated', 'meeting', 'letter', 'online']

/** Ordinary work of the working year in some districts, so that lists, charts and comparisons are not empty. */
function workOfTheYear(hauGiang: HauGiang, year: number, random: Chance): ActivityRow[] {
  const rows: ActivityRow[] = []
  for (const [order, of] of [year - 1, year].entries()) {
    const lastMonth = order === 0 ? 12 : 10
    for (const district of hauGiang.districts) {
      for (const unit of [district, ...district.communes]) {
        for (const work of WORK) {
          if (random.next() < 0.45) continue
          const month = random.between(1, lastMonth)
          const opinions = random.between(work.opinions[0], work.opinions[1])
          const form = FORMS[(month + unit.id.length + rows.length) % FORMS.length] ?? 'meeting'
          rows.push({
            kind: work.kind,
            ...(work.kind === 'dissemination' && form !== 'unstated' ? { details: { disseminationForm: form } } : {}),
            title: work.title,
            heldOn: `${of}-${String(month).padStart(2, '0')}-${String(random.between(2, 28)).padStart(2, '0')}`,
            place: work.kind === 'reception' ? 'Phòng tiếp công dân' : 'Hội trường Ủy ban nhân dân',
            unitId: unit.id,
            chairedBy: `${inventedName(random)}, Phó Chủ tịch Ủy ban nhân dân`,
            participants: random.between(work.participants[0], work.participants[1]),
            opinions,
            opinionTexts: opinions > 0 ? [random.pick(OPINIONS)] : [],
            illustration: 'Dòng minh họa do hệ thống đặt ra.',
          })
        }
      }
    }
  }
  return rows
}

async function insert(database: Database, rows: readonly ActivityRow[], random: Chance): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    const part = rows.slice(start, start + 500)
    const added = await database
      .insertInto('activity')
      .values(
        part.map((row) => ({
          kind_code: row.kind,
          title: row.title,
          held_on: row.heldOn,
          place: row.place,
          unit_id: row.unitId,
          behalf_unit_id: row.behalfUnitId ?? null,
          chaired_by: row.chairedBy,
          participant_count: row.participants,
          opinion_count: row.opinions ?? 0,
          ...(row.details ? { details: JSON.stringify(row.details) } : { details: '{}' }),
          illustration: row.illustration,
          created_by_account_id: null,
          changed_by_account_id: null,
          withdrawn_on: null,
          withdrawn_reason: null,
        })),
      )
      .returning(['id', 'unit_id', 'held_on'])
      .execute()
    const opinions = added.flatMap((activity, index) =>
      (part[index]?.opinionTexts ?? []).map((content, position) => {
        const answered = random.next() < 0.7
        return {
          activity_id: activity.id,
          position: position + 1,
          content,
          responsible_unit_id: activity.unit_id,
          due_on: answered ? null : addDays(activity.held_on, 15),
          answer: answered ? 'Đã ghi nhận; đơn vị đã có văn bản trả lời và phân công theo dõi.' : null,
          answered_on: answered ? addDays(activity.held_on, 9) : null,
          answered_by_account_id: null,
        }
      }),
    )
    if (opinions.length > 0) await database.insertInto('opinion').values(opinions).execute()
  }
  await linkOpinions(database)
  await sql`
    insert into activity_search (activity_id, words)
    select activity.id, to_tsvector('simple', searchable(concat_ws(' ', activity.title, activity.place, activity.chaired_by, activity.content,
      (select string_agg(opinion.content, ' ') from opinion where opinion.activity_id = activity.id))))
    from activity on conflict do nothing`.execute(database)
}

/** Some of what the same unit heard before is linked, some is left for whoever looks to recognise. */
async function linkOpinions(database: Database): Promise<void> {
  await sql`
    with raised as (
      select opinion.id, opinion.content, activity.unit_id,
        first_value(opinion.id) over (partition by activity.unit_id, opinion.content order by activity.held_on, opinion.id) as first_id,
        row_number() over (partition by activity.unit_id, opinion.content order by activity.held_on, opinion.id) as time
      from opinion join activity on activity.id = opinion.activity_id)
    update opinion set first_raised_id = raised.first_id from raised
    where raised.id = opinion.id and raised.time = 2`.execute(database)
}

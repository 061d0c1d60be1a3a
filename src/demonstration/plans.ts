import { sendDocument } from '../modules/documents/index.ts'
import '../modules/plans/queries/tables.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import { type Chance, chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import type { CouncilOffice } from './other-roots.ts'

/** The seven contents of plan 32/KH-UBND of 28 February 2022 (Hậu Giang), in the order of the source. */
const CONTENTS = [
  'Công tác lãnh đạo, chỉ đạo thực hiện công tác dân vận chính quyền',
  'Quản lý nhà nước, cải cách hành chính, kỷ luật, kỷ cương, phòng, chống tham nhũng',
  'Thực hiện chính sách và quy chế dân chủ ở cơ sở',
  'Tiếp công dân, đối thoại trực tiếp, giải quyết kiến nghị của Nhân dân',
  'Phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội',
  'Phối hợp của cơ quan tư pháp, lực lượng vũ trang với Mặt trận và đoàn thể',
  'Kiểm tra, giám sát việc thực hiện công tác dân vận',
]

type TaskToAdd = {
  content: number
  title: string
  product: string
  dueOn: CalendarDate
  excluded?: boolean
  unitIds: readonly string[]
  /** Share of the units that had finished by the deadline; the rest has not. */
  finished: number
}

/** The plans of the sources, then a plan for the working year with tasks that are done, due and late. */
export async function addPlans(
  database: Database,
  documents: { planOf2022Id: string; planOf2023Id: string },
  hauGiang: HauGiang,
  office: CouncilOffice,
  today: CalendarDate,
): Promise<void> {
  const everybody = [...hauGiang.departmentIds, ...hauGiang.districts.map((district) => district.id)]
  await addPlan(database, {
    unitId: hauGiang.committeeId,
    followingUnitId: hauGiang.homeAffairsId,
    documentId: documents.planOf2022Id,
    title: 'Kế hoạch công tác dân vận chính quyền năm 2022',
    year: 2022,
    issuedOn: '2022-02-28',
    illustration:
      'Số, ngày và bảy nội dung lấy từ nguồn. Nhiệm vụ dưới từng nội dung và tình hình thực hiện của đơn vị là số liệu minh họa; hạn gửi báo cáo “trước ngày 05/12/2022” lấy từ nguồn.',
    contents: CONTENTS,
    tasks: [
      {
        content: 1,
        title: 'Ban hành kế hoạch công tác dân vận năm 2022 của đơn vị',
        product: 'Kế hoạch',
        dueOn: '2022-03-31',
        unitIds: everybody,
        finished: 1,
      },
      {
        content: 4,
        title: 'Tổ chức đối thoại trực tiếp của người đứng đầu với Nhân dân',
        product: 'Biên bản đối thoại',
        dueOn: '2022-10-31',
        unitIds: everybody.slice(-8),
        finished: 1,
      },
      {
        content: 7,
        title: 'Tự kiểm tra việc thực hiện Quyết định 625/QĐ-UBND',
        product: 'Báo cáo tự kiểm tra',
        dueOn: '2022-09-30',
        unitIds: everybody,
        finished: 0.9,
      },
      {
        content: 1,
        title: 'Gửi báo cáo công tác dân vận năm 2022 về UBND tỉnh qua Sở Nội vụ',
        product: 'Báo cáo năm',
        dueOn: '2022-12-05',
        excluded: true,
        unitIds: everybody,
        finished: 0.8,
      },
    ],
    random: chance(32),
    until: '2022-12-31',
  })
  await addPlan(database, {
    unitId: office.officeId,
    documentId: documents.planOf2023Id,
    title: 'Kế hoạch công tác dân vận năm 2023 của Văn phòng',
    year: 2023,
    issuedOn: '2023-04-20',
    illustration: 'Số, ngày lấy từ nguồn; nội dung là số liệu minh họa.',
    contents: [
      'Tham mưu, phục vụ hoạt động của Đoàn đại biểu Quốc hội',
      'Tham mưu, phục vụ hoạt động của Hội đồng nhân dân tỉnh',
    ],
    tasks: [],
    random: chance(152),
    until: '2023-12-31',
  })
  const year = yearOf(today)
  const { districtId, communeId, departmentId } = placesOfAccounts(hauGiang)
  const district = hauGiang.districts.find((each) => each.id === districtId)
  const communes = district?.communes.map((commune) => commune.id) ?? []
  const forAll = [...everybody, ...communes]
  await addPlan(database, {
    unitId: hauGiang.committeeId,
    followingUnitId: hauGiang.homeAffairsId,
    documentId: null,
    title: `Kế hoạch công tác dân vận chính quyền năm ${year}`,
    year,
    issuedOn: `${year}-01-20`,
    illustration: 'Kế hoạch minh họa do hệ thống đặt ra, theo bảy nội dung của Kế hoạch 32/KH-UBND năm 2022.',
    contents: CONTENTS,
    tasks: [
      {
        content: 1,
        title: `Ban hành kế hoạch công tác dân vận năm ${year} của đơn vị`,
        product: 'Kế hoạch',
        dueOn: `${year}-02-28`,
        unitIds: forAll,
        finished: 1,
      },
      {
        content: 2,
        title: 'Khảo sát sự hài lòng của người dân tại bộ phận một cửa',
        product: 'Kết quả khảo sát',
        dueOn: `${year}-06-30`,
        unitIds: forAll,
        finished: 0.9,
      },
      {
        content: 3,
        title: 'Công khai các nội dung theo Điều 11 Luật Thực hiện dân chủ ở cơ sở',
        product: 'Danh mục đã công khai',
        dueOn: `${year}-09-30`,
        unitIds: communes,
        finished: 0.7,
      },
      {
        content: 4,
        title: 'Đối thoại của người đứng đầu với Nhân dân',
        product: 'Biên bản, thông báo kết luận',
        dueOn: `${year}-12-10`,
        unitIds: forAll,
        finished: 0.4,
      },
      {
        content: 5,
        title: 'Ký và thực hiện kế hoạch phối hợp với Ủy ban MTTQ cùng cấp',
        product: 'Kế hoạch phối hợp',
        dueOn: `${year}-03-31`,
        unitIds: [...everybody.slice(-8), ...communes],
        finished: 0.95,
      },
      {
        content: 6,
        title: 'Phối hợp phổ biến pháp luật cho Nhân dân ở cơ sở',
        product: 'Báo cáo kết quả',
        dueOn: `${year}-11-15`,
        unitIds: [departmentId, ...everybody.slice(-8), ...communes],
        finished: 0.5,
      },
      {
        content: 7,
        title: 'Tự kiểm tra công tác dân vận chính quyền',
        product: 'Báo cáo tự kiểm tra',
        dueOn: `${year}-10-31`,
        unitIds: forAll,
        finished: 0.8,
      },
      {
        content: 1,
        title: `Gửi báo cáo công tác dân vận năm ${year} về UBND tỉnh qua Sở Nội vụ`,
        product: 'Báo cáo năm',
        dueOn: `${year}-12-05`,
        excluded: true,
        unitIds: forAll,
        finished: 0.1,
      },
    ],
    random: chance(year),
    until: today,
    unfinishedUnitIds: [communeId],
  })
}

type PlanToAdd = {
  unitId: string
  documentId: string | null
  title: string
  year: number
  issuedOn: CalendarDate
  illustration: string
  contents: readonly string[]
  tasks: readonly TaskToAdd[]
  random: Chance
  /** What would have been finished after this day has not been yet. */
  until: CalendarDate
  /** The unit that follows how the plan is carried out, such as Sở Nội vụ. */
  followingUnitId?: string
  /** Units of the demonstration accounts: their later tasks stay open, so that there is something to do. */
  unfinishedUnitIds?: readonly string[]
}

async function addPlan(database: Database, plan: PlanToAdd): Promise<void> {
  const { id: planId } = await database
    .insertInto('plan')
    .values({
      unit_id: plan.unitId,
      document_id: plan.documentId,
      title: plan.title,
      year: plan.year,
      issued_on: plan.issuedOn,
      based_on_plan_id: null,
      following_unit_id: plan.followingUnitId ?? null,
      illustration: plan.illustration,
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const contents = await database
    .insertInto('plan_content')
    .values(plan.contents.map((title, index) => ({ plan_id: planId, position: index + 1, title })))
    .returning(['id', 'position'])
    .execute()
  for (const task of plan.tasks) {
    const content = contents.find(({ position }) => position === task.content)
    const { id: taskId } = await database
      .insertInto('task')
      .values({
        plan_content_id: content?.id ?? '',
        title: task.title,
        product: task.product,
        due_on: task.dueOn,
        due_on_excluded: task.excluded ?? false,
        illustration: 'Nhiệm vụ minh họa.',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('task_assignment')
      .values(
        task.unitIds.map((unitId) => {
          const keptOpen = task.dueOn > `${plan.year}-09-01` && plan.unfinishedUnitIds?.includes(unitId) === true
          const completedOn = addDays(task.dueOn, -plan.random.between(1, 25))
          const completed = !keptOpen && plan.random.next() < task.finished && completedOn <= plan.until
          return {
            task_id: taskId,
            unit_id: unitId,
            assigned_on: plan.issuedOn,
            state: completed ? ('completed' as const) : ('assigned' as const),
            comment: completed ? 'Đã hoàn thành (dữ liệu minh họa, không kèm minh chứng).' : '',
            completed_on: completed ? completedOn : null,
          }
        }),
      )
      .execute()
  }
  if (plan.documentId !== null) {
    const unitIds = [...new Set(plan.tasks.flatMap((task) => task.unitIds))]
    if (unitIds.length > 0) await sendDocument(database, { documentId: plan.documentId, unitIds, today: plan.issuedOn })
  }
}

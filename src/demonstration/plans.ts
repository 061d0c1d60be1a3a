import '../modules/plans/queries/tables.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import { addOwnPlans, addPlan } from './add-plan.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import type { CouncilOffice } from './other-roots.ts'
import { addPlanOf2022, PLAN_CONTENTS } from './plan-of-2022.ts'

/** The plans of the sources, then a plan for the working year with tasks that are done, due and late. */
export async function addPlans(
  database: Database,
  documents: { planOf2022Id: string; planOf2023Id: string },
  hauGiang: HauGiang,
  office: CouncilOffice,
  today: CalendarDate,
): Promise<void> {
  const everybody = [...hauGiang.departmentIds, ...hauGiang.districts.map((district) => district.id)]
  await addPlanOf2022(database, documents.planOf2022Id, hauGiang)
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
  const upper = await addPlan(database, {
    unitId: hauGiang.committeeId,
    followingUnitId: hauGiang.homeAffairsId,
    documentId: null,
    title: `Kế hoạch công tác dân vận chính quyền năm ${year}`,
    year,
    issuedOn: `${year}-01-20`,
    illustration: 'Kế hoạch minh họa do hệ thống đặt ra, theo bảy nội dung của Kế hoạch 32/KH-UBND năm 2022.',
    contents: PLAN_CONTENTS,
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
        target: { amount: 2, measure: 'cuộc đối thoại', counts: 'activity' },
        milestones: [
          [`${year}-06-30`, 'Tổ chức cuộc đối thoại thứ nhất'],
          [`${year}-11-30`, 'Thông báo kết luận đối thoại'],
        ],
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
        title: REPORT_OF(year),
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
  const others = [...hauGiang.departmentIds.slice(2, 13), ...hauGiang.districts.slice(0, 5).map(({ id }) => id)]
  await addOwnPlans(database, {
    upper,
    units: others.filter((id) => id !== districtId).map((id) => ({ id, documentId: null })),
    issuedOn: `${year}-02-10`,
    silentOn: (index) => (index % 4 === 3 ? [6] : []),
  })
  await addQuestion(database, { unitId: districtId, taskTitle: REPORT_OF(year), askedOn: addDays(today, -2) })
}

const REPORT_OF = (year: number) => `Gửi báo cáo công tác dân vận năm ${year} về UBND tỉnh qua Sở Nội vụ`

/** A district asks back about the yearly report; nobody has answered yet. */
async function addQuestion(
  database: Database,
  { unitId, taskTitle, askedOn }: { unitId: string; taskTitle: string; askedOn: CalendarDate },
): Promise<void> {
  const assignment = await database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .select('assignment.id')
    .where('assignment.unit_id', '=', unitId)
    .where('task.title', '=', taskTitle)
    .where('assignment.state', 'in', ['assigned', 'in-progress'])
    .executeTakeFirst()
  if (!assignment) return
  await database
    .insertInto('task_question')
    .values({
      assignment_id: assignment.id,
      question: 'Số liệu trong báo cáo lấy đến hết tháng 11 hay ước thực hiện cả năm?',
      asked_on: askedOn,
      asked_by_account_id: null,
    })
    .execute()
}

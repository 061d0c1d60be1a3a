import '../modules/documents/queries/tables.ts'
import '../modules/plans/queries/tables.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { type AddedPlan, addOwnPlans, addPlan, addTask, type PlanToAdd, type TaskToAdd } from './add-plan.ts'
import { chance } from './chance.ts'
import { addDocument } from './documents.ts'
import type { HauGiang } from './hau-giang.ts'

/** The seven contents of plan 32/KH-UBND of 28 February 2022 (Hậu Giang), in the order of the source. */
export const PLAN_CONTENTS = [
  'Công tác lãnh đạo, chỉ đạo thực hiện công tác dân vận chính quyền',
  'Quản lý nhà nước, cải cách hành chính, kỷ luật, kỷ cương, phòng, chống tham nhũng',
  'Thực hiện chính sách và quy chế dân chủ ở cơ sở',
  'Tiếp công dân, đối thoại trực tiếp, giải quyết kiến nghị của Nhân dân',
  'Phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội',
  'Phối hợp của cơ quan tư pháp, lực lượng vũ trang với Mặt trận và đoàn thể',
  'Kiểm tra, giám sát việc thực hiện công tác dân vận',
]

const ISSUED_ON = '2022-02-28'
const REPORT = 'Gửi báo cáo công tác dân vận năm 2022 về UBND tỉnh qua Sở Nội vụ'

/**
 * When the 25 departments and districts handed in the yearly report due “trước ngày 05/12/2022”: 18 by the 4th, one of them on the 4th
 * itself; one on the 5th; two later; four never. At the end of the 5th six had not reported.
 */
const REPORTED_ON: readonly (CalendarDate | null)[] = [
  ...['2022-11-14', '2022-11-18', '2022-11-21', '2022-11-22', '2022-11-23', '2022-11-24', '2022-11-25', '2022-11-25'],
  ...['2022-11-28', '2022-11-29', '2022-11-30', '2022-11-30', '2022-12-01', '2022-12-01', '2022-12-02', '2022-12-02'],
  ...['2022-12-02', '2022-12-04', '2022-12-05', '2022-12-08', '2022-12-12'],
  ...[null, null, null, null],
]

/**
 * Plan 32/KH-UBND down to thirty units: 17 departments, 8 districts, 5 judicial bodies and armed forces. Twenty-two of them made a plan
 * of their own, with its paper in the register; some were given nothing of a content, and that shows.
 */
export async function addPlanOf2022(database: Database, documentId: string, hauGiang: HauGiang): Promise<void> {
  const { departmentIds, judicialAndArmedIds, homeAffairsId, committeeId } = hauGiang
  const districtIds = hauGiang.districts.map((district) => district.id)
  const plan: PlanToAdd = {
    unitId: committeeId,
    followingUnitId: homeAffairsId,
    documentId,
    title: 'Kế hoạch công tác dân vận chính quyền năm 2022',
    year: 2022,
    issuedOn: ISSUED_ON,
    illustration:
      'Số, ngày và bảy nội dung lấy từ nguồn. Nhiệm vụ dưới từng nội dung, kế hoạch riêng và tình hình thực hiện của đơn vị là số liệu minh họa; hạn gửi báo cáo “trước ngày 05/12/2022” lấy từ nguồn.',
    contents: PLAN_CONTENTS,
    tasks: tasksOf2022(departmentIds, districtIds, judicialAndArmedIds),
    random: chance(32),
    until: '2022-12-31',
  }
  const upper = await addPlan(database, plan)
  await addPlansOfUnits(database, upper, [...departmentIds.slice(0, 15), ...districtIds.slice(0, 7)])
  await addReviews(database, { plan, upper, districtIds })
  await addReminders(database)
}

function tasksOf2022(
  departmentIds: readonly string[],
  districtIds: readonly string[],
  judicialAndArmedIds: readonly string[],
): TaskToAdd[] {
  const everybody = [...departmentIds, ...districtIds]
  return [
    {
      content: 1,
      title: 'Ban hành kế hoạch công tác dân vận năm 2022 của đơn vị',
      product: 'Kế hoạch',
      dueOn: '2022-03-31',
      unitIds: [...everybody, ...judicialAndArmedIds],
      finished: 1,
    },
    {
      content: 2,
      title: 'Rà soát thủ tục hành chính, chấn chỉnh kỷ luật, kỷ cương công vụ',
      product: 'Báo cáo rà soát',
      dueOn: '2022-08-31',
      unitIds: everybody.filter((_, index) => index !== 9 && index !== 12),
      finished: 0.9,
    },
    {
      content: 3,
      title: 'Công khai, lấy ý kiến Nhân dân theo quy chế dân chủ ở cơ sở',
      product: 'Danh mục đã công khai',
      dueOn: '2022-06-30',
      period: ['2022-04-01', '2022-06-30'],
      unitIds: [...departmentIds.slice(0, 12), ...districtIds],
      finished: 0.9,
    },
    {
      content: 4,
      title: 'Tổ chức đối thoại trực tiếp của người đứng đầu với Nhân dân',
      product: 'Biên bản đối thoại',
      dueOn: '2022-10-31',
      target: { amount: 1, measure: 'cuộc đối thoại', counts: 'activity' },
      unitIds: [...departmentIds.slice(0, 8), ...districtIds],
      finished: 1,
    },
    {
      content: 5,
      title: 'Ký và thực hiện kế hoạch phối hợp với Ủy ban MTTQ và các tổ chức chính trị - xã hội',
      product: 'Kế hoạch phối hợp',
      dueOn: '2022-04-30',
      unitIds: districtIds,
      coordinatingUnitIds: [...departmentIds.slice(0, 4), ...judicialAndArmedIds],
      finished: 1,
    },
    {
      content: 6,
      title: 'Phối hợp phổ biến pháp luật, giữ gìn an ninh trật tự ở cơ sở',
      product: 'Báo cáo kết quả',
      dueOn: '2022-11-15',
      unitIds: judicialAndArmedIds,
      coordinatingUnitIds: [...departmentIds.slice(1, 2), ...districtIds],
      finished: 0.8,
    },
    {
      content: 7,
      title: 'Tự kiểm tra việc thực hiện Quyết định 625/QĐ-UBND',
      product: 'Báo cáo tự kiểm tra',
      dueOn: '2022-09-30',
      milestones: [
        ['2022-06-30', 'Ban hành kế hoạch tự kiểm tra'],
        ['2022-08-31', 'Kiểm tra xong các phòng, đơn vị trực thuộc'],
      ],
      unitIds: everybody,
      finished: 0.9,
    },
    {
      content: 1,
      title: REPORT,
      product: 'Báo cáo năm',
      dueOn: '2022-12-05',
      excluded: true,
      unitIds: everybody,
      finished: 0,
      finishedOn: REPORTED_ON,
    },
  ]
}

/** The plans of the units themselves: each has a number in its own register and carries out plan 32 there. */
async function addPlansOfUnits(database: Database, upper: AddedPlan, unitIds: readonly string[]): Promise<void> {
  const units: { id: string; documentId: string }[] = []
  for (const [index, id] of unitIds.entries()) {
    const unit = await database
      .selectFrom('unit_version')
      .select(['issuer_code as issuerCode', 'short_name as shortName'])
      .where('unit_id', '=', id)
      .executeTakeFirstOrThrow()
    const documentId = await addDocument(database, {
      type: 'KH',
      number: 8 + index * 3,
      symbol: `KH-${unit.issuerCode}`,
      issuedOn: addDays('2022-03-07', index % 20),
      issuingUnitId: id,
      summary: `Kế hoạch công tác dân vận năm 2022 của ${unit.shortName}`,
      illustration: 'Văn bản minh họa: số, ngày và trích yếu do hệ thống đặt ra.',
    })
    await database
      .insertInto('document_link')
      .values({
        document_id: documentId,
        kind: 'carries-out',
        position: 1,
        target_document_id: upper.documentId,
        target_text: '32/KH-UBND ngày 28/02/2022 của Ủy ban nhân dân tỉnh Hậu Giang',
      })
      .execute()
    units.push({ id, documentId })
  }
  await addOwnPlans(database, {
    upper,
    units,
    issuedOn: '2022-03-07',
    // Most departments have no part in what courts and armed forces do; a few left more out.
    silentOn: (index) => (index >= 15 ? [] : index % 5 === 4 ? [5, 6] : [6]),
  })
}

async function addReviews(
  database: Database,
  { plan, upper, districtIds }: { plan: PlanToAdd; upper: AddedPlan; districtIds: readonly string[] },
): Promise<void> {
  const illustration = 'Cuộc họp minh họa do hệ thống đặt ra; số liệu được đếm từ các nhiệm vụ minh họa.'
  const { id } = await database
    .insertInto('review_meeting')
    .values({
      plan_id: upper.id,
      kind: 'interim',
      held_on: '2022-07-08',
      period_from: '2022-01-01',
      period_to: '2022-06-30',
      results: 'Các đơn vị đã ban hành kế hoạch riêng; việc công khai theo quy chế dân chủ đi vào nền nếp.',
      shortcomings: 'Một số đơn vị chưa báo cáo kết quả công khai; việc theo dõi kiến nghị sau đối thoại còn chậm.',
      conclusions: 'Sáu tháng cuối năm tập trung khắc phục hạn chế, tổ chức đối thoại trước ngày 31/10.',
      illustration,
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addTask(database, {
    plan,
    contentId: upper.contents[6]?.id ?? '',
    reviewMeetingId: id,
    assignedOn: '2022-07-08',
    task: {
      content: 7,
      title: 'Khắc phục các hạn chế đã nêu khi sơ kết 6 tháng đầu năm 2022',
      product: 'Báo cáo kết quả khắc phục',
      dueOn: '2022-09-15',
      unitIds: districtIds,
      finished: 0.9,
    },
  })
  await database
    .insertInto('review_meeting')
    .values({
      plan_id: upper.id,
      kind: 'final',
      held_on: '2022-12-28',
      period_from: '2022-01-01',
      period_to: '2022-12-31',
      results: 'Hoàn thành phần lớn nhiệm vụ của bảy nội dung.',
      shortcomings: 'Bốn đơn vị không gửi báo cáo năm; hai đơn vị gửi muộn sau ngày 05/12.',
      conclusions: 'Năm 2023 giao nhiệm vụ kèm chỉ tiêu và mốc thời gian, đôn đốc trước hạn.',
      illustration,
      created_by_account_id: null,
    })
    .execute()
}

/** On 28 November all that had not reported were urged, and on 5 December those that still had not. */
async function addReminders(database: Database): Promise<void> {
  const assignments = await database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .select(['assignment.id', 'assignment.completed_on as completedOn'])
    .where('task.title', '=', REPORT)
    .orderBy('assignment.id')
    .execute()
  for (const day of ['2022-11-28', '2022-12-05']) {
    const urged = assignments.filter(({ completedOn }) => completedOn === null || completedOn > day)
    await database
      .insertInto('task_reminder')
      .values(
        urged.map(({ id }) => ({
          assignment_id: id,
          message: 'Đề nghị đơn vị gửi báo cáo năm đúng hạn (dữ liệu minh họa).',
          reminded_on: day,
          reminded_by_account_id: null,
        })),
      )
      .execute()
  }
}

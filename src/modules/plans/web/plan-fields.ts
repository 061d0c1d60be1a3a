import { z } from 'zod'
import {
  checked,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  recordIds,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { DUE_READINGS } from '../rules/deadline-reading.ts'
import { contentsInLines } from '../rules/plan.ts'
import { COUNTED_RECORDS } from '../rules/task-details.ts'

/** What people call the fields of a plan. */
export const PLAN_LABELS = {
  unitId: 'Đơn vị ban hành',
  title: 'Tên kế hoạch',
  year: 'Năm',
  documentId: 'Văn bản trong sổ',
  issuedOn: 'Ngày ban hành',
  followingUnitId: 'Đơn vị theo dõi, đôn đốc',
  basedOnPlanId: 'Thực hiện kế hoạch cấp trên',
  contents: 'Các nội dung',
} as const

/** What people call the fields of a task. */
export const TASK_LABELS = {
  contentId: 'Thuộc nội dung',
  title: 'Nhiệm vụ',
  product: 'Sản phẩm',
  dueOn: 'Hạn hoàn thành',
  dueReading: 'Cách tính hạn',
  dueReadingReason: 'Căn cứ của cách tính hạn',
  dueTime: 'Giờ',
  targetAmount: 'Chỉ tiêu',
  targetMeasure: 'Đơn vị tính của chỉ tiêu',
  targetCounts: 'Cách tính kết quả chỉ tiêu',
  periodFrom: 'Thực hiện từ ngày',
  periodTo: 'Thực hiện đến ngày',
  milestones: 'Các mốc',
  carriesOutContentId: 'Thực hiện nội dung cấp trên',
  assignedOn: 'Ngày giao',
  leadUnitIds: 'Đơn vị thực hiện',
  coordinatingUnitIds: 'Đơn vị phối hợp',
} as const

const P = PLAN_LABELS
const T = TASK_LABELS

const planShape = {
  unitId: recordId(P.unitId),
  title: text(P.title, { longest: 300 }),
  year: wholeNumber(P.year, { least: 1990, most: 2200 }),
  documentId: optionalRecordId(P.documentId),
  issuedOn: optionalDay(P.issuedOn),
  followingUnitId: optionalRecordId(P.followingUnitId),
  basedOnPlanId: optionalRecordId(P.basedOnPlanId),
}

/** Contents, one on each line. */
export const contentsField = text(P.contents, { longest: 20_000 })
  .transform(contentsInLines)
  .pipe(
    z
      .array(z.string().max(500, 'Có nội dung dài quá 500 ký tự. Hãy tách dòng hoặc rút gọn.'))
      .min(1, 'Hãy nhập ít nhất một nội dung.')
      .max(100, 'Một kế hoạch có tối đa 100 nội dung.'),
  )

/** Checks a new plan with its contents, entered in the form or sent to `/api/v1/plans`. */
export const NewPlanFields = z.object({ ...planShape, contents: contentsField })

/** Checks a plan that is changed; its contents are changed one by one. */
export const PlanFields = z.object(planShape)

/** Several codes from check boxes: none, one or many. */
const kindCodes = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))
  .pipe(z.array(z.string().max(60)).max(50))

/** One of a closed list, or nothing (null). */
function optionalChoice<Code extends string>(choices: Readonly<Record<Code, string>>) {
  const codes = Object.keys(choices) as Code[]
  return z
    .union([z.enum(codes as [Code, ...Code[]]), z.literal('')], { error: 'Hãy chọn trong danh sách.' })
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value))
}

/** Checks a task with its units, entered in the form or sent to `/api/v1/plans/{planId}/tasks`. */
export const TaskFields = z.object({
  contentId: recordId('Nội dung của kế hoạch'),
  title: text(T.title, { longest: 500 }),
  product: optionalText(T.product, { longest: 300 }),
  dueOn: day(T.dueOn),
  /** For programs that know only the two: true is `before` of `dueReading`. */
  dueOnExcluded: checked(),
  dueReading: optionalChoice(DUE_READINGS),
  dueReadingReason: optionalText(T.dueReadingReason, { longest: 500 }),
  dueTime: optionalText(T.dueTime, { longest: 20 }),
  targetAmount: optionalWholeNumber(T.targetAmount, { least: 1, most: 1_000_000 }),
  targetMeasure: optionalText(T.targetMeasure, { longest: 100 }),
  targetCounts: optionalChoice(COUNTED_RECORDS),
  periodFrom: optionalDay(T.periodFrom),
  periodTo: optionalDay(T.periodTo),
  milestones: optionalText(T.milestones, { longest: 5000 }),
  carriesOutContentId: optionalRecordId(T.carriesOutContentId),
  reviewMeetingId: optionalRecordId('Cuộc sơ kết, tổng kết'),
  assignedOn: optionalDay(T.assignedOn),
  leadUnitIds: recordIds(T.leadUnitIds),
  leadKinds: kindCodes,
  coordinatingUnitIds: recordIds(T.coordinatingUnitIds),
})

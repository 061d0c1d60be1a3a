import { z } from 'zod'
import { choice, day, optionalDay, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { stagesInLines } from '../rules/contest.ts'

/** What people call the fields of a contest and of the works sent in to it. */
export const CONTEST_LABELS = {
  title: 'Tên cuộc thi',
  unitId: 'Đơn vị tổ chức',
  openedOn: 'Ngày phát động',
  stages: 'Các chặng',
  holding: 'Cách tổ chức',
  content: 'Nội dung, thể lệ',
} as const

export const WORK_LABELS = {
  stageId: 'Chặng',
  authorName: 'Tác giả',
  authorPlace: 'Đơn vị, địa chỉ của tác giả',
  workTitle: 'Tên tác phẩm',
  prize: 'Giải',
  awardedOn: 'Ngày trao giải',
} as const

/** Whether works are received and marked here, or only the outcome is written down. */
export const HOLDINGS = {
  judged: 'Nhận bài và chấm trên hệ thống, giám khảo không biết tác giả',
  outcome: 'Chỉ ghi lại tác phẩm và giải',
} as const

const L = CONTEST_LABELS
const W = WORK_LABELS

export const ContestFields = z.object({
  title: text(L.title, { longest: 300 }),
  unitId: recordId(L.unitId),
  openedOn: day(L.openedOn),
  holding: choice(L.holding, HOLDINGS),
  stages: optionalText(L.stages, { longest: 2000 }).transform(stagesInLines),
  content: optionalText(L.content, { longest: 20_000 }),
})

/** A work, with its award when it is known: prize and day go together. */
export const WorkFields = z
  .object({
    stageId: recordId(W.stageId),
    authorName: text(W.authorName, { longest: 300 }),
    authorPlace: optionalText(W.authorPlace, { longest: 300 }),
    workTitle: text(W.workTitle, { longest: 300 }),
    prize: optionalText(W.prize, { longest: 200 }),
    awardedOn: optionalDay(W.awardedOn),
  })
  .superRefine(({ prize, awardedOn }, context) => {
    if (prize !== '' && awardedOn === null)
      context.addIssue({ code: 'custom', path: ['awardedOn'], message: 'Hãy nhập ngày trao giải.' })
    if (prize === '' && awardedOn !== null)
      context.addIssue({ code: 'custom', path: ['prize'], message: 'Hãy nhập tên giải, ví dụ Giải Nhất.' })
  })

export const AwardFields = z.object({ prize: text(W.prize, { longest: 200 }), awardedOn: day(W.awardedOn) })

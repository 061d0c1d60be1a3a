import { z } from 'zod'
import {
  choice,
  day,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  storedFiles,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { ACTIVITY_KINDS, opinionsInLines, PARTICIPANT_METHODS } from '../rules/activity.ts'
import { DETAIL_LABELS, DETAIL_SHAPE, splitDetails } from './detail-fields.ts'

/** What people call the fields of an activity. */
export const ACTIVITY_LABELS = {
  kind: 'Loại hoạt động',
  title: 'Nội dung chính',
  heldOn: 'Ngày tổ chức',
  place: 'Địa điểm',
  unitId: 'Đơn vị tổ chức',
  behalfUnitId: 'Thực hiện thay cho cơ quan',
  chairedBy: 'Người chủ trì',
  participantCount: 'Số người tham dự',
  participantMethod: 'Cách đếm',
  opinionCount: 'Số ý kiến',
  opinions: 'Nội dung các ý kiến',
  content: 'Diễn biến, kết luận',
  assignmentId: 'Thuộc nhiệm vụ',
  files: 'Biên bản, ảnh, tài liệu',
  ...DETAIL_LABELS,
} as const

const L = ACTIVITY_LABELS

/** Checks an activity, entered in the form or sent to `/api/v1/activities`. */
export const ActivityFields = z
  .object({
    kind: choice(L.kind, ACTIVITY_KINDS),
    title: text(L.title, { longest: 300 }),
    heldOn: day(L.heldOn),
    place: text(L.place, { longest: 300 }),
    unitId: recordId(L.unitId),
    behalfUnitId: optionalRecordId(L.behalfUnitId),
    chairedBy: text(L.chairedBy, { longest: 200 }),
    participantCount: wholeNumber(L.participantCount, { most: 1_000_000 }),
    participantMethod: choice(L.participantMethod, PARTICIPANT_METHODS).optional(),
    opinionCount: optionalWholeNumber(L.opinionCount, { most: 1_000_000 }),
    opinions: optionalText(L.opinions, { longest: 50_000 }).transform(opinionsInLines),
    content: optionalText(L.content, { longest: 20_000 }),
    assignmentId: optionalRecordId(L.assignmentId),
    files: storedFiles(L.files),
    ...DETAIL_SHAPE,
  })
  .transform(splitDetails)

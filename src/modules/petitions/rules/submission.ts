import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { PetitionKind } from './petition-kind.ts'

/** Where something sent by a citizen stands before and after an official has looked at it. */
export const SUBMISSION_STATES = {
  waiting: 'Chờ kiểm tra',
  registered: 'Đã vào sổ',
  abuse: 'Không hợp lệ',
} as const

export type SubmissionState = keyof typeof SUBMISSION_STATES

/** Who may see what was sent, as the sender wishes. Nothing is public before an official has looked at it, whatever was chosen. */
export const VISIBILITIES = {
  public: 'Công khai',
  'name-hidden': 'Công khai nội dung, ẩn tên',
  closed: 'Giữ kín',
} as const

export type Visibility = keyof typeof VISIBILITIES

/** What the pages of the form ask, one after the other. */
export const STEPS_OF_SENDING = ['topic', 'place', 'words', 'photos', 'visibility', 'contact'] as const

export type StepOfSending = (typeof STEPS_OF_SENDING)[number]

/** What has been answered so far. A page that has been passed has its answers, empty ones too. */
export type Answers = {
  kind?: PetitionKind
  placeUnitId?: string
  place?: string
  title?: string
  content?: string
  /** True once the page for photos has been passed. */
  photosSeen?: boolean
  visibility?: Visibility
  senderName?: string
  senderAddress?: string
  senderPhone?: string
  /** The petition whose answer is appealed against. */
  appealsPetitionId?: string
  /** Set when it has been sent: shown once more to the same browser, so that a lost connection loses no code. */
  sent?: { code: string; secret: string; on: CalendarDate }
}

/** Everything that is sent. */
export type CompleteAnswers = Required<Omit<Answers, 'sent' | 'appealsPetitionId' | 'photosSeen'>> &
  Pick<Answers, 'appealsPetitionId'>

/** The pages of a kind: a denunciation is always closed. */
export function stepsOf(kind: PetitionKind | undefined): readonly StepOfSending[] {
  if (kind !== 'denunciation') return STEPS_OF_SENDING
  return STEPS_OF_SENDING.filter((step) => step !== 'visibility')
}

/** The first page that has not been answered; null when all have. */
export function nextStep(answers: Answers): StepOfSending | null {
  return stepsOf(answers.kind).find((step) => !isAnswered(answers, step)) ?? null
}

function isAnswered(answers: Answers, step: StepOfSending): boolean {
  switch (step) {
    case 'topic':
      return answers.kind !== undefined
    case 'place':
      return answers.placeUnitId !== undefined
    case 'words':
      return answers.title !== undefined && answers.content !== undefined
    case 'photos':
      return answers.photosSeen === true
    case 'visibility':
      return answers.visibility !== undefined
    default:
      // A complaint that began as something else may lack its name still.
      return answers.senderName !== undefined && (answers.kind !== 'complaint' || isNamed(answers))
  }
}

const isNamed = ({ senderName, senderAddress }: Answers) => Boolean(senderName) && Boolean(senderAddress)

/**
 * The answers as they are sent.
 * Refuses `petition.submission-incomplete` while a page has not been answered, and `petition.sender-missing` for a complaint without
 * name or address (Circular 05/2021/TT-TTCP, Article 6(2)); everything else may be sent without a name.
 */
export function completeAnswers(answers: Answers): CompleteAnswers {
  const { kind, placeUnitId, title, content } = answers
  const senderName = answers.senderName ?? ''
  const senderAddress = answers.senderAddress ?? ''
  refuseNamelessComplaint({ kind, senderName, senderAddress })
  if (nextStep(answers) !== null || kind === undefined || placeUnitId === undefined || !title || !content) {
    throw new Refusal(
      'invalid',
      'petition.submission-incomplete',
      'Đơn chưa đủ thông tin nên chưa gửi. Những gì bạn đã ghi vẫn còn; hãy điền nốt mục còn thiếu.',
    )
  }
  return {
    kind,
    placeUnitId,
    title,
    content,
    place: answers.place ?? '',
    visibility: kind === 'denunciation' ? 'closed' : (answers.visibility ?? 'closed'),
    senderName,
    senderAddress,
    senderPhone: answers.senderPhone ?? '',
    ...(answers.appealsPetitionId ? { appealsPetitionId: answers.appealsPetitionId } : {}),
  }
}

/** Refuses `petition.sender-missing` for a complaint that does not say who complains. */
export function refuseNamelessComplaint({
  kind,
  senderName,
  senderAddress,
}: {
  kind: PetitionKind | undefined
  senderName: string
  senderAddress: string
}): void {
  if (kind !== 'complaint') return
  const fields = {
    ...(senderName === '' ? { senderName: 'Đơn khiếu nại phải có họ tên người khiếu nại.' } : {}),
    ...(senderAddress === '' ? { senderAddress: 'Đơn khiếu nại phải có địa chỉ người khiếu nại.' } : {}),
  }
  if (Object.keys(fields).length === 0) return
  throw new Refusal(
    'invalid',
    'petition.sender-missing',
    'Đơn khiếu nại phải có họ tên, địa chỉ người khiếu nại (khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP). Nếu muốn giấu tên, hãy chọn gửi phản ánh.',
    fields,
  )
}

/** What changes with another topic: only a complaint appeals, and a denunciation takes nothing along that only other kinds have. */
export function answersAfterTopic(before: Answers, kind: PetitionKind): Answers {
  const { appealsPetitionId: _appealed, ...withoutAppeal } = before
  if (kind === 'complaint') return { ...before, kind }
  if (kind !== 'denunciation') return { ...withoutAppeal, kind }
  const { visibility: _visibility, ...kept } = withoutAppeal
  return { ...kept, kind }
}

/** Days for which the answers of an unfinished form are kept after they were last touched. */
export const DRAFT_KEPT_IN_DAYS = 7

/** Photos that go along with one sending. */
export const MOST_PHOTOS = 5

/** For something sent that is not there or not within the official's reach: both look the same. */
export function noSuchSubmission(): Refusal {
  return new Refusal(
    'not-found',
    'petition.no-such-submission',
    'Không có đơn gửi trực tuyến này trong phạm vi của bạn.',
  )
}

/**
 * Working days within which what was sent is to be checked, so that the limits of the law, which run from the day of sending, are not
 * used up by waiting. The house's own measure; no law sets it.
 */
export const CHECKED_WITHIN_IN_WORKING_DAYS = 2

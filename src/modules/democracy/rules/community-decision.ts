import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'

/** The first day of Law 10/2022/QH15 on Democracy at the Grassroots; by its rules alone decisions are counted here. */
export const LAW_IN_FORCE_FROM: CalendarDate = '2023-07-01'

const LAW = 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15'

/** What the people discuss and decide. Source: Law 10/2022/QH15, Article 15, in its order. */
export const MATTERS = {
  contributions: 'Đóng góp xây dựng công trình',
  'common-funds': 'Thu, chi, quản lý các khoản của cộng đồng',
  'village-convention': 'Hương ước, quy ước',
  'area-head': 'Bầu, cho thôi trưởng thôn, tổ trưởng tổ dân phố',
  boards: 'Bầu, cho thôi thành viên Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng',
  'self-governed': 'Công việc tự quản khác',
} as const

export type Matter = keyof typeof MATTERS

export const DECISION_FORMS = {
  meeting: 'Họp',
  ballot: 'Phát phiếu lấy ý kiến hộ gia đình',
  online: 'Biểu quyết trực tuyến',
} as const

export type DecisionForm = keyof typeof DECISION_FORMS

export const DECISION_SCOPES = {
  'residential-area': 'Một thôn, tổ dân phố',
  commune: 'Toàn xã, phường',
} as const

export type DecisionScope = keyof typeof DECISION_SCOPES

export const DECISION_OUTCOMES = {
  passed: 'Được thông qua',
  'not-passed': 'Không được thông qua',
  'too-few': 'Không đủ số tham gia',
} as const

export type DecisionOutcome = keyof typeof DECISION_OUTCOMES

/** The votes that a matter needs, of all households (in a commune-wide decision: of all residential areas). */
type Threshold = 'two-thirds' | 'over-half'

const ITEM_OF: Readonly<Record<Matter, number>> = {
  contributions: 1,
  'common-funds': 2,
  'village-convention': 3,
  'area-head': 4,
  boards: 5,
  'self-governed': 6,
}

/**
 * Two thirds for items 1 and 2 of Article 15, more than half for items 3 to 6.
 * Source: Law 10/2022/QH15, Article 21.
 */
export const thresholdOf = (matter: Matter): Threshold => (ITEM_OF[matter] <= 2 ? 'two-thirds' : 'over-half')

/** `Điều 21 Luật …, nội dung thứ 1 của Điều 15`. */
export const sourceOf = (matter: Matter) => `Điều 21 ${LAW}; nội dung thứ ${ITEM_OF[matter]} của Điều 15`

/** What was counted. `total`: all households of the area, or all residential areas of the commune; whole numbers. */
export type Votes = { total: number; takingPart: number; inFavour: number; against: number }

export type Vote = Votes & { matter: Matter; scope: DecisionScope }

/** The smallest whole number of votes in favour that passes: two thirds or more, or more than half. Counted without fractions. */
export function neededInFavour(total: number, matter: Matter): number {
  return thresholdOf(matter) === 'two-thirds' ? Math.floor((2 * total + 2) / 3) : Math.floor(total / 2) + 1
}

/**
 * The result of a vote. Fewer taking part than must be in favour is no result at all: no vote of theirs could have passed it.
 * Refuses as `refuseVotes`. Source: Law 10/2022/QH15, Article 21.
 */
export function outcomeOf(vote: Vote): DecisionOutcome {
  refuseVotes(vote)
  const needed = neededInFavour(vote.total, vote.matter)
  if (vote.takingPart < needed) return 'too-few'
  return vote.inFavour >= needed ? 'passed' : 'not-passed'
}

/** The result in sentences that say why, with the article. */
export function outcomeInWords(vote: Vote): string {
  const outcome = outcomeOf(vote)
  const counted = vote.scope === 'commune' ? 'thôn, tổ dân phố' : 'hộ'
  const number = (value: number) => `${formatNumber(value)} ${counted}`
  const share = thresholdOf(vote.matter) === 'two-thirds' ? 'từ hai phần ba' : 'trên một nửa'
  const needed = `Cần ít nhất ${number(neededInFavour(vote.total, vote.matter))} tán thành, tức ${share} tổng số ${number(vote.total)} (${sourceOf(vote.matter)}).`
  const blank = vote.takingPart - vote.inFavour - vote.against
  const cast = `Có ${number(vote.takingPart)} tham gia: ${formatNumber(vote.inFavour)} tán thành, ${formatNumber(vote.against)} không tán thành${blank > 0 ? `, ${formatNumber(blank)} không có ý kiến hoặc phiếu không hợp lệ` : ''}.`
  const result = {
    passed: 'Nội dung được thông qua.',
    'not-passed': 'Nội dung không được thông qua.',
    'too-few': 'Số tham gia ít hơn số tán thành cần có nên không thể có kết quả; cần tổ chức lại.',
  }[outcome]
  return `${needed} ${cast} ${result}`
}

/**
 * Refuses counts that can't all be true (`democracy.votes-do-not-agree`), naming the field, and a commune-wide decision on a matter
 * for which only the rule of the single area is known (`democracy.scope-without-rule`).
 */
export function refuseVotes({ matter, scope, total, takingPart, inFavour, against }: Vote): void {
  if (scope === 'commune' && thresholdOf(matter) !== 'two-thirds') {
    const message =
      'Ngưỡng thông qua trong phạm vi toàn xã chỉ có cho đóng góp xây dựng công trình và thu, chi của cộng đồng. Với nội dung này, hãy ghi theo từng thôn, tổ dân phố.'
    throw new Refusal('invalid', 'democracy.scope-without-rule', message, { scope: message })
  }
  const wrong = (field: keyof Votes, message: string) =>
    new Refusal('invalid', 'democracy.votes-do-not-agree', message, { [FIELD_OF[field]]: message })
  for (const [field, value] of Object.entries({ total, takingPart, inFavour, against }) as [keyof Votes, number][]) {
    if (!Number.isSafeInteger(value) || value < 0) throw wrong(field, 'Số hộ phải là số nguyên, không âm.')
  }
  if (total === 0) throw wrong('total', 'Tổng số phải từ 1 trở lên.')
  if (takingPart > total)
    throw wrong('takingPart', `Số tham gia (${takingPart}) lớn hơn tổng số (${total}). Hãy kiểm tra lại.`)
  if (inFavour + against > takingPart)
    throw wrong(
      'inFavour',
      `Số tán thành và không tán thành (${inFavour + against}) lớn hơn số tham gia (${takingPart}). Hãy kiểm tra lại.`,
    )
}

const FIELD_OF: Readonly<Record<keyof Votes, string>> = {
  total: 'totalCount',
  takingPart: 'takingPartCount',
  inFavour: 'inFavourCount',
  against: 'againstCount',
}

/**
 * Refuses a vote in the future or before the law (`democracy.decision-day`), and online voting on anything but other self-governed
 * matters (`democracy.not-online`: Law 10/2022/QH15).
 */
export function refuseDecision(
  { matter, form, decidedOn }: { matter: Matter; form: DecisionForm; decidedOn: CalendarDate },
  today: CalendarDate,
): void {
  if (decidedOn > today || decidedOn < LAW_IN_FORCE_FROM) {
    const message = `Ngày biểu quyết phải từ ngày ${formatCalendarDate(LAW_IN_FORCE_FROM)} (ngày luật có hiệu lực) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.decision-day', message, { decidedOn: message })
  }
  if (form === 'online' && matter !== 'self-governed') {
    const message = `Chỉ công việc tự quản khác được biểu quyết trực tuyến (${LAW}). Hãy chọn họp hoặc phát phiếu.`
    throw new Refusal('invalid', 'democracy.not-online', message, { form: message })
  }
}

/** Refuses a day of sending or receiving out of order or in the future (`democracy.delivery-day`). */
export function refuseDelivery(
  { sentOn, receivedOn }: { sentOn: CalendarDate; receivedOn: CalendarDate },
  decidedOn: CalendarDate,
  today: CalendarDate,
): void {
  if (sentOn < decidedOn || sentOn > today) {
    const message = `Ngày gửi phải từ ngày biểu quyết (${formatCalendarDate(decidedOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.delivery-day', message, { sentOn: message })
  }
  if (receivedOn < sentOn || receivedOn > today) {
    const message = `Ngày nhận phải từ ngày gửi (${formatCalendarDate(sentOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.delivery-day', message, { receivedOn: message })
  }
}

export const RECOGNITIONS = { recognised: 'Công nhận', refused: 'Không công nhận' } as const
export type Recognition = keyof typeof RECOGNITIONS

/**
 * Refuses recognising before receipt or in the future (`democracy.recognition-day`), and refusing without the reason in writing
 * (`democracy.reason-missing`).
 */
export function refuseRecognition(
  given: { recognition: Recognition; recognisedOn: CalendarDate; reason: string },
  receivedOn: CalendarDate,
  today: CalendarDate,
): void {
  if (given.recognisedOn < receivedOn || given.recognisedOn > today) {
    const message = `Ngày văn bản phải từ ngày nhận (${formatCalendarDate(receivedOn)}) đến hôm nay (${formatCalendarDate(today)}).`
    throw new Refusal('invalid', 'democracy.recognition-day', message, { recognisedOn: message })
  }
  if (given.recognition === 'refused' && given.reason === '') {
    const message = 'Hãy ghi lý do không công nhận để cộng đồng dân cư được biết.'
    throw new Refusal('invalid', 'democracy.reason-missing', message, { reason: message })
  }
}

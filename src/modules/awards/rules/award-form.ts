import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { RECIPIENT_KINDS, type RecipientKind } from './award.ts'

/** The kinds of unit whose heads decide on awards, and what such a head is called. Source: Law 06/2022/QH15, Articles 79 and 80. */
export const DECIDING_KINDS = {
  'peoples-committee': 'Chủ tịch Ủy ban nhân dân tỉnh',
  department: 'Thủ trưởng sở, ban, ngành',
  'public-service-unit': 'Thủ trưởng đơn vị sự nghiệp công lập',
  district: 'Chủ tịch Ủy ban nhân dân cấp huyện (đến 30/6/2025)',
  commune: 'Chủ tịch Ủy ban nhân dân cấp xã',
} as const

export type DecidingKind = keyof typeof DECIDING_KINDS

export const SHARES_OF = {
  members: 'Tổng số thành viên Hội đồng',
  present: 'Thành viên có mặt, được biểu quyết',
} as const

export type ShareOf = keyof typeof SHARES_OF

/** A form of award: who gives it, to whom, and which share of the council's votes it needs. */
export type AwardForm = {
  readonly code: string
  readonly title: string
  readonly decidingKinds: readonly string[]
  readonly forCollectives: boolean
  readonly forIndividuals: boolean
  readonly endedOn: CalendarDate | null
}

/** True when the form is given on the day. */
export function isGivenOn({ endedOn }: Pick<AwardForm, 'endedOn'>, day: CalendarDate): boolean {
  return endedOn === null || day <= endedOn
}

/** True when the form may go to such a recipient. */
export function isFor(form: Pick<AwardForm, 'forCollectives' | 'forIndividuals'>, kind: RecipientKind): boolean {
  return kind === 'collective' ? form.forCollectives : form.forIndividuals
}

/** To whom the form goes, in words: “Tập thể, cá nhân”. */
export function recipientsOf(form: Pick<AwardForm, 'forCollectives' | 'forIndividuals'>): string {
  if (!form.forIndividuals) return RECIPIENT_KINDS.collective
  return form.forCollectives ? 'Tập thể, cá nhân' : RECIPIENT_KINDS.individual
}

/** Who decides on the form, in words: “Chủ tịch Ủy ban nhân dân tỉnh”. */
export function decidersInWords({ decidingKinds }: Pick<AwardForm, 'decidingKinds'>): string {
  return decidingKinds.map((kind) => (isDecidingKind(kind) ? DECIDING_KINDS[kind] : kind)).join('; ')
}

export const isDecidingKind = (kind: string): kind is DecidingKind => Object.hasOwn(DECIDING_KINDS, kind)

/**
 * Refuses a form that is not in the list (`award.no-such-form`), is not given on the day any more (`award.form-ended`), or does not go to
 * such a recipient (`award.form-for-others`): flags are for collectives, titles such as “Chiến sĩ thi đua” for individuals.
 */
export function refuseForm(
  form: AwardForm | undefined,
  { recipientKind, on }: { recipientKind: RecipientKind; on: CalendarDate },
): asserts form is AwardForm {
  if (form === undefined)
    throw invalid('award.no-such-form', 'Không có hình thức khen thưởng này trong danh mục. Hãy chọn hình thức khác.')
  if (!isGivenOn(form, on))
    throw invalid(
      'award.form-ended',
      `${form.title} chỉ tặng đến hết ngày ${formatCalendarDate(form.endedOn ?? on)}. Hãy chọn hình thức khác.`,
    )
  if (!isFor(form, recipientKind))
    throw invalid(
      'award.form-for-others',
      `${form.title} chỉ tặng cho ${recipientKind === 'individual' ? 'tập thể' : 'cá nhân'}. Hãy chọn hình thức khác hoặc đổi đối tượng.`,
    )
}

/** Refuses `award.not-this-level`: the head of such a unit does not decide on the form. Source: Law 06/2022/QH15, Articles 79 and 80. */
export function refuseLevel(
  form: Pick<AwardForm, 'title' | 'decidingKinds'>,
  deciding: { kindCode: string; name: string },
): void {
  if (form.decidingKinds.includes(deciding.kindCode)) return
  const message = `${form.title} không thuộc thẩm quyền của người đứng đầu ${deciding.name}. Người quyết định: ${decidersInWords(form)}. Chưa có gì được lưu.`
  throw new Refusal('conflict', 'award.not-this-level', message, { awardIds: message })
}

function invalid(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { awardForm: message })
}

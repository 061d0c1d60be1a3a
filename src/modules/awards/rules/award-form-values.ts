import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

type Kept = {
  readonly title: string
  readonly decidingKinds: readonly string[]
  readonly forCollectives: boolean
  readonly forIndividuals: boolean
  readonly legalSource: string
  readonly requiredPercent: number | null
  readonly shareOf: string
  readonly shareSource: string
  readonly shareIsChecked: boolean
  readonly endedOn: CalendarDate | null
  readonly version: number
}

/** A form of award as its form shows it. */
export function awardFormValues(form: Kept): Record<string, string | string[]> {
  return {
    title: form.title,
    decidingKinds: [...form.decidingKinds],
    recipients: [...(form.forCollectives ? ['collective'] : []), ...(form.forIndividuals ? ['individual'] : [])],
    legalSource: form.legalSource,
    requiredPercent: form.requiredPercent === null ? '' : String(form.requiredPercent),
    shareOf: form.shareOf,
    shareSource: form.shareSource,
    shareIsChecked: form.shareIsChecked ? 'yes' : '',
    endedOn: form.endedOn === null ? '' : formatCalendarDate(form.endedOn),
    _version: String(form.version),
  }
}

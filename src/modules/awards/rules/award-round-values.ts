import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Quota } from './quota.ts'

type Kept = {
  readonly title: string
  readonly forYear: number
  readonly opensOn: CalendarDate
  readonly closesOn: CalendarDate
  readonly eligibleRankLevel: number
  readonly eligibilitySource: string
  readonly quotas: readonly Quota[]
  readonly version: number
}

/** How many quotas a round can have on its form. */
export const QUOTA_LINES = 10

/** A round as its form shows it. */
export function awardRoundValues(round: Kept): Record<string, string> {
  return {
    title: round.title,
    forYear: String(round.forYear),
    opensOn: formatCalendarDate(round.opensOn),
    closesOn: formatCalendarDate(round.closesOn),
    eligibleRankLevel: String(round.eligibleRankLevel),
    eligibilitySource: round.eligibilitySource,
    ...quotaValues(round.quotas),
    _version: String(round.version),
  }
}

/** Quotas as the lines of the form show them, from line 1. */
export function quotaValues(quotas: readonly Quota[]): Record<string, string> {
  return Object.fromEntries(
    quotas.flatMap(({ form, recipientKind, blockId, most }, index) => [
      [`quotaForm:${index + 1}`, form],
      [`quotaKind:${index + 1}`, recipientKind],
      [`quotaBlock:${index + 1}`, blockId ?? ''],
      [`quotaMost:${index + 1}`, String(most)],
    ]),
  )
}

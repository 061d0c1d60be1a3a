import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A round of commendations: units propose from `opensOn` to the end of `closesOn`. */
export type RoundDays = { opensOn: CalendarDate; closesOn: CalendarDate; forYear: number }

/** Before its first day, while units may propose, and after. */
export type RoundPhase = 'before' | 'open' | 'closed'

export function phaseOf({ opensOn, closesOn }: Pick<RoundDays, 'opensOn' | 'closesOn'>, day: CalendarDate): RoundPhase {
  if (day < opensOn) return 'before'
  return day <= closesOn ? 'open' : 'closed'
}

/** Where the round stands, in words. */
export function phaseInWords(round: Pick<RoundDays, 'opensOn' | 'closesOn'>, day: CalendarDate): string {
  const phase = phaseOf(round, day)
  if (phase === 'before') return `Nhận đề nghị từ ngày ${formatCalendarDate(round.opensOn)}`
  return phase === 'open'
    ? `Nhận đề nghị đến hết ngày ${formatCalendarDate(round.closesOn)}`
    : `Đã hết hạn nhận đề nghị ngày ${formatCalendarDate(round.closesOn)}`
}

/** Refuses `award.round-days` when the last day is before the first, and `award.year-not-begun` for a year that has not begun by its last day. */
export function refuseRoundDays({ opensOn, closesOn, forYear }: RoundDays): void {
  if (closesOn < opensOn)
    throw invalid(
      'award.round-days',
      'closesOn',
      `Ngày cuối nhận đề nghị ở trước ngày bắt đầu (${formatCalendarDate(opensOn)}).`,
    )
  if (forYear > yearOf(closesOn))
    throw invalid(
      'award.year-not-begun',
      'forYear',
      `Đến ngày ${formatCalendarDate(closesOn)}, năm ${forYear} chưa bắt đầu. Hãy kiểm tra lại năm.`,
    )
}

/**
 * Refuses a proposal that does not fit its round: before its first day (`award.round-not-open`), after its last one unless by who runs it
 * (`award.round-closed`), for another year (`award.round-of-another-year`).
 */
export function refuseForRound(
  round: RoundDays & { title: string },
  { proposedOn, forYear, byManager }: { proposedOn: CalendarDate; forYear: number; byManager: boolean },
): void {
  if (forYear !== round.forYear)
    throw invalid(
      'award.round-of-another-year',
      'forYear',
      `“${round.title}” xét khen thưởng năm ${round.forYear}. Hãy sửa năm, hoặc bỏ chọn đợt.`,
    )
  const phase = phaseOf(round, proposedOn)
  if (phase === 'before')
    throw invalid(
      'award.round-not-open',
      'awardRoundId',
      `“${round.title}” nhận đề nghị từ ngày ${formatCalendarDate(round.opensOn)}. Hãy gửi từ ngày đó, hoặc chọn đợt khác.`,
    )
  if (phase === 'closed' && !byManager)
    throw invalid(
      'award.round-closed',
      'awardRoundId',
      `“${round.title}” đã hết hạn nhận đề nghị ngày ${formatCalendarDate(round.closesOn)}. Hãy liên hệ Sở Nội vụ; nội dung đã nhập vẫn còn trên trang.`,
    )
}

function invalid(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}

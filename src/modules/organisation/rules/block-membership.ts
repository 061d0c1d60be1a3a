import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A unit's time in a block; both days are inside. */
export type Membership = {
  blockId: string
  blockTitle: string
  validFrom: CalendarDate
  validTo: CalendarDate | null
}

/**
 * Which membership a move into a block from the day on ends, and its last day: the day before. Null when the unit was in none.
 * `memberships` are those of the unit in blocks of the same province: a unit is compared in one of them at a time.
 * Refuses `organisation.in-block-already` and `organisation.in-block-later`: what is decided for later is ended first.
 */
export function membershipClosedBy(
  memberships: readonly Membership[],
  { blockId, from }: { blockId: string; from: CalendarDate },
): { closed: Membership; lastDay: CalendarDate } | null {
  const later = memberships.find((membership) => membership.validFrom >= from)
  if (later) {
    refuse(
      'organisation.in-block-later',
      `Từ ngày ${formatCalendarDate(later.validFrom)} đơn vị này thuộc “${later.blockTitle}”. Hãy chọn ngày sau đó.`,
    )
  }
  const held = memberships.find(({ validFrom, validTo }) => validFrom < from && (validTo === null || validTo >= from))
  if (!held) return null
  if (held.blockId === blockId) {
    refuse(
      'organisation.in-block-already',
      `Đơn vị này đã ở “${held.blockTitle}” vào ngày ${formatCalendarDate(from)}.`,
    )
  }
  return { closed: held, lastDay: addDays(from, -1) }
}

/** Refuses `organisation.membership-reversed` and `organisation.membership-ended`. */
export function requireEnding(membership: Membership, lastDay: CalendarDate, today: CalendarDate): void {
  if (membership.validTo !== null && membership.validTo < today) {
    const message = `Đơn vị đã ra khỏi khối, cụm này sau ngày ${formatCalendarDate(membership.validTo)}.`
    throw new Refusal('conflict', 'organisation.membership-ended', message, { lastDay: message })
  }
  if (lastDay < membership.validFrom) {
    const message = `Ngày cuối (${formatCalendarDate(lastDay)}) trước ngày vào khối, cụm (${formatCalendarDate(membership.validFrom)}).`
    throw new Refusal('invalid', 'organisation.membership-reversed', message, { lastDay: message })
  }
}

function refuse(code: string, message: string): never {
  throw new Refusal('conflict', code, message, { validFrom: message })
}

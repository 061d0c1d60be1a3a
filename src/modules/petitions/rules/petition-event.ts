import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionChannel, PetitionKind } from './petition-kind.ts'

/** What can happen to a petition, with what follows from it. `on` is the day on which it took effect. */
export type PetitionEvent =
  | { kind: 'received'; on: CalendarDate; unitId: string; channel: PetitionChannel }
  | { kind: 'registered'; on: CalendarDate; number: number }
  | { kind: 'classified'; on: CalendarDate; petitionKind: PetitionKind }
  /** The day of receipt (`on`) and the channel were written down wrongly; these are the right ones. */
  | { kind: 'corrected'; on: CalendarDate; channel: PetitionChannel }
  | { kind: 'assigned'; on: CalendarDate; personId: string }
  | { kind: 'accepted'; on: CalendarDate }
  | { kind: 'refused'; on: CalendarDate }
  | { kind: 'guided'; on: CalendarDate }
  /** To another unit of this system, where it goes on; or (null) to a body outside, and then it ends here. */
  | { kind: 'transferred'; on: CalendarDate; toUnitId: string | null }
  | { kind: 'returned'; on: CalendarDate }
  | { kind: 'filed'; on: CalendarDate }
  | { kind: 'answered'; on: CalendarDate }
  | { kind: 'withdrawn'; on: CalendarDate }
  | { kind: 'closed'; on: CalendarDate }

export type EventKind = PetitionEvent['kind']

/** What happened, as the timeline of the petition says it. */
export const EVENT_TITLES: Readonly<Record<EventKind, string>> = {
  received: 'Tiếp nhận đơn',
  registered: 'Vào sổ đơn',
  classified: 'Phân loại đơn',
  corrected: 'Sửa ngày nhận, nguồn đơn',
  assigned: 'Phân công xử lý',
  accepted: 'Thụ lý',
  refused: 'Không thụ lý',
  guided: 'Hướng dẫn người gửi đơn',
  transferred: 'Chuyển đơn',
  returned: 'Trả lại đơn cho nơi chuyển đến',
  filed: 'Xếp lưu đơn',
  answered: 'Trả lời',
  withdrawn: 'Người gửi rút đơn',
  closed: 'Kết thúc hồ sơ',
}

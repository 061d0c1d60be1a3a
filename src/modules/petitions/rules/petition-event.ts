import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type {
  Appeal,
  ComplexityCriterion,
  EligibilityGap,
  Manner,
  Outcome,
  ReopeningGround,
  StopGround,
  SuspensionGround,
  WithdrawalExtent,
} from './petition-grounds.ts'
import type { PetitionChannel, PetitionKind } from './petition-kind.ts'
import type { Recommended } from './recommended.ts'

/**
 * What can happen to a petition, with what follows from it. `on` is the day on which it took effect. A property that may be absent
 * is absent from logs written before it was asked for.
 */
export type PetitionEvent =
  | { kind: 'received'; on: CalendarDate; unitId: string; channel: PetitionChannel }
  | { kind: 'registered'; on: CalendarDate; number: number }
  | { kind: 'classified'; on: CalendarDate; petitionKind: PetitionKind }
  /** The day of receipt (`on`) and the channel were written down wrongly; these are the right ones. */
  | { kind: 'corrected'; on: CalendarDate; channel: PetitionChannel }
  /** Looked at for eligibility: nothing missing means eligible. */
  | { kind: 'examined'; on: CalendarDate; gaps: readonly EligibilityGap[] }
  /** A content of its own became a petition of its own; this one goes on with the rest. */
  | { kind: 'split'; on: CalendarDate; partPetitionId: string }
  /** The other end of the same: this petition is a part of that one. */
  | { kind: 'separated'; on: CalendarDate; fromPetitionId: string }
  /** The sender was guided to write a letter for each content. */
  | { kind: 'guided-to-split'; on: CalendarDate }
  /** The same case as an earlier petition: settled there; the sender of this one is still answered here. */
  | { kind: 'merged'; on: CalendarDate; intoPetitionId: string }
  | { kind: 'unmerged'; on: CalendarDate }
  /** A second complaint or a further denunciation; null when the first was handled outside this system. */
  | { kind: 'second-round'; on: CalendarDate; firstPetitionId: string | null }
  | { kind: 'assigned'; on: CalendarDate; personId: string }
  /** `remote`: in a deep or remote area that is hard to reach, with longer limits. */
  | { kind: 'accepted'; on: CalendarDate; remote?: true }
  | { kind: 'refused'; on: CalendarDate }
  | { kind: 'guided'; on: CalendarDate }
  /**
   * To another unit of this system, where it goes on; or (null) to a body outside, and then it ends here. `goesUp`: that unit is the
   * parent of the one it leaves, or there is no unit above.
   */
  | { kind: 'transferred'; on: CalendarDate; toUnitId: string | null; goesUp?: true }
  | { kind: 'returned'; on: CalendarDate }
  | { kind: 'filed'; on: CalendarDate }
  /** The written finding of complexity, kept on file. */
  | { kind: 'found-complex'; on: CalendarDate; criteria: readonly ComplexityCriterion[] }
  | { kind: 'extended'; on: CalendarDate }
  | { kind: 'suspended'; on: CalendarDate; ground: SuspensionGround }
  | { kind: 'resumed'; on: CalendarDate }
  | { kind: 'stopped'; on: CalendarDate; ground: StopGround }
  /** `absent`: whoever complained stayed away without a reason; the case goes on all the same. */
  | { kind: 'dialogue-held'; on: CalendarDate; absent?: true }
  /** A complaint was settled, or the content of a denunciation concluded on. */
  | { kind: 'decided'; on: CalendarDate; outcome: Outcome; manner: Manner; recommended?: Recommended }
  | { kind: 'answered'; on: CalendarDate }
  | { kind: 'sent'; on: CalendarDate }
  | { kind: 'published'; on: CalendarDate }
  | { kind: 'executed'; on: CalendarDate }
  | { kind: 'withdrawn'; on: CalendarDate; extent?: WithdrawalExtent }
  | { kind: 'reopened'; on: CalendarDate; ground: ReopeningGround }
  | { kind: 'appealed'; on: CalendarDate; to: Appeal }
  /** Somebody above asked for it to be dealt with, or the sender of a transfer asked where it stands. */
  | { kind: 'urged'; on: CalendarDate }
  /** The body to which it was transferred said what became of it. */
  | { kind: 'replied'; on: CalendarDate }
  | { kind: 'closed'; on: CalendarDate }

export type EventKind = PetitionEvent['kind']

/** What happened, as the timeline of the petition says it. */
export const EVENT_TITLES: Readonly<Record<EventKind, string>> = {
  received: 'Tiếp nhận đơn',
  registered: 'Vào sổ đơn',
  classified: 'Phân loại đơn',
  corrected: 'Sửa ngày nhận, nguồn đơn',
  examined: 'Xem xét điều kiện xử lý',
  split: 'Tách một nội dung thành đơn riêng',
  separated: 'Tách từ đơn có nhiều nội dung',
  'guided-to-split': 'Hướng dẫn người gửi viết riêng từng nội dung',
  merged: 'Nhập vào vụ việc của đơn đã nhận trước',
  unmerged: 'Bỏ nhập vụ việc, xử lý riêng',
  'second-round': 'Xác định là đơn lần hai, đơn tiếp',
  assigned: 'Phân công xử lý',
  accepted: 'Thụ lý',
  refused: 'Không thụ lý',
  guided: 'Hướng dẫn người gửi đơn',
  transferred: 'Chuyển đơn',
  returned: 'Trả lại đơn cho nơi chuyển đến',
  filed: 'Xếp lưu đơn',
  'found-complex': 'Xác định vụ việc phức tạp',
  extended: 'Gia hạn',
  suspended: 'Tạm đình chỉ giải quyết',
  resumed: 'Tiếp tục giải quyết',
  stopped: 'Đình chỉ giải quyết',
  'dialogue-held': 'Tổ chức đối thoại',
  decided: 'Giải quyết',
  answered: 'Trả lời',
  sent: 'Gửi quyết định, kết luận',
  published: 'Công khai kết quả giải quyết',
  executed: 'Thi hành xong',
  withdrawn: 'Người gửi rút đơn',
  reopened: 'Giải quyết lại',
  appealed: 'Người gửi không đồng ý với kết quả',
  urged: 'Đôn đốc',
  replied: 'Nhận trả lời của nơi được chuyển đơn',
  closed: 'Kết thúc hồ sơ',
}

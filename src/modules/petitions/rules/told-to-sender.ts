import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { PETITION_KINDS, type PetitionKind } from './petition-kind.ts'
import { STATE_TITLES } from './petition-standing.ts'

/**
 * What the sender of a petition is told, with nothing but the code and the secret: the steps that the law has the sender told of
 * anyway, never notes or names of officials; of a denunciation only where it stands, since whoever finds the receipt must not learn
 * what it says (Law on Denunciations 25/2018/QH14, Articles 8 and 56).
 */

/** The steps that are told, in words for people who never saw an office. */
const TOLD_STEPS: Readonly<Record<string, string>> = {
  received: 'Cơ quan nhận được đơn',
  registered: 'Đơn được vào sổ',
  'guided-to-split': 'Cơ quan đề nghị viết riêng từng nội dung thành từng đơn',
  accepted: 'Đơn được thụ lý giải quyết',
  refused: 'Đơn không được thụ lý; lý do nêu trong thông báo gửi người gửi đơn',
  guided: 'Đơn không thuộc thẩm quyền; cơ quan đã hướng dẫn nơi giải quyết',
  transferred: 'Đơn được chuyển đến cơ quan có thẩm quyền',
  returned: 'Đơn được trả lại nơi chuyển đến',
  filed: 'Đơn được xếp lưu',
  extended: 'Thời hạn giải quyết được gia hạn',
  suspended: 'Việc giải quyết tạm đình chỉ',
  resumed: 'Việc giải quyết được tiếp tục',
  stopped: 'Việc giải quyết được đình chỉ',
  'dialogue-held': 'Cơ quan đã tổ chức đối thoại',
  decided: 'Đã có quyết định, kết luận giải quyết',
  answered: 'Cơ quan đã trả lời',
  sent: 'Quyết định, văn bản trả lời đã được gửi',
  executed: 'Quyết định đã được thực hiện',
  withdrawn: 'Người gửi đã rút đơn',
  reopened: 'Đơn được giải quyết lại',
  appealed: 'Đã có khiếu nại tiếp hoặc khởi kiện',
  closed: 'Hồ sơ đã kết thúc',
}

/** A step in words for the sender; null for one that is the agency's own affair. */
export function toldStep(kind: string): string | null {
  return TOLD_STEPS[kind] ?? null
}

const PLAIN_STATES: Readonly<Record<string, string>> = {
  classified: 'Đơn đã vào sổ, đang chờ giao người xử lý.',
  assigned: 'Đơn đã giao cho cán bộ xử lý.',
  accepted: 'Cơ quan đã thụ lý và đang giải quyết đơn.',
  answered: 'Cơ quan đã trả lời đơn.',
  decided: 'Cơ quan đã có quyết định, kết luận giải quyết.',
  suspended: 'Việc giải quyết đang tạm đình chỉ.',
  stopped: 'Việc giải quyết đã đình chỉ.',
  merged: 'Đơn được giải quyết chung với một đơn đã nhận trước; bạn vẫn được trả lời.',
  refused: 'Cơ quan không thụ lý đơn.',
  guided: 'Đơn không thuộc thẩm quyền; cơ quan đã hướng dẫn nơi giải quyết.',
  transferred: 'Đơn đã được chuyển đến cơ quan khác có thẩm quyền.',
  returned: 'Đơn đã được trả lại nơi chuyển đến.',
  filed: 'Đơn đã được xếp lưu.',
  withdrawn: 'Người gửi đã rút đơn.',
  closed: 'Việc giải quyết đơn đã kết thúc.',
}

/** Where it stands, in one plain sentence. */
export function plainState(state: string): string {
  return PLAIN_STATES[state] ?? `${STATE_TITLES[state as keyof typeof STATE_TITLES] ?? 'Đang xử lý'}.`
}

/** “Đơn khiếu nại số 12/2026”; of a denunciation not even the number, by which others in the office name it. */
export function toldName({ kind, number, year }: { kind: PetitionKind; number: number; year: number }): string {
  return kind === 'denunciation' ? 'Đơn tố cáo' : `Đơn ${PETITION_KINDS[kind].toLowerCase()} số ${number}/${year}`
}

/**
 * The day from which the time for a second complaint runs: the sender learns of the decision on the day it is made at the earliest,
 * so counting from there never tells a day too late to act on. Null where no such right exists.
 * Source: Law on Complaints 02/2011/QH13, Article 33(1).
 */
export function secondComplaintFrom({
  kind,
  answeredOn,
}: {
  kind: PetitionKind
  answeredOn: CalendarDate | null
}): CalendarDate | null {
  return kind === 'complaint' ? answeredOn : null
}

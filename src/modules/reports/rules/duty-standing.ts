import { DUTY_STATUSES } from './report-duty.ts'

/**
 * How a unit stands with a report that it owes, at the end of a day: one of six, so that the numbers add up to all units.
 * `corrected`: sent, and since then supplemented or sent anew after it had been reopened. `returned`: has to be sent again.
 */
export type DutyStanding = 'on-time' | 'late' | 'corrected' | 'returned' | 'waiting' | 'missing'

/** In the words of the offices, in the order in which they are told. */
export const DUTY_STANDINGS: Readonly<Record<DutyStanding, string>> = {
  ...{ 'on-time': DUTY_STATUSES['on-time'], late: DUTY_STATUSES.late },
  corrected: 'Đã gửi, có bổ sung hoặc gửi lại',
  returned: 'Bị trả lại hoặc mở lại, chưa gửi lại',
  ...{ waiting: DUTY_STATUSES.waiting, missing: DUTY_STATUSES.missing },
}

/** The same in short, over a column of numbers. */
export const STANDING_TITLES: Readonly<Record<DutyStanding, string>> = {
  'on-time': 'Gửi đúng hạn',
  late: 'Gửi chậm',
  corrected: 'Có bổ sung, gửi lại',
  returned: 'Phải gửi lại',
  waiting: 'Còn hạn',
  missing: 'Quá hạn',
}

export const STANDING_ORDER = Object.keys(DUTY_STANDINGS) as readonly DutyStanding[]

/** How many units of each standing; 0 where there is none. */
export type StandingCounts = Readonly<Record<DutyStanding, number>>

/** “Gửi đúng hạn 12, gửi chậm 3”: only what there is. */
export function countsInWords(counts: StandingCounts): string {
  const told = STANDING_ORDER.filter((standing) => counts[standing] > 0).map(
    (standing) => `${DUTY_STANDINGS[standing].toLocaleLowerCase('vi')} ${counts[standing]}`,
  )
  return told.length === 0 ? 'không có đơn vị nào' : told.join('; ')
}

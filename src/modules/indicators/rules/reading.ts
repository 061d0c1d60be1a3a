/**
 * The two ways in which figures are read across reorganisations.
 * `then`: as it was at the time. Records count for their unit of the day, under the tree of the period; what its predecessors did
 * stands beside a unit's own part, and both are summed. `now`: restated to the units of today; what cannot be given to one unit of
 * today stays with the lowest unit above all that it could belong to, and is told as such.
 */
export type Reading = 'then' | 'now'

/** The two readings by what a person calls them. A map, because an object with a property `then` would pass for a promise. */
export const READINGS: ReadonlyMap<Reading, string> = new Map([
  ['then', 'Như tại thời điểm'],
  ['now', 'Theo đơn vị hiện nay'],
])

/** What a page says about the reading it shows, after its name. */
export function readingInWords(reading: Reading): string {
  return reading === 'then'
    ? 'hồ sơ tính cho đơn vị của ngày ấy, theo tổ chức bộ máy của kỳ; phần của các đơn vị tiền thân được cộng vào đơn vị kế thừa và ghi riêng.'
    : 'hồ sơ của đơn vị cũ được tính cho đơn vị kế thừa; phần đã chia tách hoặc chuyển một phần không chia được cho từng đơn vị thì ghi riêng ở cấp trên chung.'
}

/** Told where a figure holds something that cannot be given to one unit of today. */
export const UNALLOCATED = 'chưa phân bổ được cho đơn vị hiện nay'

/**
 * In which reading a unit can be shown: one that is gone today has no place in the reading of today, and one that was not there yet
 * in the period has none in that of the time.
 */
export function possibleReading(
  asked: Reading,
  { livesToday, livedThen }: { livesToday: boolean; livedThen: boolean },
): Reading {
  if (asked === 'now' && !livesToday) return 'then'
  if (asked === 'then' && !livedThen && livesToday) return 'now'
  return asked
}

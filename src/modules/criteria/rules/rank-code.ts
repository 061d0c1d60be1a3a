/** Families of ranks that figures are counted by, whatever a province calls its levels. */
export const RANK_CODES = {
  excellent: 'Hoàn thành xuất sắc',
  good: 'Hoàn thành tốt',
  completed: 'Hoàn thành',
  'not-completed': 'Không hoàn thành',
  other: 'Mức khác',
} as const

export type RankCode = keyof typeof RANK_CODES

/**
 * The family of a rank by its title: “Hoàn thành xuất sắc nhiệm vụ” and “Xuất sắc” are excellent. A label that belongs to none
 * of the four is `other` and never counted as one of them.
 * Source: labels met in the criteria sets and in Decree 90/2020/NĐ-CP; “Khá, Trung bình, Yếu” have no place among the four.
 */
export function rankCode(title: string): RankCode {
  const words = title.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
  if (words.startsWith('không hoàn thành') || words.startsWith('chưa hoàn thành')) return 'not-completed'
  if (words.includes('xuất sắc')) return 'excellent'
  if (/^(hoàn thành )?tốt( |$)/.test(words)) return 'good'
  if (/^hoàn thành( nhiệm vụ)?$/.test(words)) return 'completed'
  return 'other'
}

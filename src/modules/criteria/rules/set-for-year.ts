import { Refusal } from '../../../vocabulary/refusal.ts'
import type { CriteriaSet } from './criteria-set.ts'

/**
 * The one set by which a kind of unit is scored for a year. Where a set was replaced in mid-year and both name the year, the
 * replacing one holds for the whole year; a replacing set that leaves the year out leaves it to the old one.
 * Refuses `criteria.no-set-for-year`, and `criteria.several-sets-for-year` when none of several replaces the others.
 */
export function setForYear(sets: readonly CriteriaSet[], kind: string, year: number): CriteriaSet {
  const candidates = sets.filter(
    (set) => set.unitKinds.some((each) => each.code === kind) && set.years.some((each) => each.year === year),
  )
  const replaced = new Set(candidates.map((set) => set.replaces))
  const [only, ...others] = candidates.filter((set) => !replaced.has(set.id))
  if (only === undefined) {
    throw new Refusal(
      'not-found',
      'criteria.no-set-for-year',
      `Chưa có bộ tiêu chí nào áp dụng cho loại đơn vị này trong năm ${year}. Hãy nhập bộ tiêu chí trước khi chấm điểm.`,
    )
  }
  if (others.length > 0) {
    const titles = [only, ...others].map((set) => `“${set.title}” (${set.legalAct.number})`)
    throw new Refusal(
      'conflict',
      'criteria.several-sets-for-year',
      `Năm ${year} có nhiều bộ tiêu chí cùng áp dụng: ${titles.join('; ')}. Hãy ghi rõ bộ nào thay thế bộ nào.`,
    )
  }
  return only
}

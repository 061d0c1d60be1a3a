import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { evidenceTitle } from './evidence-kind.ts'

/** What a task asks for in figures (chỉ tiêu); `counts` is the kind of linked record of which each one counts towards it. */
export type Target = { amount: number; measure: string; counts: string | null }

export type MeasuredProgress = {
  /** Whole percent, rounded down, at most 100; null when nothing that is linked can be measured. */
  percent: number | null
  /** By what it was measured. */
  words: string
}

/**
 * How far a unit has come, from the records and documents that are linked and from nothing else: complete when it reported so; else by
 * the records that count towards the target; else by the milestones that something shows.
 */
export function measuredProgress(given: {
  isCompleted: boolean
  target: Target | null
  evidence: readonly { kind: string; milestoneId: string | null }[]
  milestoneIds: readonly string[]
}): MeasuredProgress {
  const { isCompleted, target, evidence, milestoneIds } = given
  const linked = evidence.length === 0 ? 'chưa có minh chứng' : `${formatNumber(evidence.length)} minh chứng`
  if (isCompleted) return { percent: 100, words: `đã báo hoàn thành, ${linked}` }
  if (target?.counts) {
    const counted = evidence.filter(({ kind }) => kind === target.counts).length
    const kind = evidenceTitle(target.counts).toLocaleLowerCase('vi')
    return {
      percent: share(counted, target.amount),
      words: `${formatNumber(counted)}/${formatNumber(target.amount)} ${target.measure}, tính từ ${kind} đã gắn`,
    }
  }
  if (milestoneIds.length > 0) {
    const reached = milestoneIds.filter((id) => evidence.some(({ milestoneId }) => milestoneId === id)).length
    return {
      percent: share(reached, milestoneIds.length),
      words: `${formatNumber(reached)}/${formatNumber(milestoneIds.length)} mốc có minh chứng`,
    }
  }
  return { percent: null, words: linked }
}

const share = (part: number, whole: number) => Math.min(100, Math.floor((100 * part) / whole))

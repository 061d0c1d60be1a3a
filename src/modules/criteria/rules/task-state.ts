/** Where a unit's work on one criterion stands. */
export const TASK_STATES = {
  'not-begun': 'Chưa làm',
  'under-way': 'Đang làm',
  done: 'Xong',
  'to-explain': 'Cần giải trình',
} as const

export type TaskState = keyof typeof TASK_STATES

/** Evidence that is missing, and figures that don't agree, keep a criterion under way. */
export function taskState(criterion: {
  /** A verifier asked and has no answer yet. */
  isAsked: boolean
  isMissing: boolean
  /** Something is known of it, if not all. */
  isBegun: boolean
  lacksEvidence: boolean
}): TaskState {
  if (criterion.isAsked) return 'to-explain'
  if (criterion.isMissing) return criterion.isBegun ? 'under-way' : 'not-begun'
  return criterion.lacksEvidence ? 'under-way' : 'done'
}

/** Who reads a comment: the unit alone, or the unit and who gathers the reports. */
export type CommentAudience = 'unit' | 'collector'

/** The audiences in words. */
export const COMMENT_AUDIENCES: Readonly<Record<CommentAudience, string>> = {
  unit: 'Trong nội bộ đơn vị',
  collector: 'Giữa đơn vị và cơ quan tổng hợp',
}

/** Which comments somebody reads who stands on these sides of the report. */
export function audiencesFor({ writes, collects }: { writes: boolean; collects: boolean }): CommentAudience[] {
  if (writes) return ['unit', 'collector']
  return collects ? ['collector'] : []
}

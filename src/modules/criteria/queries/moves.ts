import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** Scores compare units that live at the same time: a sheet that was begun is never handed to another unit. */
export const assessmentMoves: readonly UnitMove[] = [
  {
    title: 'Bảng tự chấm điểm chưa công bố',
    table: 'assessment',
    unitColumn: 'unit_id',
    follows: () => sql`record.state <> 'decided'`,
    label: sql`(select 'Bảng chấm điểm năm ' || year.year from assessment_year year where year.id = record.assessment_year_id)`,
    stays: 'bảng chấm điểm là của chính đơn vị được chấm; năm sau chấm theo đơn vị mới',
  },
]

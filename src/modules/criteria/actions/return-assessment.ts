import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsInReach } from '../queries/assessed-units.ts'
import { sheetOf } from '../queries/sheets.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { refuseOwnUnit } from './own-unit.ts'
import { lockAssessments, lockYear, moveAssessments, refuseDecided } from './write-sheet.ts'

/**
 * Gives a submitted self-assessment back to its unit to be mended; all points stay until they are given anew.
 * Refuses `criteria.no-such-assessment`, `criteria.own-unit`, `criteria.year-decided` and `criteria.not-submitted`.
 */
export function returnAssessment(
  database: Database,
  official: Official,
  { yearId, unitId, reason, today }: { yearId: string; unitId: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refuseDecided(year)
    await lockAssessments(transaction, yearId, [unitId], unitsInReach(official, 'criteria.verify', today))
    await refuseOwnUnit(transaction, official, [unitId], today)
    const sheet = await sheetOf(transaction, yearId, unitId)
    if (!mayVerify(year.state, sheet.state)) {
      throw new Refusal(
        'conflict',
        'criteria.not-submitted',
        'Bảng tự chấm chưa được nộp hoặc đã được trả lại. Hãy xem lại trạng thái mới nhất.',
      )
    }
    await moveAssessments(transaction, official, [sheet.assessmentId], 'self-assessing')
    await recordChange(transaction, {
      official,
      action: 'criteria.returned',
      subject: { kind: 'assessment', id: sheet.assessmentId },
      unitId,
      summary: `Trả lại bảng tự chấm để đơn vị sửa: ${reason}`,
    })
  })
}

import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { proposalToCheck } from '../queries/awards.ts'
import type { DisciplineFinding } from '../rules/checks.ts'
import { noSuchAward } from './decide-awards.ts'

export type StatementToRecord = { finding: DisciplineFinding; statement: string; source: string }

/**
 * Writes down what was found about discipline, in place of what was stated before; the trail keeps that. Refuses `award.no-such-award`
 * and `award.already-decided`.
 */
export function stateDiscipline(
  database: Database,
  official: Official,
  { awardId, given, today }: { awardId: string; given: StatementToRecord; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const proposal = await proposalToCheck(transaction, official, awardId, today)
    if (!proposal) throw noSuchAward()
    if (proposal.state !== 'proposed') {
      const message = 'Đề nghị này đã có kết quả nên không ghi thêm kiểm tra được nữa.'
      throw new Refusal('conflict', 'award.already-decided', message)
    }
    const row = {
      ...{ finding: given.finding, statement: given.statement, source: given.source, stated_on: today },
      recorded_by_account_id: official.accountId,
    }
    await transaction
      .insertInto('award_statement')
      .values({ award_id: awardId, ...row })
      .onConflict((conflict) => conflict.column('award_id').doUpdateSet(row))
      .execute()
    await recordChange(transaction, {
      official,
      ...{ action: 'award.discipline-stated', subject: { kind: 'award', id: awardId }, unitId: proposal.unitId },
      // What was found is told on the page, to those who vote and decide; the trail of the unit says only that it was.
      summary: 'Ghi kết quả kiểm tra về kỷ luật',
      after: { ...given },
    })
  })
}

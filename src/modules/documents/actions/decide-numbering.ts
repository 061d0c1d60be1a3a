import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { keepsRegister } from '../queries/document-reach.ts'
import { numbersTaken } from '../queries/number-scheme.ts'
import { NUMBER_SCHEMES, type NumberScheme, refuseLateDecision } from '../rules/number-scheme.ts'

/**
 * The head decides how outgoing documents of a year are numbered. It holds for later years too, until decided anew.
 * Refuses `documents.not-keeper` for who does not keep the register of the unit, and `documents.numbers-taken`.
 * Source: Decree 30/2020/NĐ-CP, Article 15.
 */
export function decideNumbering(
  database: Database,
  official: Official,
  { unitId, year, scheme, today }: { unitId: string; year: number; scheme: NumberScheme; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (!(await keepsRegister(transaction, official, unitId, today)))
      throw new Refusal('not-found', 'documents.not-keeper', 'Không có sổ văn bản này trong phạm vi bạn quản lý.')
    // Nobody takes a number in between.
    await sql`lock table document in share row exclusive mode`.execute(transaction)
    refuseLateDecision({ year, numbersTaken: await numbersTaken(transaction, { unitId, year }) })
    const decided = { scheme, decided_by_account_id: official.accountId, decided_at: new Date() }
    await transaction
      .insertInto('document_numbering')
      .values({ unit_id: unitId, year, ...decided })
      .onConflict((conflict) => conflict.columns(['unit_id', 'year']).doUpdateSet(decided))
      .execute()
    await recordChange(transaction, {
      official,
      action: 'documents.numbering-decided',
      subject: { kind: 'unit', id: unitId },
      unitId,
      summary: `Từ năm ${year}, văn bản đi: ${NUMBER_SCHEMES[scheme].toLowerCase()}`,
      after: { year, scheme },
    })
  })
}

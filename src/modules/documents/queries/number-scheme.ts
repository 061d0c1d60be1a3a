import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { NumberScheme } from '../rules/number-scheme.ts'
import './tables.ts'

/** How a unit numbers its outgoing documents of a year: as decided for the year, or for the latest year before it. */
export async function numberSchemeOf(
  database: Database,
  { unitId, year }: { unitId: string; year: number },
): Promise<NumberScheme> {
  const decided = await database
    .selectFrom('document_numbering')
    .select('scheme')
    .where('unit_id', '=', unitId)
    .where('year', '<=', year)
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirst()
  return decided?.scheme ?? 'by-type'
}

/** How many numbers a unit has given to outgoing documents of a year, those of its secret and normative series not among them. */
export async function numbersTaken(
  database: Database,
  { unitId, year }: { unitId: string; year: number },
): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from document
    where direction = 'outgoing' and issuing_unit_id = ${unitId} and number_year = ${year}
      and series not like '% secret' and series not like '% normative'`.execute(database)
  return found.rows[0]?.count ?? 0
}

/** What was decided for each year, the latest first. */
export function decidedSchemes(database: Database, unitId: string) {
  return database
    .selectFrom('document_numbering')
    .leftJoin('account', 'account.id', 'document_numbering.decided_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['year', 'scheme', 'decided_at as decidedAt', 'person.full_name as decidedBy'])
    .where('unit_id', '=', unitId)
    .orderBy('year', 'desc')
    .execute()
}

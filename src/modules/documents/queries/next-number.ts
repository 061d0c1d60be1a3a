import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** The number that follows the last one given in the series of the issuing unit in that year. */
export async function nextNumber(
  database: Database,
  { issuingUnitId, year, series }: { issuingUnitId: string; year: number; series: string },
): Promise<number> {
  const found = await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from document
    where direction = 'outgoing' and issuing_unit_id = ${issuingUnitId} and number_year = ${year} and series = ${series}`.execute(
    database,
  )
  return found.rows[0]?.next ?? 1
}

/** The arrival number that follows the last one in the unit's register of incoming documents of that year. */
export async function nextArrivalNumber(
  database: Database,
  { unitId, year }: { unitId: string; year: number },
): Promise<number> {
  const found = await sql<{ next: number }>`select coalesce(max(arrival_number), 0) + 1 as next from document
    where direction = 'incoming' and unit_id = ${unitId} and arrival_year = ${year}`.execute(database)
  return found.rows[0]?.next ?? 1
}

/** For each series the unit has used in the year: its next number, the most used first. */
export async function nextNumbers(
  database: Database,
  { issuingUnitId, year }: { issuingUnitId: string; year: number },
): Promise<{ series: string; symbol: string; next: number }[]> {
  const found = await sql<{ series: string; symbol: string; next: number }>`
    select series, mode() within group (order by symbol) as symbol, max(number) + 1 as next from document
    where direction = 'outgoing' and issuing_unit_id = ${issuingUnitId} and number_year = ${year}
    group by series order by count(*) desc, series limit 12`.execute(database)
  return found.rows
}

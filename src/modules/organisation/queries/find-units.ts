import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsUnder } from './units.ts'
import './tables.ts'

export const UNITS_PER_PAGE = 50

export type UnitFilter = {
  /** As the units are on this day. */
  on: CalendarDate
  /** Only this unit and the units below it. */
  under?: string | undefined
  /** Words in the name or the code; accents don't matter. */
  words?: string | undefined
  /** Where the page before ended: the code of its last unit. */
  after?: string | undefined
}

/** The units of a day by code, one page of 50 with the cursor of the next. */
export async function findUnits(database: Database, { on, under, words, after }: UnitFilter) {
  let query = database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .innerJoin('unit_kind as kind', 'kind.code', 'version.kind_code')
    .select([
      'unit.id',
      'unit.code',
      'version.name',
      'version.short_name as shortName',
      'version.kind_code as kind',
      'kind.title as kindTitle',
      'kind.level',
      'version.parent_unit_id as parentId',
      sql<string | null>`unit_name_on(version.parent_unit_id, ${on}::date)`.as('parentName'),
      'version.valid_from as validFrom',
      'version.valid_to as validTo',
    ])
    .where(sql<SqlBool>`${on}::date between version.valid_from and coalesce(version.valid_to, 'infinity')`)
    .orderBy('unit.code')
    .limit(UNITS_PER_PAGE + 1)
  if (under) query = query.where('unit.id', 'in', unitsUnder([under], on))
  for (const word of wordsIn(words)) {
    query = query.where(sql<SqlBool>`(
      version.id in (select named.id from unit_version named
        where searchable(named.name || ' ' || named.short_name) like ${like(word)})
      or unit.id in (select coded.id from unit coded where searchable(coded.code) like ${like(word)}))`)
  }
  if (after) query = query.where('unit.code', '>', after)
  const rows = await query.execute()
  const page = rows.slice(0, UNITS_PER_PAGE)
  return { rows: page, next: rows.length > UNITS_PER_PAGE ? (page.at(-1)?.code ?? null) : null }
}

/** The words that were typed, at most eight: more narrow nothing down. */
export function wordsIn(typed: string | undefined): string[] {
  return (typed ?? '')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** The pattern of a word within searchable text; what has a meaning in patterns stands for itself. */
export function like(word: string) {
  return sql`'%' || searchable(${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}) || '%'`
}

import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { UnitSpan } from '../rules/unit-rows.ts'
import { unitsPlacedUnder } from './units.ts'
import './tables.ts'

/** The spans of units by code, oldest first: of the units with these codes, with all that stands above them, or of whole subtrees. */
export async function unitSpans(
  database: Database,
  which: { codes: readonly string[] } | { under: readonly string[] | null; today: CalendarDate },
): Promise<Map<string, UnitSpan[]>> {
  const rows = await database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .leftJoin('unit as parent', 'parent.id', 'version.parent_unit_id')
    .select([
      'unit.code',
      'version.name',
      'version.short_name as shortName',
      'version.kind_code as kindCode',
      'parent.code as parentCode',
      'version.place_name as placeName',
      'version.issuer_code as issuerCode',
      'version.administrative_code as administrativeCode',
      'version.valid_from as validFrom',
      'version.valid_to as validTo',
      'version.legal_act as legalAct',
    ])
    .where(chosen(which))
    .orderBy('unit.code')
    .orderBy('version.valid_from')
    .execute()
  const spans = new Map<string, UnitSpan[]>()
  for (const { code, ...span } of rows) spans.set(code, [...(spans.get(code) ?? []), span])
  return spans
}

function chosen(which: { codes: readonly string[] } | { under: readonly string[] | null; today: CalendarDate }) {
  if ('codes' in which) {
    return sql<SqlBool>`unit.id in (
      with recursive upwards (unit_id) as (
        select id from unit where code = any(${[...which.codes]}::text[])
        union select above.parent_unit_id from upwards join unit_version above on above.unit_id = upwards.unit_id
        where above.parent_unit_id is not null)
      select unit_id from upwards)`
  }
  if (which.under === null) return sql<SqlBool>`not unit.from_country_list`
  return sql<SqlBool>`unit.id in ${unitsPlacedUnder(which.under, which.today)}`
}

import type { Database } from '../../../platform/database/database.ts'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { UNIT_COLUMNS, type UnitColumn } from '../rules/unit-rows.ts'
import { unitKinds } from './unit-record.ts'
import { unitSpans } from './unit-spans.ts'

const COLUMNS = Object.keys(UNIT_COLUMNS) as UnitColumn[]
const WIDE: readonly UnitColumn[] = ['name', 'shortName', 'kind', 'legalAct']

/**
 * Units through time in the shape in which they can be brought in again: one row for each version. Those below the given units, or
 * (`null`) all that are not merely from the country's list.
 */
export async function unitsAsRows(
  database: Database,
  under: readonly string[] | null,
  today: CalendarDate,
): Promise<Record<UnitColumn, string>[]> {
  const spans = await unitSpans(database, { under, today })
  return [...spans].flatMap(([code, ofUnit]) =>
    ofUnit.map((span) => ({
      code,
      name: span.name,
      shortName: span.shortName,
      kind: span.kindCode,
      parent: span.parentCode ?? '',
      placeName: span.placeName ?? '',
      issuerCode: span.issuerCode ?? '',
      administrativeCode: span.administrativeCode ?? '',
      validFrom: span.validFrom,
      validTo: span.validTo ?? '',
      legalAct: span.legalAct,
    })),
  )
}

/** The same as an Excel file, with dates and kinds as people write them. */
export async function unitsAsWorkbook(
  database: Database,
  under: readonly string[] | null,
  today: CalendarDate,
): Promise<Buffer> {
  const [rows, kinds] = await Promise.all([unitsAsRows(database, under, today), unitKinds(database)])
  const titleOf = new Map(kinds.map((kind) => [kind.code, kind.title]))
  const asPeopleWrite = (row: Record<UnitColumn, string>): Record<UnitColumn, string> => ({
    ...row,
    kind: titleOf.get(row.kind) ?? row.kind,
    validFrom: formatCalendarDate(row.validFrom),
    validTo: row.validTo === '' ? '' : formatCalendarDate(row.validTo),
  })
  return writeRows([
    {
      sheet: 'Đơn vị',
      columns: COLUMNS.map((column) => ({ title: UNIT_COLUMNS[column], width: WIDE.includes(column) ? 40 : 18 })),
      rows: rows.map(asPeopleWrite).map((row) => COLUMNS.map((column) => row[column] || null)),
    },
  ])
}

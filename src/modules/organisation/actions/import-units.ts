import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { readRows } from '../../../platform/spreadsheet/read-rows.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitKinds } from '../queries/unit-record.ts'
import { unitSpans } from '../queries/unit-spans.ts'
import { unitsPlacedUnder } from '../queries/units.ts'
import {
  inRowOrder,
  planUnitImport,
  type RowFault,
  readUnitRows,
  type UnitImportPlan,
  type UnitInFile,
  type UnitRow,
  unitRowsOfSheet,
} from '../rules/unit-rows.ts'
import '../queries/tables.ts'

/** The rows of the first sheet of an Excel file of units. Refuses what `readRows` and `unitRowsOfSheet` refuse. */
export async function unitRowsOfWorkbook(file: Buffer): Promise<UnitRow[]> {
  const [first] = await readRows(file)
  return unitRowsOfSheet(first?.rows ?? [])
}

/** What bringing in the rows would do, and the faults that stand against it; writes nothing. `official` is null for the command line. */
export async function previewUnitImport(
  database: Database,
  official: Official | null,
  rows: readonly UnitRow[],
  today: CalendarDate,
): Promise<UnitImportPlan> {
  const { units, faults } = readUnitRows(rows, await unitKinds(database))
  const codes = units.flatMap((unit) => [unit.code, ...unit.spans.flatMap(({ parentCode }) => parentCode ?? [])])
  const there = await unitSpans(database, { codes: [...new Set(codes)] })
  const plan = planUnitImport(units, there)
  const foreign = await outOfReach(database, official, [...plan.added, ...plan.changed], { there, today })
  return { ...plan, faults: inRowOrder([...faults, ...plan.faults, ...foreign]) }
}

/** The same, done: all rows or, when there is any fault, none. Refuses `organisation.import-has-faults` and `organisation.import-empty`. */
export function importUnits(
  database: Database,
  official: Official | null,
  rows: readonly UnitRow[],
  today: CalendarDate,
): Promise<UnitImportPlan> {
  return inTransaction(database, async (transaction) => {
    const plan = await previewUnitImport(transaction, official, rows, today)
    if (rows.length === 0) {
      throw new Refusal(
        'invalid',
        'organisation.import-empty',
        'Tệp không có dòng nào dưới dòng tên cột, chưa nhập gì.',
      )
    }
    if (plan.faults.length > 0) throw hasFaults(plan.faults)
    await addIdentities(transaction, plan.added)
    await closeLatest(transaction, plan.changed)
    await addSpans(transaction, [...plan.added, ...plan.changed])
    await writeTrail(transaction, official, plan)
    return plan
  })
}

const FAULTS_TOLD = 20

function hasFaults(faults: readonly RowFault[]): Refusal {
  const told = faults.slice(0, FAULTS_TOLD).map(({ row, message }) => `Dòng ${row}: ${message}`)
  const more = faults.length > FAULTS_TOLD ? [`… và ${faults.length - FAULTS_TOLD} lỗi khác.`] : []
  return new Refusal(
    'invalid',
    'organisation.import-has-faults',
    [`Tệp có ${faults.length} lỗi nên chưa nhập đơn vị nào:`, ...told, ...more].join('\n'),
  )
}

/** Faults of rows that reach beyond what the official manages: a changed unit, or the first unit above a new one that is there. */
async function outOfReach(
  database: Database,
  official: Official | null,
  units: readonly UnitInFile[],
  { there, today }: { there: ReadonlyMap<string, unknown>; today: CalendarDate },
): Promise<RowFault[]> {
  if (official === null) return []
  const asked = units.flatMap((unit) => {
    const parents = unit.spans.map(({ parentCode }) => parentCode)
    const known = parents.filter((code) => code !== null && there.has(code))
    return { unit, codes: there.has(unit.code) ? [unit.code, ...known] : known, hasNoParent: parents.includes(null) }
  })
  const { rows } = await sql<{ code: string }>`select code from unit
    where code = any(${asked.flatMap(({ codes }) => codes)}::text[])
      and id in ${unitsPlacedUnder(unitsFor(official, 'organisation.manage'), today)}`.execute(database)
  const yours = new Set(rows.map((row) => row.code))
  return asked.flatMap(({ unit, codes, hasNoParent }) => {
    const foreign = codes.find((code) => code !== null && !yours.has(code))
    if (foreign) return [{ row: unit.row, message: `Đơn vị “${foreign}” không thuộc phạm vi bạn quản lý.` }]
    if (hasNoParent && !there.has(unit.code)) {
      return [{ row: unit.row, message: 'Thiếu mã đơn vị cấp trên: chỉ đơn vị đứng đầu đã có mới được để trống.' }]
    }
    return []
  })
}

async function addIdentities(transaction: Database, units: readonly UnitInFile[]): Promise<void> {
  await sql`insert into unit (code) select code from unnest(${units.map((unit) => unit.code)}::text[]) as code`.execute(
    transaction,
  )
}

/** What a unit was holds until the day before the first of its new rows. */
async function closeLatest(transaction: Database, units: readonly UnitInFile[]): Promise<void> {
  const endings = units.map(({ code, spans }) => ({ code, lastDay: addDays(spans[0]?.validFrom ?? '', -1) }))
  await sql`update unit_version version set valid_to = given."lastDay"
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as given (code text, "lastDay" date)
    join unit on unit.code = given.code
    where version.unit_id = unit.id and version.valid_to is null`.execute(transaction)
}

async function addSpans(transaction: Database, units: readonly UnitInFile[]): Promise<void> {
  const spans = units.flatMap(({ code, spans }) => spans.map((span) => ({ code, ...span })))
  await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, place_name, issuer_code,
      administrative_code, valid_from, valid_to, legal_act)
    select unit.id, given.name, given."shortName", given."kindCode", parent.id, given."placeName", given."issuerCode",
      given."administrativeCode", given."validFrom", given."validTo", given."legalAct"
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as given (code text, name text, "shortName" text,
      "kindCode" text, "parentCode" text, "placeName" text, "issuerCode" text, "administrativeCode" text,
      "validFrom" date, "validTo" date, "legalAct" text)
    join unit on unit.code = given.code
    left join unit parent on parent.code = given."parentCode"`.execute(transaction)
}

async function writeTrail(transaction: Database, official: Official | null, plan: UnitImportPlan): Promise<void> {
  const units = [...plan.added, ...plan.changed]
  const { rows } = await sql<{ id: string; code: string }>`select id, code from unit
    where code = any(${units.map((unit) => unit.code)}::text[])`.execute(transaction)
  const idOfCode = new Map(rows.map((row) => [row.code, row.id]))
  for (const unit of units) {
    const unitId = idOfCode.get(unit.code) ?? ''
    const isNew = plan.added.includes(unit)
    const [first] = unit.spans
    await recordChange(transaction, {
      official,
      action: isNew ? 'organisation.unit-added' : 'organisation.unit-changed',
      subject: { kind: 'unit', id: unitId },
      unitId,
      summary: `${isNew ? 'Thêm' : 'Thay đổi'} từ tệp: ${first?.name ?? unit.code} từ ngày ${formatCalendarDate(first?.validFrom ?? '')}`,
      after: { spans: unit.spans },
    })
  }
}

import type { Database } from '../../../../platform/database/database.ts'
import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../../vocabulary/official.ts'
import {
  countedUnits,
  dayOfStates,
  livingUnits,
  possibleReading,
  type Reading,
  subUnits,
  subUnitsOfToday,
  unitNames,
} from '../../../indicators/index.ts'
import type { NumbersByForm } from '../../rules/forms/check-sums.ts'
import { columnValue, numbersOf } from '../../rules/forms/form.ts'
import { type RowKey, rowFinder, turnsOf } from '../../rules/forms/rows-of-form.ts'
import { type FormUnit, formUnit } from './form-units.ts'
import type { CountedSource, Group } from './sources.ts'

export type FormsAsked = {
  /** Who asks, on which day. */
  official: Official
  today: CalendarDate
  unitId: string
  /** Both days are inside. */
  period: { from: CalendarDate; to: CalendarDate }
  reading: Reading
}

export type FormRow = {
  key: RowKey
  name: string
  /** The unit whose own form opens from here; null for what is no unit. */
  unitId: string | null
  numbers: NumbersByForm
}

export type CountedForms = { unit: FormUnit; reading: Reading; rows: readonly FormRow[]; total: NumbersByForm }

/**
 * All forms of a source for a unit and the units below it, counted at once. Refuses `report.no-such-form-unit` for a unit beyond the
 * reader's reach.
 */
export async function countForms<Counted, Behind>(
  database: Database,
  source: CountedSource<Counted, Behind>,
  asked: FormsAsked,
): Promise<CountedForms> {
  const { unit, reading, groupsOf, rows } = await prepare(database, source, asked)
  const numbersIn = (groups: readonly Group<Counted>[]): NumbersByForm =>
    Object.fromEntries(source.forms.map((form) => [form.code, numbersOf(form, groups)]))
  const counted = rows
    .map((row) => ({ row, groups: groupsOf(row.key) }))
    // A unit of the form stands in it even with nothing but noughts; the rest only where there is something.
    .filter(({ row: { key }, groups }) => key === 'own' || key.startsWith('below-') || groups.length > 0)
  return {
    unit,
    reading,
    rows: counted.map(({ row, groups }) => ({ ...row, numbers: numbersIn(groups) })),
    total: numbersIn(counted.flatMap(({ groups }) => groups)),
  }
}

export type CellAsked<Counted> = FormsAsked & {
  /** What one counted thing adds to the column. */
  adds: (counted: Counted) => number
  per?: number | undefined
  /** Null for the total of all rows. */
  row: RowKey | null
  after?: string | undefined
}

export type CasesOfCell<Behind> = {
  unit: FormUnit
  rowName: string | null
  /** What the number says. */
  value: number
  /** How many counted things make it up. */
  things: number
  /** How many records of it the reader may see: those of the list. */
  listed: number
  cases: readonly Behind[]
  next: string | null
}

/** The records behind one number of a form. Refuses as `countForms` does. */
export async function casesOfCell<Counted, Behind>(
  database: Database,
  source: CountedSource<Counted, Behind>,
  asked: CellAsked<Counted>,
): Promise<CasesOfCell<Behind>> {
  const { unit, groupsOf, rows, counting } = await prepare(database, source, asked)
  const keys = asked.row === null ? rows.map(({ key }) => key) : [asked.row]
  const groups = keys.flatMap(groupsOf).filter(({ counted }) => asked.adds(counted) > 0)
  const found = await source.behind(database, counting, { groups, after: asked.after })
  return {
    unit,
    rowName: rows.find(({ key }) => key === asked.row)?.name ?? null,
    value: columnValue(asked, groups),
    things: groups.reduce((sum, { count }) => sum + count, 0),
    listed: found.listed,
    cases: found.rows,
    next: found.next,
  }
}

async function prepare<Counted, Behind>(
  database: Database,
  source: CountedSource<Counted, Behind>,
  { official, today, unitId, period, reading: wanted }: FormsAsked,
) {
  const asOf = dayOfStates(period, today)
  const [unit, livesToday, livedThen] = await Promise.all([
    formUnit(database, official, { unitId, from: period.from, today, permission: source.permission }),
    livingUnits(database, [unitId], today),
    livingUnits(database, [unitId], asOf),
  ])
  const reading = possibleReading(wanted, { livesToday: livesToday.length > 0, livedThen: livedThen.length > 0 })
  const below =
    reading === 'now'
      ? await subUnitsOfToday(database, unitId, today)
      : await subUnits(database, unitId, { period, asOf })
  const belowIds = below.map(({ id }) => id)
  const counted = await countedUnits(database, { unitIds: [unitId, ...belowIds], asOf, today, reading })
  const counting = { period, turns: turnsOf(counted), reader: { official, today } }
  const find = rowFinder({ unitId, below: belowIds }, counted)
  const byRow = new Map<RowKey, Group<Counted>[]>()
  for (const group of await source.count(database, counting)) {
    const key = find(group.unitId, group.turnsPassed)
    if (key !== null) byRow.set(key, [...(byRow.get(key) ?? []), group])
  }
  const rows = await rowsOf(database, { unit, below, asOf, keys: [...byRow.keys()] })
  return { unit, reading, counting, rows, groupsOf: (key: RowKey) => byRow.get(key) ?? [] }
}

type RowsAsked = {
  unit: FormUnit
  below: readonly { id: string; name: string }[]
  asOf: CalendarDate
  keys: readonly RowKey[]
}

/** The rows in their order: the unit's own part, the units below it, then what went before. */
async function rowsOf(database: Database, { unit, below, asOf, keys }: RowsAsked) {
  const before = keys.flatMap((key) => (key.startsWith('before-') ? [key.slice('before-'.length)] : []))
  const names = await unitNames(database, before, asOf)
  const row = (key: RowKey, name: string, unitId: string | null) => ({ key, name, unitId })
  return [
    row('own', below.length === 0 ? unit.name : `${unit.name} (phần của chính đơn vị)`, null),
    ...below.map(({ id, name }) => row(`below-${id}`, name, id)),
    ...before.map((id) => row(`before-${id}`, `${names.get(id) ?? ''} (đơn vị tiền thân)`, id)),
    row('ended', 'Đơn vị trực thuộc đã kết thúc hoạt động trước kỳ này', null),
    row('unallocated', 'Chưa phân bổ được cho đơn vị hiện nay', null),
  ]
}

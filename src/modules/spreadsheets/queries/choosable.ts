import { type SqlBool, sql } from 'kysely'
import { type Choosable, chosenBy } from '../../../platform/spreadsheet/read-cell.ts'
import type { SheetChoices, SheetColumn, SheetContext } from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay, unitsUnder } from '../../organisation/index.ts'

/** What the codes of a column are called, each by a title of its own: where two would be alike, the code follows in brackets. */
export async function titlesOf(context: SheetContext, column: SheetColumn): Promise<Map<string, string>> {
  const choices: SheetChoices =
    typeof column.choices === 'function' ? await column.choices(context) : (column.choices ?? {})
  const times = new Map<string, number>()
  for (const title of Object.values(choices)) times.set(chosenBy(title), (times.get(chosenBy(title)) ?? 0) + 1)
  return new Map(
    Object.entries(choices).map(([code, title]) => [
      code,
      (times.get(chosenBy(title)) ?? 0) > 1 ? `${title} (${code})` : title,
    ]),
  )
}

/** What can be written into a column with a list. */
export async function choosableOf(context: SheetContext, column: SheetColumn): Promise<Choosable> {
  const titles = await titlesOf(context, column)
  const values = new Map<string, string | null>()
  for (const [code, title] of titles) {
    values.set(chosenBy(title), code)
    values.set(chosenBy(code), code)
  }
  return { values, examples: [...titles.values()] }
}

/**
 * The units that the words in some cells can mean: by code, with or without the name before it, or by a name that only one unit has
 * today – of those the official writes for, or else of all.
 */
export async function unitsMeant(
  { database, official, today }: SheetContext,
  permission: string,
  words: readonly string[],
): Promise<Choosable> {
  const said = [...new Set(words.flatMap((word) => [word, ...(/\(([^()\s]+)\)$/.exec(word)?.slice(1) ?? [])]))]
  const codes = said.map((word) => word.toLowerCase())
  const { rows } = await sql<{ id: string; code: string; name: string; isAlive: boolean; isOwn: boolean }>`
    select unit.id::text as id, unit.code, version.name,
      version.valid_from <= ${today}::date and coalesce(version.valid_to, 'infinity') >= ${today}::date as "isAlive",
      unit.id in ${unitsUnder(unitsFor(official, permission), today)} as "isOwn"
    from unit
    join unit_version as version on version.unit_id = unit.id
    where lower(unit.code) = any(${codes}::text[]) or version.name = any(${said}::text[])
    order by unit.id`.execute(database)
  const values = new Map<string, string | null>()
  for (const name of new Set(rows.filter(({ isAlive }) => isAlive).map((row) => chosenBy(row.name)))) {
    const named = rows.filter((row) => row.isAlive && chosenBy(row.name) === name)
    const own = named.filter(({ isOwn }) => isOwn)
    const [only, ...others] = own.length > 0 ? own : named
    values.set(name, only && others.length === 0 ? only.id : null)
  }
  for (const { id, code } of rows) values.set(chosenBy(code), id)
  return { values, examples: [] }
}

/** How units are written into a sheet: the name and the code that tells it from others of the name. */
export async function unitLabels(
  { database }: Pick<SheetContext, 'database'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .distinctOn('unit.id')
    .select(['unit.id', 'unit.code', 'version.name'])
    .where(sql<SqlBool>`unit.id = any(${[...ids]}::bigint[])`)
    .orderBy('unit.id')
    .orderBy('version.valid_from', 'desc')
    .execute()
  return new Map(found.map(({ id, code, name }) => [id, `${name} (${code})`]))
}

/** What the drop-down of a column offers, in order; null where the column has none. */
export async function offeredIn(
  context: SheetContext,
  column: SheetColumn,
  permission: string,
): Promise<string[] | null> {
  if (column.kind === 'choice') return [...(await titlesOf(context, column)).values()]
  if (column.kind !== 'unit') return null
  const { database, official, today } = context
  const units = await unitsOnDay(
    database,
    column.unitKinds ? { today, kinds: column.unitKinds } : { today, roots: unitsFor(official, permission) },
  )
  return units.map(({ name, code }) => `${name} (${code})`)
}

import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { Database } from '../database/database.ts'
import { problemsByField } from '../http/problems.ts'

/** For whom, on which day and in which transaction records are read and written. */
export type SheetContext = { database: Database; official: Official; today: CalendarDate }

/** What can stand in a column: code → title. */
export type SheetChoices = Readonly<Record<string, string>>

/** A column of a sheet: one field of the form that records such a thing by hand. */
export type SheetColumn = {
  /** The name of the field in the form: what is wrong with the field is told at the cell. */
  key: string
  title: string
  /** `units`: several units in one cell, one on each line; the value is their ids in ascending order, one on each line. */
  kind: 'text' | 'whole-number' | 'decimal' | 'date' | 'choice' | 'unit' | 'units'
  required?: boolean
  /** For `choice`: what can be chosen, or how to ask for it. */
  choices?: SheetChoices | ((context: SheetContext) => Promise<SheetChoices>)
  /**
   * For `choice`: what must never stand in a sheet, title → why and what to do. A row that says so is told at this cell, and nothing else of
   * it is kept.
   */
  neverIn?: Readonly<Record<string, string>>
  /** For `unit`: the kinds of unit that are offered; those the official writes for unless told. */
  unitKinds?: readonly string[]
  /** What belongs here, in a sentence. */
  help: string
  example: string
}

/**
 * A record as its form would show it: texts as typed, days as dd/mm/yyyy, numbers as digits, codes and ids for what is chosen. What the
 * sheet, the form and the comparison speak of is therefore the same.
 */
export type SheetRecord = { id: string; values: Readonly<Record<string, string>> }

export type SheetValues = SheetRecord['values']

/** A kind of record that goes out into a spreadsheet and comes in from one. */
export type RecordSheet = {
  /** The word on the command line and in addresses. */
  kind: string
  title: string
  /** What a person should know before: which records go out, what is not in the sheet. */
  about: string
  readPermission: string
  writePermission: string
  columns: readonly SheetColumn[]
  /** True where a file may hold what the form must not ask for, such as names: nothing of its other columns is kept. */
  onlyItsColumns?: boolean
  /** The records in reach in the order of their ids: those after the given one, at most `most`; or those with the given ids. */
  records: (
    context: SheetContext,
    which: { after: string; most: number } | { ids: readonly string[] },
  ) => Promise<SheetRecord[]>
  /** What the form would say of these fields, by field; empty when nothing. */
  problems: (values: SheetValues) => Record<string, string>
  /**
   * What a row takes that no other row of the file may take, such as a number of a register, with the column to tell it at. A rule of the
   * action still has the last word; this finds rows far apart before anything is written. It must never be alike where the action would
   * take both.
   */
  alike?: (values: SheetValues) => readonly AlikeKey[]
  /** Records it, in the open transaction, by the action of the form; answers its id. */
  add: (context: SheetContext, values: SheetValues) => Promise<string>
  /** How many new rows are recorded at once. Absent where each is recorded by itself. */
  many?: ManyRows<SheetValues>
  /** Changes it likewise. */
  change: (context: SheetContext, id: string, values: SheetValues) => Promise<void>
  /** Takes back a record that a batch made, as a person would. Absent where no such thing may be done. */
  takeBack?: (context: SheetContext, id: string, reason: string) => Promise<void>
  /**
   * What follows from many rows together and is done once after up to 100 of them (1.000 with `many`), in the same transaction: each as it was before and is
   * now; null where there was none.
   */
  settle?: (context: SheetContext, rows: readonly RowSettled[]) => Promise<void>
}

export type ManyRows<Row> = {
  /** True of a row that may be recorded together with others: no rule has to look at the rows just before it. */
  takes: (values: SheetValues) => boolean
  /**
   * The same as `add` of each in their order, in few statements; answers their ids. What `add` would refuse of one is refused here of all
   * of them, whose savepoint is then given up; who asked finds the row by asking for fewer. `trial`: all is given up and nothing looks at
   * it before, so that what can refuse nothing, such as words to search by, need not be written.
   */
  add: (context: SheetContext, rows: readonly Row[], trial: boolean) => Promise<string[]>
}

export type AlikeKey = { key: string; column: string }

/** A key of what several cells say together; none when one of them says nothing. */
export function alikeKey(column: string, ...parts: readonly (string | undefined)[]): AlikeKey[] {
  return parts.some((part) => part === undefined || part === '')
    ? []
    : [{ column, key: JSON.stringify([column, ...parts]) }]
}

export type RowSettled = { before: SheetValues | null; after: SheetValues | null }

type Rows = {
  table: string
  /** The units whose records are in reach; records say theirs in `unit_id` unless told. */
  units: (context: SheetContext) => RawBuilder<unknown>
  unitColumn?: string
  /** Which of them go out: those not withdrawn, for example. */
  only?: RawBuilder<SqlBool>
  /** One record as its form shows it; undefined when it is out of reach. */
  one: (context: SheetContext, id: string) => Promise<Readonly<Record<string, string>> | undefined>
  /** The same of many by their ids, those in reach, where one by one takes too long. */
  many?: (context: SheetContext, ids: readonly string[]) => Promise<ReadonlyMap<string, SheetValues>>
}

/** The records of a table, each read as its own page reads it, so that reach and form are those of the page. */
export function recordsOf({ table, units, unitColumn = 'unit_id', only, one, many }: Rows): RecordSheet['records'] {
  return async (context, which) => {
    // The id of the table, a number: `id` alone would order by the text that is answered, 1 before 10 before 2.
    const idOfRow = sql.ref(`${table}.id`)
    const asked =
      'ids' in which
        ? sql`${idOfRow} = any(${[...which.ids]}::bigint[]) order by ${idOfRow}`
        : sql`${idOfRow} > ${which.after}::bigint order by ${idOfRow} limit ${which.most}`
    const { rows } = await sql<{ id: string }>`
      select id::text as id from ${sql.table(table)}
      where ${sql.ref(unitColumn)} in ${units(context)} and ${only ?? sql<SqlBool>`true`} and ${asked}`.execute(
      context.database,
    )
    const found: SheetRecord[] = []
    const forms = await many?.(
      context,
      rows.map(({ id }) => id),
    )
    for (const { id } of rows) {
      const form = forms ? forms.get(id) : await one(context, id)
      if (!form) continue
      const { _version, ...values } = form
      found.push({ id, values })
    }
    return found
  }
}

type Described<Fields extends z.ZodType> = Omit<RecordSheet, 'problems' | 'add' | 'many' | 'change'> & {
  /** The fields of the form. */
  fields: Fields
  add: (context: SheetContext, entered: z.output<Fields>) => Promise<string>
  many?: ManyRows<z.output<Fields>>
  change: (context: SheetContext, id: string, entered: z.output<Fields>) => Promise<void>
}

/** A sheet whose rows are checked with the fields of the form: one source for both. */
export function recordSheet<Fields extends z.ZodType>({
  fields,
  add,
  many,
  change,
  ...sheet
}: Described<Fields>): RecordSheet {
  const entered = (values: SheetValues): z.output<Fields> => {
    const parsed = fields.safeParse(values)
    if (parsed.success) return parsed.data
    const problems = problemsByField(parsed.error)
    throw new Refusal('invalid', 'spreadsheet.row-refused', Object.values(problems)[0] ?? '', problems)
  }
  return {
    ...sheet,
    problems: (values) => {
      const parsed = fields.safeParse(values)
      return parsed.success ? {} : problemsByField(parsed.error)
    },
    add: (context, values) => add(context, entered(values)),
    ...(many && {
      many: {
        takes: many.takes,
        add: (context, values, trial) => many.add(context, values.map(entered), trial),
      },
    }),
    change: (context, id, values) => change(context, id, entered(values)),
  }
}

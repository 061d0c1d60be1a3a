import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { columnList, quoted, type TableOfBackup } from './tables.ts'

/**
 * Empties the tables and does the work with triggers off and references away; then puts both back, which checks every reference.
 * Takes the owner of the tables and no superuser. In the transaction of the caller, so that nothing of it stays after a failure.
 */
export async function withoutGuards<Result>(
  client: Client,
  tables: readonly TableOfBackup[],
  work: () => Promise<Result>,
): Promise<Result> {
  const references = await referencesOf(client)
  const triggers = await triggersOf(client)
  const names = tables.map(({ name }) => quoted(name))
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  for (const { table, name } of references)
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
  await client.query(`truncate ${names.join(', ')}`)
  const result = await work()
  for (const { table, name, definition, comment } of references) {
    await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
    if (comment !== null)
      await client.query(
        `comment on constraint ${quoted(name)} on ${quoted(table)} is ${client.escapeLiteral(comment)}`,
      )
  }
  for (const { table, name, state } of triggers)
    await client.query(`alter table ${quoted(table)} ${TRIGGER_STATES[state]} trigger ${quoted(name)}`)
  return result
}

/** As `pg_trigger.tgenabled` has it. */
const TRIGGER_STATES = { O: 'enable', A: 'enable always', R: 'enable replica', D: 'disable' } as const

async function triggersOf(client: Client) {
  const { rows } = await client.query<{ table: string; name: string; state: keyof typeof TRIGGER_STATES }>(`
    select class.relname as table, trigger.tgname as name, trigger.tgenabled as state
    from pg_trigger trigger join pg_class class on class.oid = trigger.tgrelid
    where not trigger.tgisinternal and class.relnamespace = current_schema()::regnamespace`)
  return rows
}

/** References, which no order of loading satisfies, and checks that hold for new rows only and that old ones may break. */
async function referencesOf(client: Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string; comment: string | null }>(`
    select class.relname as table, conname as name, pg_get_constraintdef(con.oid) as definition,
      obj_description(con.oid, 'pg_constraint') as comment
    from pg_constraint con join pg_class class on class.oid = con.conrelid
    where class.relnamespace = current_schema()::regnamespace and con.conparentid = 0
      and (con.contype = 'f' or (con.contype = 'c' and not con.convalidated))
    order by 1, 2`)
  return rows
}

/** Takes the rows of one table, piece by piece. */
export function loadTable(client: Client, table: TableOfBackup) {
  const rows = client.query(from(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`))
  const loaded = finished(rows)
  // Told by `add` or `end`; a rejection that comes between two pieces must not end the process.
  loaded.catch(() => {})
  return {
    add: async (piece: Buffer) => {
      if (!rows.write(piece)) await Promise.race([once(rows, 'drain'), loaded])
    },
    end: async () => {
      rows.end()
      await loaded
    },
    giveUp: async () => {
      rows.destroy(new Error('given up'))
      await loaded.catch(() => {})
    },
  }
}

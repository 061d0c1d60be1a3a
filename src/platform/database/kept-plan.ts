import { createHash } from 'node:crypto'
import { type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import type pg from 'pg'
import { askAfterBegin, sendTogether } from './pipeline.ts'

export const MARK = '/* kept plan */'

/**
 * At the end of a statement (`modifyEnd(keptPlan)`): each connection parses and plans it once and keeps the plan. For what every request
 * asks and always finds by a key, where planning takes longer than finding. Not for lists and figures: how they are best found depends
 * on the values, and a plan that is kept does not know them (docs/decisions/0030-kept-plans.md).
 */
export const keptPlan = sql.raw(MARK)

/** The pool as Kysely uses it, which prepares the statements that are marked. */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const preparing = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    connect: async () => {
      const client = await pool.connect()
      const known = preparing.get(client)
      if (known) return known
      const made = preparingClient(client)
      preparing.set(client, made)
      return made
    },
    end: () => pool.end(),
  }
}

const NOTHING_TOLD = { command: 'SELECT' as const, rowCount: 0, rows: [] }

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  /** A transaction was begun and nothing has been asked in it. */
  let begins = false
  let isSpoiled = false
  const ask = async (text: string, values: readonly unknown[]) => {
    if (text === 'begin') begins = true
    else if (begins && (text === 'commit' || text === 'rollback')) begins = false
    else {
      sendTogether(client)
      const statement = { text, values: [...values], ...(text.endsWith(MARK) ? { name: nameOf(text) } : {}) }
      if (!begins) return client.query(statement)
      begins = false
      return askAfterBegin(client, statement).catch((error: unknown) => {
        isSpoiled = true
        throw error
      })
    }
    return NOTHING_TOLD
  }
  // Kysely would also hand over cursors, for answers that are streamed; this one makes none.
  return { query: ask as unknown as PostgresPoolClient['query'], release: () => client.release(isSpoiled) }
}

const names = new Map<string, string>()

/** A statement of another version of this program, on a connection that a pooler shares, must not have the same name. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `kept_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
}

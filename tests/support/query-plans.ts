import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Database, READING, type Tables } from '../../src/platform/database/database.ts'

/** A statement as the system sent it. */
export type Asked = { text: string; values: readonly unknown[] }

/** A database that writes down what is asked of it. */
export type ListeningDatabase = { database: Database; asked: Asked[]; close: () => Promise<void> }

export function listeningDatabase(connectionString: string): ListeningDatabase {
  const asked: Asked[] = []
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, types: READING, options: '-c jit=off' }) }),
    log: ({ query }) => void asked.push({ text: query.sql, values: query.parameters }),
  })
  return { database, asked, close: () => database.destroy() }
}

/** How the server reaches the rows of one table in a plan. */
export type Reach = { table: string; how: string; index: string | null }

/** How the server would answer the statement: each table that it reads, and by what. */
export async function plannedReach(client: pg.Client, { text, values }: Asked): Promise<Reach[]> {
  const { rows } = await client.query(`explain (format json) ${text}`, [...values])
  return reachIn(rows[0]['QUERY PLAN'][0].Plan as Plan, null)
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }

function reachIn(plan: Plan, heap: string | null): Reach[] {
  const table = plan['Relation Name'] ?? heap
  const index = plan['Index Name'] ?? null
  const own = table !== null && (plan['Relation Name'] || index) ? [{ table, how: plan['Node Type'], index }] : []
  const bitmap = plan['Node Type'].startsWith('Bitmap') ? table : null
  return [...own, ...(plan.Plans ?? []).flatMap((below) => reachIn(below, bitmap))]
}

/** The whole plan in words, for whoever reads a failure. */
export async function planInWords(client: pg.Client, { text, values }: Asked): Promise<string> {
  const { rows } = await client.query(`explain ${text}`, [...values])
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

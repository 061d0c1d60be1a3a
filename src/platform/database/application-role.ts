import { sql } from 'kysely'
import { type Database, inTransaction } from './database.ts'
import { DEFAULT_SCHEMA, queueSchemaFor } from './schema.ts'

/** What may only grow. */
const APPEND_ONLY = [
  'audit_entry',
  'audit_seal',
  'audit_sealed_entry',
  'audit_erasure',
  'identity_look',
  'identity_look_opening',
]

/**
 * Gives a database role what the running system needs and no more: it reads and writes records, it reads and adds to the trail, and
 * it can't change the structure. The caller's role owns the tables. To be repeated after each update of the structure.
 */
export async function grantToApplicationRole(database: Database, role: string): Promise<void> {
  const name = sql.id(role)
  const found = await sql<{ schema: string }>`select current_schema()::text as schema`.execute(database)
  const schemaName = found.rows[0]?.schema ?? DEFAULT_SCHEMA
  const schema = sql.id(schemaName)
  const trail = sql.join(APPEND_ONLY.map((table) => sql.table(table)))
  await inTransaction(database, async (transaction) => {
    for (const statement of [
      sql`grant usage on schema ${schema} to ${name}`,
      sql`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`,
      sql`grant usage, select on all sequences in schema ${schema} to ${name}`,
      sql`revoke update, delete, truncate, trigger on ${trail} from ${name}`,
      // Words of the trail are erased by the owner, with a command on the server.
      sql`revoke insert on audit_erasure from ${name}`,
      sql`revoke insert, update, delete on migration from ${name}`,
      ...grantsOfQueue(role, queueSchemaFor(schemaName)),
    ])
      await statement.execute(transaction)
  })
}

/** The tables of the queue have row security and no policy: their owner alone may use them until a role is given one. */
const TABLES_OF_QUEUE = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs']

/** What a role needs to add jobs and to work on them; the structure of the queue stays its owner's. */
function grantsOfQueue(role: string, queueName: string) {
  const name = sql.id(role)
  const queue = sql.id(queueName)
  return [
    sql`grant usage on schema ${queue} to ${name}`,
    sql`grant select, insert, update, delete on all tables in schema ${queue} to ${name}`,
    sql`grant usage, select on all sequences in schema ${queue} to ${name}`,
    sql`revoke insert, update, delete on ${queue}.migrations from ${name}`,
    ...TABLES_OF_QUEUE.flatMap((table) => {
      const policy = sql.id(`use_by_${role}`)
      const of = sql.id(queueName, table)
      return [
        sql`drop policy if exists ${policy} on ${of}`,
        sql`create policy ${policy} on ${of} to ${name} using (true) with check (true)`,
      ]
    }),
  ]
}

/**
 * Why the role of this connection could change the trail in spite of the triggers: it may do everything (`superuser`), the tables
 * are its own, so that it may take the triggers off (`owner`), or it was granted so. Null when it could not.
 */
export async function powerOverTrail(database: Database): Promise<'superuser' | 'owner' | 'granted' | null> {
  const found = await sql<{ superuser: boolean; owner: boolean; granted: boolean }>`
    select (select rolsuper from pg_roles where rolname = current_user) as superuser,
      bool_or(pg_has_role(current_user, relowner, 'usage')) as owner,
      bool_or(has_table_privilege(oid, 'update, delete, truncate')) as granted
    from pg_class where oid = any (${APPEND_ONLY}::regclass[])`.execute(database)
  const [power] = found.rows
  if (power?.superuser) return 'superuser'
  if (power?.owner) return 'owner'
  return power?.granted ? 'granted' : null
}

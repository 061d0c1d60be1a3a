import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { Context } from './context.ts'
import type { FormValues } from './form-reception.ts'

const PURPOSE = 'interrupted-form'

/**
 * Keeps what was typed in a form whose sender's session has ended, for that account only, for one day, and encrypted: it may be what
 * a denouncer said. Passwords are not kept. Answers the key under which it comes back after signing in.
 */
export async function keepInterruptedForm(
  database: Database,
  encryption: Encryption,
  { accountId, path, values }: { accountId: string; path: string; values: FormValues },
): Promise<string> {
  const id = randomBytes(18).toString('base64url')
  const typed = Object.fromEntries(Object.entries(values).filter(([name]) => name !== '_token' && !isSecret(name)))
  const sealed = await encryption.encrypt(JSON.stringify(typed), `${PURPOSE}/${id}`)
  await database
    .insertInto('interrupted_form')
    .values({ id, account_id: accountId, path, form_values: JSON.stringify({ sealed }) })
    .execute()
  await sql`delete from interrupted_form where saved_at < now() - interval '1 day'`.execute(database)
  return id
}

/** Passwords are typed again; they are kept nowhere but as digests. */
const isSecret = (name: string) => /password|repeated/i.test(name)

/** The kept values of a form, when the address names some that belong to this account and this page; else null. */
export async function takeInterruptedForm(
  context: Context,
  encryption: Encryption,
  query: unknown,
): Promise<FormValues | null> {
  const key = (query as Record<string, unknown>).restore
  if (typeof key !== 'string') return null
  const kept = await context.database
    .selectFrom('interrupted_form')
    .select('form_values')
    .where('id', '=', key)
    .where('account_id', '=', context.official.accountId)
    .executeTakeFirst()
  const sealed = kept?.form_values.sealed
  if (typeof sealed !== 'string') return null
  return JSON.parse(await encryption.decrypt(sealed, `${PURPOSE}/${key}`)) as FormValues
}

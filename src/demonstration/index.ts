import { type Database, inTransaction } from '../platform/database/database.ts'

export { DEMONSTRATION_ACCOUNTS } from './demonstration-accounts.ts'

/** Loads the demonstration province into an empty system: all of it or nothing. */
export async function loadDemonstration(database: Database): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await transaction.insertInto('installation_setting').values({ name: 'demonstration', value: 'yes' }).execute()
  })
}

/** True when this installation shows the demonstration province. */
export async function isDemonstration(database: Database): Promise<boolean> {
  const found = await database
    .selectFrom('installation_setting')
    .select('value')
    .where('name', '=', 'demonstration')
    .executeTakeFirst()
  return found?.value === 'yes'
}

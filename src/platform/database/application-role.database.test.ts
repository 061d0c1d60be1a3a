import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import { recordChange } from '../audit/record-change.ts'
import { sealEntries } from '../audit/seal-entries.ts'
import { addJob } from '../jobs/add-job.ts'
import { grantToApplicationRole, powerOverTrail } from './application-role.ts'
import { migrate } from './migrate.ts'

const MIGRATION_FOLDER = join(import.meta.dirname, '../../../migrations')

test('the role of the running system writes records and the trail, and can change neither trail nor structure', async () => {
  const database = await databaseForTest()
  const role = `danvan_test_role_${process.pid}`
  await sql`create role ${sql.id(role)}`.execute(database)
  onTestFinished(async () => {
    await sql`drop owned by ${sql.id(role)}`.execute(database)
    await sql`drop role ${sql.id(role)}`.execute(database)
  })
  expect(await powerOverTrail(database)).toBe('superuser')
  await grantToApplicationRole(database, role)
  const asRole = <Result>(work: (transaction: typeof database) => Promise<Result>) =>
    database.transaction().execute(async (transaction) => {
      await sql`set local role ${sql.id(role)}`.execute(transaction)
      return work(transaction)
    })

  expect(await asRole(powerOverTrail)).toBeNull()
  await asRole(async (transaction) => {
    await sql`insert into installation_setting (name, value) values ('note', '1')`.execute(transaction)
    await sql`update installation_setting set value = '2' where name = 'note'`.execute(transaction)
    await recordChange(transaction, {
      official: null,
      action: 'activity.recorded',
      subject: { kind: 'activity', id: '1' },
      unitId: null,
      summary: 'Ghi đối thoại',
    })
    expect(await sealEntries(transaction)).toMatchObject({ number: 1, entryCount: 1 })
    expect(await migrate(transaction, MIGRATION_FOLDER)).toEqual([])
    await addJob(transaction, 'mail.deliver', { id: '1' }, { key: 'mail.deliver:1' })
    const taken =
      await sql`update graphile_worker._private_jobs set locked_at = now() where key = 'mail.deliver:1' returning id`.execute(
        transaction,
      )
    expect(taken.rows).toHaveLength(1)
  })
  for (const statement of [
    `update audit_entry set summary = 'x'`,
    'delete from audit_entry',
    'truncate audit_entry',
    'alter table audit_entry disable trigger all',
    'delete from audit_seal',
    'update audit_sealed_entry set entry_id = 0',
    "insert into audit_erasure values (1, sha256(''), 2)",
    'delete from migration',
    'delete from graphile_worker.migrations',
    'create table stray (id int)',
  ])
    await expect(asRole((transaction) => sql.raw(statement).execute(transaction))).rejects.toMatchObject({
      code: '42501',
    })
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import type { Database } from '../database/database.ts'
import { keptSealFile, readKeptSeal } from './kept-seal.ts'
import { recordChange } from './record-change.ts'
import { newestSeal, sealEntries, sealingState } from './seal-entries.ts'
import { startSealing } from './sealer.ts'
import { verifyTrail } from './verify-trail.ts'

const record = (database: Database) =>
  recordChange(database, {
    official: null,
    action: 'test.recorded',
    subject: { kind: 'system', id: '1' },
    unitId: null,
    summary: 'Thử',
  })

async function fileOfTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-seal-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return keptSealFile(folder)
}

describe('the sealer', () => {
  test('seals what is written while it runs and what is left when it stops, and keeps the newest seal in the file', async () => {
    const database = await databaseForTest()
    const file = await fileOfTest()
    await record(database)
    const sealer = startSealing({ database, keptSealFile: file, everyMilliseconds: 20 })
    await expect.poll(async () => (await readKeptSeal(file))?.number).toBe(1)
    await record(database)
    await expect.poll(async () => (await readKeptSeal(file))?.number).toBe(2)
    await record(database)
    await sealer.stop()
    expect(await sealingState(database)).toMatchObject({
      newest: { number: 3 },
      waiting: { count: 0, isStalled: false },
    })
    expect(await readKeptSeal(file)).toMatchObject({ number: 3, hash: (await newestSeal(database))?.hash })
    await record(database)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await sealingState(database)).waiting).toMatchObject({ count: 1, isStalled: false })
  })

  test('does not overwrite the seal in the file when the chain was cut and goes on differently', async () => {
    const database = await databaseForTest()
    const file = await fileOfTest()
    await record(database)
    const first = startSealing({ database, keptSealFile: file, everyMilliseconds: 20 })
    await first.stop()
    const kept = await readFile(file, 'utf8')
    await database.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      for (const table of ['audit_entry', 'audit_sealed_entry', 'audit_seal'])
        await sql`delete from ${sql.table(table)}`.execute(transaction)
    })
    await record(database)
    const second = startSealing({ database, keptSealFile: file, everyMilliseconds: 20 })
    await second.stop()
    expect((await newestSeal(database))?.number).toBe(1)
    expect(await readFile(file, 'utf8')).toBe(kept)
    const { faults } = await verifyTrail(database, { kept: await readKeptSeal(file) })
    expect(faults).toMatchObject([{ kind: 'chain-cut', seal: 1 }])
  })

  test('goes through a long trail in many seals', async () => {
    const database = await databaseForTest()
    await sql`insert into audit_entry (actor_name, action, subject_kind, subject_id, summary)
      select 'Hệ thống', 'test.recorded', 'system', '1', 'Dòng ' || number from generate_series(1, 2500) as number`.execute(
      database,
    )
    expect(await sealEntries(database, { lookAtEverything: true })).toMatchObject({ number: 3, entryCount: 500 })
    expect(await verifyTrail(database)).toMatchObject({ faults: [], sealedEntryCount: 2500, unsealed: { count: 0 } })
  })
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseForTest, makeDatabase } from '../../../tests/support/system.ts'
import type { Database } from '../database/database.ts'
import type { Seal } from './chain.ts'
import { recordChange } from './record-change.ts'
import { newestSeal, sealEntries } from './seal-entries.ts'
import { type TrailFault, verifyTrail } from './verify-trail.ts'

const SEALS = 6
const ENTRIES_OF_A_SEAL = 5

async function record(database: Database, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await recordChange(database, {
      official: null,
      action: 'activity.recorded',
      subject: { kind: 'activity', id: String(index) },
      unitId: null,
      summary: `Ghi đối thoại số ${index}`,
      before: { title: 'Đường ấp 3' },
      after: { title: 'Đường ấp 3', attendees: 215 + index },
    })
  }
}

let database: Database
let drop: () => Promise<void>
let kept: Seal
/** Ids of the entries by seal: one id is missing between two seals, as after a transaction that failed. */
let ids: string[]

beforeAll(async () => {
  ;({ database, drop } = await makeDatabase())
  for (let seal = 0; seal < SEALS; seal += 1) {
    await record(database, ENTRIES_OF_A_SEAL)
    await sealEntries(database)
    await sql`select nextval(pg_get_serial_sequence('audit_entry', 'id'))`.execute(database)
  }
  kept = (await newestSeal(database)) as Seal
  const found = await sql<{ id: string }>`select id from audit_entry order by id`.execute(database)
  ids = found.rows.map((row) => row.id)
})
afterAll(() => drop())

/** What the check says after this was done to the database, which is then undone. */
async function faultsAfter(tamper: (transaction: Database) => Promise<void>): Promise<TrailFault[]> {
  class Undo extends Error {}
  let faults: TrailFault[] = []
  await database
    .transaction()
    .execute(async (transaction) => {
      // As a superuser would: with this no trigger and no reference guards anything.
      await sql`set local session_replication_role = replica`.execute(transaction)
      await tamper(transaction)
      faults = (await verifyTrail(transaction, { kept })).faults
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return faults
}

const run = async (transaction: Database, statement: string) => {
  const { numAffectedRows } = await sql.raw(statement).execute(transaction)
  if (numAffectedRows === 0n) throw new Error(`Nothing was changed by: ${statement}`)
}
const told = (faults: TrailFault[]) => faults.map(({ kind, seal, entryIds }) => ({ kind, seal, entryIds }))
const sealOf = (index: number) => Math.floor(index / ENTRIES_OF_A_SEAL) + 1

const CHANGES = [
  `happened_at = happened_at + interval '1 microsecond'`,
  `happened_at = happened_at - interval '1 day'`,
  `account_id = 4711`,
  `actor_name = actor_name || '.'`,
  `actor_post = 'Chủ tịch'`,
  `action = 'activity.withdrawn'`,
  `subject_kind = 'plan'`,
  `subject_id = subject_id || '1'`,
  `unit_id = 7`,
  `summary = ''`,
  `before = null`,
  `after = after || '{"attendees": 9}'`,
  `salt = gen_random_uuid()`,
]
const COLUMNS =
  'happened_at, account_id, actor_name, actor_post, action, subject_kind, subject_id, unit_id, summary, before, after, salt'
const anEntry = fc.nat({ max: SEALS * ENTRIES_OF_A_SEAL - 1 })
const aSeal = fc.integer({ min: 1, max: SEALS })
const two = <Value>(one: fc.Arbitrary<Value>) => fc.tuple(one, one).filter(([first, second]) => first !== second)

describe('the check of the trail', () => {
  test('finds nothing in a trail that nobody touched, and measures its unsealed end', async () => {
    const state = await verifyTrail(database, { kept, expected: [kept.hash] })
    expect(state).toMatchObject({
      faults: [],
      sealCount: SEALS,
      sealedEntryCount: SEALS * ENTRIES_OF_A_SEAL,
      newestSeal: kept,
      unsealed: { count: 0, oldestAt: null },
    })
  })

  test('names each entry that was changed (250 tries)', async () => {
    await fc.assert(
      fc.asyncProperty(anEntry, fc.constantFrom(...CHANGES), async (at, change) => {
        const faults = await faultsAfter((transaction) =>
          run(transaction, `update audit_entry set ${change} where id = ${ids[at]}`),
        )
        const changed = { kind: 'entry-changed', seal: sealOf(at), entryIds: [ids[at]] }
        expect(told(faults).filter(({ kind }) => kind !== 'entry-inserted')).toEqual([changed])
      }),
      { numRuns: 250 },
    )
  })

  test('names each entry that was removed, with or without its digest (150 tries)', async () => {
    await fc.assert(
      fc.asyncProperty(anEntry, fc.boolean(), async (at, withDigest) => {
        const id = ids[at] ?? ''
        const faults = await faultsAfter(async (transaction) => {
          await run(transaction, `delete from audit_entry where id = ${id}`)
          if (withDigest) await run(transaction, `delete from audit_sealed_entry where entry_id = ${id}`)
        })
        expect(told(faults)).toEqual([
          { kind: withDigest ? 'seal-changed' : 'entry-removed', seal: sealOf(at), entryIds: [id] },
        ])
      }),
      { numRuns: 150 },
    )
  })

  test('names both entries that were swapped, with or without their digests (150 tries)', async () => {
    await fc.assert(
      fc.asyncProperty(two(anEntry), fc.boolean(), async ([one, other], withDigests) => {
        const pair = `(${ids[one]}, ${ids[other]})`
        const faults = await faultsAfter(async (transaction) => {
          await run(
            transaction,
            `update audit_entry entry set (${COLUMNS}) = (select ${COLUMNS} from audit_entry twin
             where twin.id in ${pair} and twin.id <> entry.id) where id in ${pair}`,
          )
          if (withDigests)
            await run(
              transaction,
              `update audit_sealed_entry sealed set digest = (select digest from audit_sealed_entry twin
               where twin.entry_id in ${pair} and twin.entry_id <> sealed.entry_id) where entry_id in ${pair}`,
            )
        })
        const entries = faults.filter(({ kind }) => kind === 'entry-changed').flatMap(({ entryIds }) => entryIds)
        expect(entries.sort()).toEqual([ids[one] ?? '', ids[other] ?? ''].sort())
        const seals = faults.filter(({ kind }) => kind === 'seal-changed').map(({ seal }) => seal)
        expect(new Set(seals)).toEqual(new Set(withDigests ? [sealOf(one), sealOf(other)] : []))
      }),
      { numRuns: 150 },
    )
  })

  test('names each seal that was changed, removed, swapped or moved under another number (250 tries)', async () => {
    const tampering = fc.oneof(
      aSeal.chain((seal) =>
        fc
          .constantFrom(
            `update audit_seal set sealed_at = sealed_at - interval '1 second' where number = ${seal}`,
            `update audit_seal set entry_count = entry_count + 1 where number = ${seal}`,
            `update audit_seal set first_entry_id = 0 where number = ${seal}`,
            `update audit_seal set hash = sha256(hash) where number = ${seal}`,
            `update audit_sealed_entry set digest = sha256(digest) where seal_number = ${seal}`,
            `delete from audit_sealed_entry where seal_number = ${seal}`,
            `delete from audit_seal where number = ${seal}`,
            `delete from audit_seal where number = ${seal}; delete from audit_sealed_entry where seal_number = ${seal}`,
            `update audit_seal set number = ${SEALS + 1} where number = ${seal}`,
          )
          .map((statement) => ({ statement, seals: [seal] })),
      ),
      two(aSeal).map(([one, other]) => ({
        statement: `update audit_seal seal set (sealed_at, entry_count, first_entry_id, last_entry_id, hash) = (
          select sealed_at, entry_count, first_entry_id, last_entry_id, hash from audit_seal twin
          where twin.number in (${one}, ${other}) and twin.number <> seal.number) where number in (${one}, ${other})`,
        seals: [one, other],
      })),
    )
    await fc.assert(
      fc.asyncProperty(tampering, async ({ statement, seals }) => {
        const faults = await faultsAfter((transaction) => run(transaction, statement))
        const named = faults.map(({ seal }) => seal)
        expect(named).toEqual(expect.arrayContaining(seals))
      }),
      { numRuns: 250 },
    )
  })

  test('names an entry that was inserted with a time that had been sealed already (50 tries)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: 10_000 }), fc.boolean(), async (minutes, isSealed) => {
        // Into the gap that a failed transaction left.
        const id = String(Number(ids[ENTRIES_OF_A_SEAL - 1]) + 1)
        const faults = await faultsAfter(async (transaction) => {
          await run(
            transaction,
            `insert into audit_entry (id, happened_at, actor_name, action, subject_kind, subject_id, summary)
             overriding system value values (${id}, clock_timestamp() - make_interval(mins => ${minutes}),
               'Nguyễn Thị Mai', 'plan.created', 'plan', '1', 'Lập kế hoạch')`,
          )
          if (isSealed) await sealEntries(transaction)
        })
        expect(faults.map(({ kind, entryIds }) => ({ kind, entryIds }))).toEqual([
          { kind: 'entry-inserted', entryIds: [id] },
        ])
      }),
      { numRuns: 50 },
    )
  })

  test('notices an end that was cut off, and a chain that was made anew, by the seal kept outside', async () => {
    const cut = async (transaction: Database) => {
      await run(
        transaction,
        `delete from audit_entry where id in (select entry_id from audit_sealed_entry where seal_number >= 5)`,
      )
      await run(transaction, 'delete from audit_sealed_entry where seal_number >= 5')
      await run(transaction, 'delete from audit_seal where number >= 5')
    }
    expect(told(await faultsAfter(cut))).toEqual([{ kind: 'chain-cut', seal: SEALS, entryIds: [] }])
    const madeAnew = await faultsAfter(async (transaction) => {
      await run(transaction, `update audit_entry set actor_name = 'Người khác' where id = ${ids[0]}`)
      await run(transaction, 'delete from audit_sealed_entry')
      await run(transaction, 'delete from audit_seal')
      await sealEntries(transaction)
    })
    expect(told(madeAnew)).toEqual([{ kind: 'chain-cut', seal: SEALS, entryIds: [] }])
    const { faults } = await verifyTrail(database, { expected: ['ab'.repeat(32)] })
    expect(told(faults)).toEqual([{ kind: 'chain-cut', seal: null, entryIds: [] }])
  })
})

describe('sealing', () => {
  test('loses no entry that becomes visible late with a lower id, and calls it nothing worse', async () => {
    const late = await databaseForTest()
    let commit = () => {}
    const opened = new Promise<void>((isOpen) => {
      void late.transaction().execute(async (transaction) => {
        await record(transaction, 1)
        isOpen()
        await new Promise<void>((resolve) => {
          commit = resolve
        })
      })
    })
    await opened
    await record(late, 1)
    const first = await sealEntries(late)
    expect(first).toMatchObject({ entryCount: 1, firstEntryId: '2' })
    expect((await verifyTrail(late)).unsealed.count).toBe(0)
    commit()
    let second = await sealEntries(late)
    while (second === null) second = await sealEntries(late)
    expect(second).toMatchObject({ number: 2, entryCount: 1, firstEntryId: '1' })
    expect((await verifyTrail(late)).faults).toEqual([])
  })

  test('by several processes at once makes one chain, and writers do not wait for it', async () => {
    const busy = await databaseForTest()
    let writing = true
    const writers = [1, 2, 3].map(() => record(busy, 60))
    const sealers = [1, 2, 3].map(async () => {
      while (writing) await sealEntries(busy)
    })
    await Promise.all(writers)
    writing = false
    await Promise.all(sealers)
    await sealEntries(busy)
    const state = await verifyTrail(busy)
    expect(state).toMatchObject({ faults: [], sealedEntryCount: 180, unsealed: { count: 0 } })

    // A sealing that hangs keeps nobody from writing.
    await busy.transaction().execute(async (sealing) => {
      await sql`select pg_advisory_xact_lock(7318220413)`.execute(sealing)
      await record(busy, 1)
      expect(await sealEntries(busy)).toBeNull()
    })
    expect((await verifyTrail(busy)).unsealed.count).toBe(1)
  })

  test.each([
    ['audit_entry', 'summary'],
    ['audit_seal', 'hash'],
    ['audit_sealed_entry', 'digest'],
    ['audit_erasure', 'content_digest'],
  ])('cannot be undone: %s refuses any change', async (table, column) => {
    for (const statement of [
      `update ${table} set ${column} = null`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(sql.raw(statement).execute(database)).rejects.toThrow('append-only')
  })
})

test('accuses nobody when much has waited for long and goes under several seals at once', async () => {
  const own = await databaseForTest()
  const enter = (count: number) =>
    sql`insert into audit_entry (happened_at, actor_name, action, subject_kind, subject_id, summary)
      select clock_timestamp() - interval '1 hour', 'Nguyễn Thị Mai', 'plan.created', 'plan', '1', 'Lập kế hoạch'
      from generate_series(1, ${count}::int)`.execute(own)
  await enter(2500)
  await sealEntries(own)
  const state = await verifyTrail(own, { kept: null })
  expect([state.faults, state.sealCount, state.sealedEntryCount]).toEqual([[], 3, 2500])
  // Once that sealing has ended, what claims to be older came in late.
  await enter(1)
  expect((await verifyTrail(own, { kept: null })).faults.map(({ kind }) => kind)).toEqual(['entry-inserted'])
})

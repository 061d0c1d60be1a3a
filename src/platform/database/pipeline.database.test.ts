import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import { type Database, goOnWithout, inTransaction } from './database.ts'
import { keptPlan } from './kept-plan.ts'

let database: Database

beforeEach(async () => {
  database = await databaseForTest()
  await sql`create table kept_word (id int primary key, word text not null)`.execute(database)
  await sql`insert into kept_word values (1, 'first')`.execute(database)
})

const words = async () =>
  (await sql<{ word: string }>`select word from kept_word order by id`.execute(database)).rows.map(({ word }) => word)
const add = (transaction: Database, id: number, word: string) =>
  sql`insert into kept_word values (${id}, ${word})`.execute(transaction)

describe('a transaction', () => {
  test('answers what is asked at the same time in the order in which it was asked', async () => {
    const answers = await inTransaction(database, async (transaction) => {
      const becomes = (word: string) => sql`update kept_word set word = ${word}`.execute(transaction)
      const read = () => sql<{ word: string }>`select word from kept_word ${keptPlan}`.execute(transaction)
      const asked = [read(), becomes('second'), read(), becomes('third'), read()]
      return Promise.all(asked)
    })
    expect(answers.map(({ rows }) => rows)).toEqual([
      [{ word: 'first' }],
      [],
      [{ word: 'second' }],
      [],
      [{ word: 'third' }],
    ])
  })

  test('reads after a lock what the one who had it before left', async () => {
    let leave = () => {}
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const before = inTransaction(database, async (transaction) => {
      await sql`update kept_word set word = 'of the one before'`.execute(transaction)
      locked()
      await left
    })
    await isLocked
    const after = inTransaction(database, async (transaction) => {
      const [, read] = await Promise.all([
        sql`select from kept_word where id = 1 for update`.execute(transaction),
        sql<{ word: string }>`select word from kept_word where id = 1`.execute(transaction),
      ])
      return read.rows[0]?.word
    })
    while (!(await isWaitedFor())) await new Promise((resolve) => setTimeout(resolve, 10))
    leave()
    await before
    expect(await after).toBe('of the one before')
  })

  test('is not begun on another connection than its statements, and is begun with the first of them', async () => {
    await inTransaction(database, async (transaction) => {
      await add(transaction, 2, 'second')
      const { rows } = await sql<{ began: boolean }>`
        select exists (select from pg_locks where pid = pg_backend_pid() and locktype = 'transactionid') as began`.execute(
        transaction,
      )
      expect(rows[0]?.began).toBe(true)
      expect(await words()).toEqual(['first'])
    })
    expect(await words()).toEqual(['first', 'second'])
  })

  test('in which nothing is asked does nothing, and leaves nothing begun', async () => {
    await inTransaction(database, async () => {})
    await expect(
      inTransaction(database, async () => {
        throw new Error('thought better of it')
      }),
    ).rejects.toThrow('thought better of it')
    await add(database, 2, 'second')
    expect(await words()).toEqual(['first', 'second'])
  })

  test('whose first statement fails keeps nothing, and the next one works as ever', async () => {
    for (const _ of [1, 2]) {
      await expect(
        inTransaction(database, async (transaction) => {
          await sql`insert into kept_word values (1, 'again') ${keptPlan}`.execute(transaction)
        }),
      ).rejects.toMatchObject({ code: '23505' })
    }
    await inTransaction(database, (transaction) => add(transaction, 2, 'second'))
    expect(await words()).toEqual(['first', 'second'])
  })
})

describe('a statement that is not waited for', () => {
  test('is kept with the transaction', async () => {
    await inTransaction(database, (transaction) => goOnWithout(transaction, add(transaction, 2, 'sent ahead')))
    expect(await words()).toEqual(['first', 'sent ahead'])
  })

  test('and fails takes the whole transaction with it, and is what is told', async () => {
    const refused = inTransaction(database, async (transaction) => {
      await add(transaction, 2, 'before')
      await goOnWithout(transaction, add(transaction, 1, 'there already'))
      return 'as if all were well'
    })
    await expect(refused).rejects.toMatchObject({ code: '23505' })
    const goingOn = inTransaction(database, async (transaction) => {
      await goOnWithout(transaction, add(transaction, 1, 'there already'))
      await add(transaction, 2, 'after')
    })
    await expect(goingOn).rejects.toMatchObject({ code: '23505' })
    expect(await words()).toEqual(['first'])
  })

  test('is waited for where nobody tells its failure at the end', async () => {
    const transaction = database.transaction().execute(async (own) => {
      await goOnWithout(own, add(own, 1, 'there already'))
    })
    await expect(transaction).rejects.toMatchObject({ code: '23505' })
  })
})

async function isWaitedFor(): Promise<boolean> {
  const { rows } = await sql`select from pg_locks where not granted`.execute(database)
  return rows.length > 0
}

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import { keptPlan } from './kept-plan.ts'

test('a marked statement is prepared once on a connection and answers each time for its own values; others are not prepared', async () => {
  const database = await databaseForTest()
  await database.connection().execute(async (connection) => {
    for (const number of [1, 2, 3]) {
      const marked = await sql<{ twice: number }>`select ${number}::int * 2 as twice ${keptPlan}`.execute(connection)
      expect(marked.rows).toEqual([{ twice: number * 2 }])
      await sql`select ${number}::int * 3 as thrice`.execute(connection)
    }
    const { rows } = await sql<{ statement: string }>`
      select statement from pg_prepared_statements where name like 'kept%'`.execute(connection)
    expect(rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('* 2 as twice')])
  })
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import { keptStatement, type Places } from './kept-statement.ts'

test('a kept statement is written once, prepared once on a connection, and answers each time for its own values', async () => {
  const database = await databaseForTest()
  let written = 0
  const times = keptStatement((_, { one }: Places<{ one: number }>, { other }: Places<{ other: number }>) => {
    written++
    return sql<{ product: number }>`select ${one}::int * ${other}::int as product`
  })
  await database.connection().execute(async (connection) => {
    for (const one of [2, 3, 4])
      expect(await times(connection, { one }, { other: 10 })).toEqual([{ product: one * 10 }])
    const { rows } = await sql<{ statement: string }>`
      select statement from pg_prepared_statements where name like 'kept%'`.execute(connection)
    expect(rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('as product')])
  })
  expect(written).toBe(1)
})

test('a kept statement refuses values other than it was written for, and one that is undefined', async () => {
  const database = await databaseForTest()
  const same = keptStatement(
    (_, { one }: Places<{ one: number | undefined; other?: number }>) =>
      sql<{ one: number }>`select ${one}::int as one`,
  )
  expect(await same(database, { one: 1 })).toEqual([{ one: 1 }])
  await expect(same(database, { one: 1, other: 2 })).rejects.toThrow('written for the values one')
  await expect(same(database, { one: undefined })).rejects.toThrow('written for the values one')
  expect(await same(database, { one: 2 })).toEqual([{ one: 2 }])
})

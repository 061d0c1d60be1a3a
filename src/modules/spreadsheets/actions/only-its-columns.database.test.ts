import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { modules } from '../../../application.ts'
import { receiveRows } from './receive.ts'
import '../queries/tables.ts'

const SAID = { title: 'Tên người góp ý', name: 'Lê Thị Nghuếch' }

test.each(['consultation-opinions', 'reception-sessions', 'judged-works'])(
  'a file of %s may say who it was in a column of its own: nothing of it is kept',
  async (kind) => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const sheet = modules()
      .flatMap((module) => module.sheets ?? [])
      .find((each) => each.kind === kind)
    if (!sheet) throw new Error(`No sheet of ${kind}.`)
    const rows = [
      { number: 1, cells: [SAID.title, ...sheet.columns.map(({ title }) => title)] },
      { number: 2, cells: [SAID.name, ...sheet.columns.map(({ example }) => example)] },
    ]
    await receiveRows(database, officials.communeClerk, { sheet, name: 'tep.xlsx', rows })
    const kept = await database.selectFrom('import_row').select('cells').execute()
    expect(kept.map(({ cells }) => cells)).toEqual([[null, ...sheet.columns.map(({ example }) => example)]])
  },
)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { SheetContext, SheetRecord } from '../../../platform/spreadsheet/record-sheet.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { taskSheet } from './task-sheet.ts'

let database: Database
let drop: () => Promise<void>
let context: SheetContext
let task: SheetRecord

beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', 'tonghop.snv')
    .executeTakeFirstOrThrow()
  const official = await officialOfAccount(database, id, TEST_TODAY)
  if (!official) throw new Error('Nobody gathers for the province.')
  context = { database, official, today: TEST_TODAY }
  const tasks = await taskSheet.records(context, { after: '0', most: 500 })
  const found = tasks.find(({ values }) => (values.leadUnitIds ?? '').includes('\n'))
  if (!found) throw new Error('No task of the demonstration has several units.')
  task = found
})
afterAll(() => drop())

const read = async (id: string) => (await taskSheet.records(context, { ids: [id] }))[0]?.values

test('a task that comes in as another went out has the same content, units, deadline and day', async () => {
  const id = await taskSheet.add(context, task.values)
  expect(id).not.toBe(task.id)
  expect(await read(id)).toEqual(task.values)
})

test('units are taken out and added by a row, and the batch can take back the task it made', async () => {
  const id = await taskSheet.add(context, task.values)
  const [first = '', second = '', ...others] = (task.values.leadUnitIds ?? '').split('\n')
  const changed = { ...task.values, leadUnitIds: [second, ...others].join('\n'), coordinatingUnitIds: first }
  await taskSheet.change(context, id, changed)
  expect(await read(id)).toMatchObject({ leadUnitIds: changed.leadUnitIds, coordinatingUnitIds: first })
  await taskSheet.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
})

test('what the form refuses of a task is told at its column', async () => {
  expect(taskSheet.problems({ ...task.values, dueOn: '' })).toHaveProperty('dueOn')
  await expect(taskSheet.add(context, { ...task.values, leadUnitIds: '' })).rejects.toMatchObject({
    fields: { leadUnitIds: expect.any(String) },
  })
  await expect(taskSheet.change(context, task.id, { ...task.values, assignedOn: '02/01/2019' })).rejects.toMatchObject({
    fields: { assignedOn: expect.any(String) },
  })
})

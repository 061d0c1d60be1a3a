import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { SheetContext, SheetValues } from '../../../platform/spreadsheet/record-sheet.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { postSheet } from './post-sheet.ts'

let database: Database
let drop: () => Promise<void>
let administrator: SheetContext

beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
  administrator = await contextOf('quantri')
})
afterAll(() => drop())

async function contextOf(userName: string): Promise<SheetContext> {
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const official = await officialOfAccount(database, id, TEST_TODAY)
  if (!official) throw new Error(`${userName} is gone.`)
  return { database, official, today: TEST_TODAY }
}

async function newcomer(fullName: string): Promise<SheetValues> {
  const clerk = await contextOf('canbo.xa')
  return {
    ...{ fullName, personId: '', isAnother: '', unitId: clerk.official.posts[0]?.unitId ?? '', title: 'Công chức' },
    ...{ validFrom: '01/01/2026', validTo: '', roleCode: '', reachUnitId: '', position: '7' },
  }
}

const read = async (id: string) => (await postSheet.records(administrator, { ids: [id] }))[0]?.values

test('a row without an id of a person adds the person, one with it gives them another post', async () => {
  const row = await newcomer('Lê Văn Bảng')
  const first = await read(await postSheet.add(administrator, row))
  expect(first).toEqual({ ...row, personId: first?.personId })
  const second = { ...row, personId: first?.personId ?? '', title: 'Phó Chủ tịch' }
  expect(await read(await postSheet.add(administrator, second))).toEqual(second)
  await expect(
    postSheet.add(administrator, { ...second, title: 'Ủy viên', fullName: 'Tên của người khác' }),
  ).rejects.toMatchObject({ fields: { personId: expect.stringContaining('Lê Văn Bảng') } })
})

test('of a post that was given the name and the last day can be changed, all else is refused at its cell', async () => {
  const row = await newcomer('Phạm Thị Ô')
  const id = await postSheet.add(administrator, row)
  const given = (await read(id)) ?? {}
  await postSheet.change(administrator, id, { ...given, fullName: 'Phạm Thị Ổn', validTo: '31/12/2026' })
  expect(await read(id)).toEqual({ ...given, fullName: 'Phạm Thị Ổn', validTo: '31/12/2026' })
  for (const [key, value] of [
    ['title', 'Chủ tịch'],
    ['validFrom', '02/01/2026'],
    ['position', '1'],
    ['isAnother', '1'],
    ['validTo', ''],
  ] as const) {
    const change = postSheet.change(administrator, id, {
      ...given,
      fullName: 'Phạm Thị Ổn',
      validTo: '31/12/2026',
      [key]: value,
    })
    await expect(change).rejects.toMatchObject({ fields: { [key]: expect.any(String) } })
  }
})

test('nobody gives themselves a post by a file, and who manages no unit takes no list of people out', async () => {
  const row = { ...(await newcomer('')), personId: administrator.official.personId, fullName: 'x' }
  await expect(postSheet.add(administrator, row)).rejects.toMatchObject({ code: 'organisation.own-post' })
  expect(await postSheet.records(await contextOf('canbo.xa'), { after: '0', most: 10 })).toEqual([])
})

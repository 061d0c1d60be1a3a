import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import { advanceBatch, askToApply, batchById, faultsOfBatch, receiveRows } from '../../spreadsheets/index.ts'
import { petitionSheet } from './petition-sheet.ts'

const TITLES = petitionSheet.columns.map(({ title }) => title)
const KEYS = petitionSheet.columns.map(({ key }) => key)

async function register() {
  const database = await databaseForTest()
  const { officials, units } = await sampleProvince(database)
  const official = officials.communeClerk
  const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-petitions-')))
  const { code } = await database
    .selectFrom('unit')
    .select('code')
    .where('id', '=', units.commune)
    .executeTakeFirstOrThrow()
  const row = (given: Readonly<Record<string, string>>): Cell[] => {
    const values: Readonly<Record<string, string>> = {
      ...{ kind: 'Kiến nghị', unitId: code, receivedOn: '05/03/2026', channel: 'Nộp trực tiếp', title: 'Sửa cầu ấp 3' },
      ...{ content: 'Cầu hư mặt sàn', senderName: 'Nguyễn Văn Bảy', senderPhone: '0912345678', ...given },
    }
    return KEYS.map((key) => values[key] ?? null)
  }
  const send = async (rows: readonly Cell[][]) => {
    const numbered = [TITLES, ...rows].map((cells, at) => ({ number: at + 1, cells: [...cells] }))
    const batchId = await receiveRows(database, official, { sheet: petitionSheet, name: 'Đơn', rows: numbered })
    await goOn(batchId)
    return batchId
  }
  const goOn = async (batchId: string) => {
    while (await advanceBatch({ database, files, now: () => TEST_NOW }, [petitionSheet], batchId));
  }
  const context = { database, official, today: TEST_TODAY }
  return { database, official, units, context, row, send, goOn }
}

test('a petition on paper gets the next number; the same one again is asked about at its cell', async () => {
  const { database, official, context, row, send, goOn } = await register()
  const batchId = await send([row({})])
  expect(await batchById(database, official, batchId)).toMatchObject({ newCount: 1, faultyCount: 0 })
  expect(await petitionSheet.records(context, { after: '0', most: 10 })).toEqual([])
  await askToApply(database, official, { batchId, allOrNothing: true })
  await goOn(batchId)
  const [kept] = await petitionSheet.records(context, { after: '0', most: 10 })
  expect(kept?.values).toMatchObject({ kind: 'proposal', title: 'Sửa cầu ấp 3', senderPhone: '0912345678' })
  const again = await send([row({ title: 'Sửa cầu ấp 3 ' }), row({ duplicate: 'Là đơn khác' })])
  expect(await faultsOfBatch(database, again, 0)).toMatchObject([
    { code: 'petition.possible-duplicate/duplicate', cell: 'Đơn!M2' },
  ])
  expect(await batchById(database, official, again)).toMatchObject({ newCount: 1, faultyCount: 1 })
})

test.each(['Tố cáo', 'TO CAO', 'Đơn tố  cáo', 'denunciation'])(
  'a row of the kind “%s” is an error at that cell, and nothing else of it is kept',
  async (kind) => {
    const { database, official, row, send } = await register()
    const batchId = await send([row({ kind, senderName: 'Người Không Được Ghi' }), row({})])
    const faults = await faultsOfBatch(database, batchId, 0)
    expect(faults).toMatchObject([{ code: 'never-in-spreadsheets', cell: 'Đơn!A2' }])
    expect(await batchById(database, official, batchId)).toMatchObject({ newCount: 1, faultyCount: 1 })
    const { rows } = await sql<{ all: string }>`
      select (select jsonb_agg(to_jsonb(import_row))::text from import_row where position = 1)
        || (select jsonb_agg(to_jsonb(import_fault))::text from import_fault) as all`.execute(database)
    expect(rows[0]?.all).not.toMatch(/Không Được Ghi|0912345678|Cầu hư|Sửa cầu/)
  },
)

test('no denunciation goes out, not even to who may open it, and none is changed by its number', async () => {
  const { database, context: clerks } = await register()
  const [post] = clerks.official.posts
  if (!post) throw new Error('The clerk has no post.')
  const permissions = [...post.permissions, 'petition.read-denunciation', 'petition.assign']
  const context = { ...clerks, official: { ...clerks.official, posts: [{ ...post, permissions }] } }
  const id = await petitionSheet.add(context, {
    ...{ kind: 'feedback', unitId: context.official.posts[0]?.unitId ?? '', receivedOn: '05/03/2026' },
    ...{ channel: 'counter', title: 'Phản ánh', content: '', senderName: 'Trần Thị Tám' },
  })
  expect(await petitionSheet.records(context, { ids: [id] })).toHaveLength(1)
  await database.deleteFrom('petition_search').where('petition_id', '=', id).execute()
  await database
    .updateTable('petition')
    .set({ kind_code: 'denunciation', sender_name: '' })
    .where('id', '=', id)
    .execute()
  expect(await petitionSheet.records(context, { ids: [id] })).toEqual([])
  expect(await petitionSheet.records(context, { after: '0', most: 10 })).toEqual([])
})

test('what rows said of a petition can be forgotten', async () => {
  const { database, official, context, row, send, goOn } = await register()
  const batchId = await send([row({})])
  await askToApply(database, official, { batchId, allOrNothing: true })
  await goOn(batchId)
  const [kept] = await petitionSheet.records(context, { after: '0', most: 10 })
  const said = () =>
    sql<{ text: string }>`select jsonb_agg(to_jsonb(import_row))::text as text from import_row`.execute(database)
  expect((await said()).rows[0]?.text).toContain('Nguyễn Văn Bảy')
  await sql`select forget_imported_record('petitions', ${kept?.id ?? ''})`.execute(database)
  expect((await said()).rows[0]?.text).not.toContain('Nguyễn Văn Bảy')
})

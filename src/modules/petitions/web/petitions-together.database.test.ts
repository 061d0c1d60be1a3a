import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { advanceBatch, askToApply, batchById, receiveRows } from '../../spreadsheets/index.ts'
import { petitionSheet } from './petition-sheet.ts'

const { many: _many, ...oneByOne } = petitionSheet

type Row = Readonly<Record<string, string>>

/** A register with its own way of bringing files in. */
async function register(sheet: RecordSheet) {
  const database = await databaseForTest()
  const { officials, units } = await sampleProvince(database)
  const official = officials.communeClerk
  const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-together-')))
  const { code } = await database
    .selectFrom('unit')
    .select('code')
    .where('id', '=', units.commune)
    .executeTakeFirstOrThrow()
  const goOn = async (batchId: string) => {
    while (await advanceBatch({ database, files, now: () => TEST_NOW }, [sheet], batchId));
  }
  /** Sends the rows and lets the good ones in. */
  const bringIn = async (rows: readonly Row[]) => {
    const cells = rows.map((given): Cell[] => {
      const values: Row = { unitId: code, channel: 'Nộp trực tiếp', receivedOn: '05/03/2026', ...given }
      return sheet.columns.map(({ key }) => values[key] ?? null)
    })
    const titles: Cell[] = sheet.columns.map(({ title }) => title)
    const numbered = [titles, ...cells].map((each, at) => ({ number: at + 1, cells: each }))
    const batchId = await receiveRows(database, official, { sheet, name: 'Đơn', rows: numbered })
    await goOn(batchId)
    const checked = await batchById(database, official, batchId)
    if (checked?.state === 'checked' && checked.newCount > 0) {
      await askToApply(database, official, { batchId, allOrNothing: checked.faultyCount === 0 })
      await goOn(batchId)
    }
  }
  return { database, bringIn }
}

/** All that an import leaves, by the numbers of the petitions instead of their ids, which trials use up. */
async function leftBy(database: Database) {
  const { rows } = await sql<{ left: unknown }>`select json_build_object(
    'petitions', (select json_agg(to_jsonb(petition) - array['id', 'created_at', 'changed_at'] order by number) from petition),
    'log', (select json_agg(to_jsonb(event) - array['id', 'petition_id', 'recorded_at'] order by petition.number, event.position)
      from petition_event event join petition on petition.id = event.petition_id),
    'search', (select json_agg(json_build_array(petition.number, petition_search.words::text) order by petition.number)
      from petition_search join petition on petition.id = petition_search.petition_id),
    'trail', (select json_agg(to_jsonb(entry) - array['id', 'happened_at', 'salt', 'subject_id']
        || jsonb_build_object('number', petition.number) order by entry.id)
      from audit_entry entry left join petition on entry.subject_kind = 'petition' and petition.id::text = entry.subject_id),
    'numbering', (select json_agg(to_jsonb(petition_numbering)) from petition_numbering),
    'rows', (select json_agg(to_jsonb(line) - 'record_id' || jsonb_build_object('number', petition.number)
        order by line.batch_id, line.position)
      from import_row line left join petition on petition.id::text = line.record_id and line.done is not null),
    'faults', (select json_agg(to_jsonb(import_fault) order by batch_id, position, sequence) from import_fault),
    'batches', (select json_agg(to_jsonb(import_batch) - array['created_at', 'applied_at'] order by id) from import_batch)
  ) as left`.execute(database)
  return rows[0]?.left
}

const aRow: fc.Arbitrary<Row> = fc.record({
  kind: fc.constantFrom('Kiến nghị', 'Phản ánh', 'Khiếu nại', 'Tố cáo', 'Kiến ngị'),
  title: fc.constantFrom('Sửa cầu ấp 3', 'Sửa cầu ấp 3 xã ta', 'Đường ngập nước', 'Rác không được thu gom', ''),
  content: fc.constantFrom('', 'Cầu hư mặt sàn, xe không qua được.', 'Nước "đen"\nvà \\ mùi'),
  senderName: fc.constantFrom('', 'Nguyễn Văn Bảy', 'Trần Thị Tám'),
  senderPhone: fc.constantFrom('', '0912345678', 'số không rõ'),
  receivedOn: fc.constantFrom('05/03/2026', '02/01/2026', '30/12/2026'),
  duplicate: fc.constantFrom('', 'Là đơn khác', 'Là đơn khác'),
  signatoryCount: fc.constantFrom('', '3'),
})
const aGoodRow: fc.Arbitrary<Row> = aRow.map((row) => ({
  ...row,
  ...{ kind: 'Kiến nghị', title: row.title || 'Xin lối đi', receivedOn: '05/03/2026', senderPhone: '' },
  duplicate: 'Là đơn khác',
}))
const aFile = fc.array(fc.oneof({ arbitrary: aGoodRow, weight: 3 }, { arbitrary: aRow, weight: 2 }), {
  minLength: 1,
  maxLength: 14,
})

test('rows that are recorded together leave the same as recorded one by one, with wrong ones and duplicates among them', async () => {
  const [together, apart] = [await register(petitionSheet), await register(oneByOne)]
  await fc.assert(
    fc.asyncProperty(aFile, async (rows) => {
      await together.bringIn(rows)
      await apart.bringIn(rows)
      expect(await leftBy(together.database)).toEqual(await leftBy(apart.database))
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 300_000)

test('a number is given to each row in its order, from one range without gaps, and none to a row that is refused', async () => {
  const { database, bringIn } = await register(petitionSheet)
  const row = (at: number): Row => ({ kind: 'Kiến nghị', title: `Đơn ${at}`, duplicate: 'Là đơn khác' })
  const rows = Array.from({ length: 40 }, (_, at) =>
    at % 7 === 3 ? { ...row(at), receivedOn: '30/12/2026' } : row(at),
  )
  await bringIn(rows)
  const kept = await database.selectFrom('petition').select(['number', 'title']).orderBy('id').execute()
  const good = rows.flatMap(({ title, receivedOn }) => (receivedOn === undefined ? [title] : []))
  expect(kept.map(({ number }) => number)).toEqual(good.map((_, at) => at + 1))
  expect(kept.map(({ title }) => title)).toEqual(good)
})

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { modules } from '../../../application.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { batchById, faultsOfBatch, rowsOfBatch } from '../queries/batches.ts'
import { sheetAsWorkbook } from '../queries/write-sheet.ts'
import { advanceBatch } from './advance-batch.ts'
import { receiveFile } from './receive.ts'

const sheets = modules().flatMap((module) => module.sheets ?? [])
/** Whose records of the demonstration are taken out: those of a commune, of a department and of the system. */
const PEOPLE = ['canbo.xa', 'tonghop.snv', 'quantri']

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
  // An incoming document with cells that look like formulas.
  const writer = await official('canbo.xa')
  const incoming = sheets.find(({ kind }) => kind === 'incoming-documents')
  await incoming?.add(
    { database, official: writer, today: TEST_TODAY },
    {
      ...{ unitId: writer.posts[0]?.unitId ?? '', type: 'KH', reference: '32/KH-UBND', issuedOn: '05/01/2026' },
      ...{ issuingBody: '=HYPERLINK("http://example.vn")', arrivedOn: '06/01/2026', summary: "'Về công tác dân vận" },
    },
  )
})
afterAll(() => drop())

async function official(userName: string): Promise<Official> {
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const found = await officialOfAccount(database, id, TEST_TODAY)
  if (!found) throw new Error(`${userName} is gone.`)
  return found
}

describe.each(sheets)('what goes out of the demonstration as $kind', (sheet) => {
  test('comes in again as it was: nothing new, nothing changed, nothing wrong', async () => {
    const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-round-')))
    let rows = 0
    for (const userName of PEOPLE) {
      const writer = await official(userName)
      if (!may(writer, sheet.writePermission) || !may(writer, sheet.readPermission)) continue
      const content = await sheetAsWorkbook({ database, official: writer, today: TEST_TODAY }, sheet, {
        template: false,
      })
      const { id: fileId } = await files.put(database, {
        name: 'xuat.xlsx',
        content: Readable.from([content]),
        accountId: writer.accountId,
      })
      const batchId = await receiveFile(database, writer, { sheet, fileId })
      while (await advanceBatch({ database, files, now: () => TEST_NOW }, sheets, batchId));
      const batch = await batchById(database, writer, batchId)
      if (batch?.message?.includes('không có dòng nào để nhập')) continue
      const changed = await rowsOfBatch(database, batchId, { outcome: 'changed', after: 0 })
      expect({ faults: await faultsOfBatch(database, batchId, 0), changed: changed.slice(0, 2) }).toEqual({
        faults: [],
        changed: [],
      })
      expect(batch).toMatchObject({ state: 'checked', newCount: 0, changedCount: 0, faultyCount: 0 })
      rows += batch?.sameCount ?? 0
    }
    expect(rows).toBeGreaterThan(0)
  }, 60_000)
})

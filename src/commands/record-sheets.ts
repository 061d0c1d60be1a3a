import { createReadStream } from 'node:fs'
import { access, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { modules } from '../application.ts'
import { officialOfAccount } from '../modules/identity/index.ts'
import {
  advanceBatch,
  askToApply,
  type BatchRecord,
  type BatchServices,
  batchById,
  faultsOfBatch,
  RECORD_ID,
  receiveFile,
  receiveRows,
  recordsAsCells,
  setAside,
  sheetAsWorkbook,
} from '../modules/spreadsheets/index.ts'
import { type Database, inTransaction } from '../platform/database/database.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import type { RecordSheet } from '../platform/spreadsheet/record-sheet.ts'
import type { Settings } from '../settings.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { may, type Official, postFor } from '../vocabulary/official.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, say } from './command.ts'
import { readJsonFile } from './json-file.ts'
import { openMigratedDatabase } from './with-database.ts'

/** Every kind of record that comes in from spreadsheets, except units, which have rules of their own. */
export const recordSheets = (): RecordSheet[] => modules().flatMap((module) => module.sheets ?? [])

type Asked = { file: string; account: string | undefined; dryRun: boolean; goodRows: boolean; json: boolean }

/** Brings the records of a file in with the rights of an account. Answers the exit code. */
export async function sheetImport(settings: Settings, sheet: RecordSheet, asked: Asked): Promise<number> {
  await access(asked.file).catch(() => {
    throw new Refusal('invalid', 'file.unreadable', `Không đọc được tệp “${asked.file}”. Hãy kiểm tra lại đường dẫn.`)
  })
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const files = openFileStore(join(settings.dataDirectory, 'files'))
    const services = { database, files, now: () => new Date() }
    const official = await officialNamed(database, asked.account, sheet.writePermission)
    const batchId = await receive(services, official, sheet, asked.file)
    return await goThrough(services, official, { batchId, sheet, asked })
  } finally {
    await close()
  }
}

async function receive(
  { database, files }: BatchServices,
  official: Official,
  sheet: RecordSheet,
  file: string,
): Promise<string> {
  // The trail tells what was brought in by a command on the server from what a person sent on a page.
  const name = `Lệnh import - ${basename(file)}`
  if (/\.json$/i.test(file)) {
    const rows = rowsOfJson(sheet, await readJsonFile(file))
    return inTransaction(database, (transaction) => receiveRows(transaction, official, { sheet, name, rows }))
  }
  const stored = await files.put(database, { name, content: createReadStream(file), accountId: official.accountId })
  return inTransaction(database, (transaction) => receiveFile(transaction, official, { sheet, fileId: stored.id }))
}

const JsonRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))

/** Rows of objects, by the keys that an export in JSON has. */
function rowsOfJson(sheet: RecordSheet, content: unknown) {
  const parsed = JsonRows.safeParse(content)
  if (!parsed.success) {
    throw new Refusal(
      'invalid',
      'spreadsheet.not-rows',
      'Tệp JSON phải là một danh sách, mỗi phần tử là một bản ghi như lệnh export in ra.',
    )
  }
  const columns = [RECORD_ID, ...sheet.columns]
  return [
    { number: 1, cells: columns.map(({ title }) => title) },
    ...parsed.data.map((row, at) => ({ number: at + 2, cells: columns.map(({ key }) => row[key] ?? null) })),
  ]
}

async function goThrough(
  services: BatchServices,
  official: Official,
  { batchId, sheet, asked }: { batchId: string; sheet: RecordSheet; asked: Asked },
): Promise<number> {
  const { database } = services
  const whileAtWork = async (): Promise<BatchRecord> => {
    while (await advanceBatch(services, recordSheets(), batchId));
    const batch = await batchById(database, official, batchId)
    if (!batch) throw new Error(`The batch ${batchId} has gone.`)
    return batch
  }
  let batch = await whileAtWork()
  const isRefused = batch.faultyCount > 0 && !asked.goodRows
  if (batch.state === 'checked' && !asked.dryRun && !isRefused && batch.newCount + batch.changedCount > 0) {
    await inTransaction(database, (transaction) =>
      askToApply(transaction, official, { batchId, allOrNothing: !asked.goodRows }),
    )
    batch = await whileAtWork()
  }
  const faults = await allFaults(database, batchId)
  if (asked.json) printJson(answerOf(batch, faults))
  else tell(batch, { faults, sheet })
  if (batch.state === 'checked')
    await inTransaction(database, (transaction) => setAside(transaction, official, batchId))
  return batch.state === 'refused' || batch.faultyCount > 0 ? 1 : 0
}

type Faults = Awaited<ReturnType<typeof faultsOfBatch>>

async function allFaults(database: Database, batchId: string): Promise<Faults> {
  const faults: Faults = []
  for (;;) {
    const page = await faultsOfBatch(database, batchId, faults.length)
    if (page.length === 0) return faults
    faults.push(...page)
  }
}

function answerOf(batch: BatchRecord, faults: Faults) {
  return {
    ...{ state: batch.state, rows: batch.rowCount, new: batch.newCount, changed: batch.changedCount },
    ...{ same: batch.sameCount, faulty: batch.faultyCount, message: batch.message },
    faults: faults.map(({ cell, code, message, remedy }) => ({ cell, code, message, remedy })),
  }
}

function tell(batch: BatchRecord, { faults, sheet }: { faults: Faults; sheet: RecordSheet }): void {
  for (const { cell, message, remedy } of faults) say(`${cell}: ${message} ${remedy}`)
  if (batch.message) say(batch.message)
  const counts = `${formatNumber(batch.newCount)} mới, ${formatNumber(batch.changedCount)} thay đổi, ${formatNumber(batch.sameCount)} giống như đã có, ${formatNumber(batch.faultyCount)} lỗi`
  process.stdout.write(`${batch.state === 'applied' ? 'Đã nhập' : 'Chưa ghi gì'} – ${sheet.title}: ${counts}.\n`)
}

/** Takes the records in the reach of an account out, in the shape in which they come in. */
export async function sheetExport(
  settings: Settings,
  sheet: RecordSheet,
  { account, output }: { account: string | undefined; output: string | undefined },
): Promise<number> {
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const official = await officialNamed(database, account, sheet.readPermission)
    const context = { database, official, today: dateInVietnam(new Date()) }
    if (output !== undefined && !/\.json$/i.test(output)) {
      await writeFile(output, await sheetAsWorkbook(context, sheet, { template: false }))
    } else {
      const records: Record<string, unknown>[] = []
      for await (const { id, cells } of recordsAsCells(context, sheet)) {
        const values = sheet.columns.map(({ key }, at) => [key, cells[at] ?? null] as const)
        records.push({ [RECORD_ID.key]: id, ...Object.fromEntries(values) })
      }
      if (output === undefined) printJson(records)
      else await writeFile(output, `${JSON.stringify(records, null, 2)}\n`)
    }
    if (output !== undefined) say(`Đã ghi ${sheet.title.toLowerCase()} vào ${output}.`)
    return 0
  } finally {
    await close()
  }
}

/** The account that was named, or else the one whose right reaches the most units, which is then said. */
async function officialNamed(database: Database, named: string | undefined, permission: string): Promise<Official> {
  const userName = named ?? (await furthestReaching(database, permission))
  if (named === undefined) say(`Không nêu --account: dùng quyền và phạm vi của tài khoản “${userName}”.`)
  const account = await database.selectFrom('account').select('id').where('user_name', '=', userName).executeTakeFirst()
  const official = account && (await officialOfAccount(database, account.id, dateInVietnam(new Date())))
  if (!official)
    throw new Refusal('not-found', 'identity.no-such-account', `Không có tài khoản “${userName}” đang dùng.`)
  if (!may(official, permission)) {
    throw new Refusal(
      'not-allowed',
      'identity.no-permission',
      `Tài khoản “${userName}” không có quyền với loại bản ghi này.`,
    )
  }
  return { ...official, actingPost: postFor(official, permission) }
}

async function furthestReaching(database: Database, permission: string): Promise<string> {
  const today = dateInVietnam(new Date())
  const { rows } = await sql<{ userName: string }>`
    select account.user_name as "userName"
    from account join post on post.person_id = account.person_id
      join role_permission granted on granted.role_code = post.role_code and granted.permission = ${permission}
    where account.disabled_at is null and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
    order by (select count(*) from units_under(array[coalesce(post.reach_unit_id, post.unit_id)], ${today}::date)) desc,
      account.user_name
    limit 1`.execute(database)
  const [furthest] = rows
  if (furthest) return furthest.userName
  throw new Refusal(
    'not-allowed',
    'identity.no-permission',
    'Chưa có tài khoản nào có quyền với loại bản ghi này. Hãy tạo tài khoản, gán chức vụ rồi chạy lại.',
  )
}

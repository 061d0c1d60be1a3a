import { isAbsolute, join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { recordChange } from '../platform/audit/record-change.ts'
import { backUp } from '../platform/backup/back-up.ts'
import type { Database } from '../platform/database/database.ts'
import type { Settings } from '../settings.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { openDatabaseAsItIs } from './with-database.ts'

/** Signed-in sessions stay behind: one that was ended after the backup must not come to life again. So do the processes of today. */
const LEFT_OUT = ['session', 'running_process']
const MEGABYTE = 1_000_000

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const path = pathOfBackup(positionals, settings)
  const { database, connectionString, close } = await openDatabaseAsItIs(settings, { beside: true })
  try {
    await recordBackup(database)
    const made = await backUp({
      connectionString,
      fileFolder: join(settings.dataDirectory, 'files'),
      path,
      leftOut: LEFT_OUT,
      now: new Date(),
    })
    const { tables, files } = made.checksums
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
    if (values.json) printJson({ path, sizeInBytes: made.sizeInBytes, sha256: made.sha256, tables, files })
    else {
      process.stdout.write(
        `Đã sao lưu ${formatNumber(rows)} dòng của ${Object.keys(tables).length} bảng và ${formatNumber(files.count)} tệp vào ${path} (${formatNumber(made.sizeInBytes / MEGABYTE, 1)} MB).\nSHA-256 của bản sao lưu: ${made.sha256}\n`,
      )
    }
    for (const sha256 of files.missing) say(`Thiếu tệp trên đĩa: ${sha256}. Phần còn lại đã được sao lưu.`)
    for (const sha256 of files.damaged)
      say(`Tệp trên đĩa đã hỏng nên không sao lưu: ${sha256}. Phần còn lại đã được sao lưu.`)
    return files.missing.length + files.damaged.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

/** The path that the only argument of `backup` and `restore` names. */
export function pathOfBackup(positionals: readonly string[], settings: Settings): string {
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new WrongUsage('Cần tên tệp sao lưu.')
  return isAbsolute(file) ? file : join(settings.dataDirectory, 'backups', file)
}

/** That all data were copied out is itself something to be found in the trail; an empty database has none yet. */
async function recordBackup(database: Database): Promise<void> {
  const trail = await sql<{ found: string | null }>`select to_regclass('audit_entry')::text as found`.execute(database)
  if (!trail.rows[0]?.found) return
  await recordChange(database, {
    official: null,
    action: 'backup.made',
    subject: { kind: 'system', id: '1' },
    unitId: null,
    summary: 'Sao lưu toàn bộ dữ liệu bằng lệnh trên máy chủ',
  })
}

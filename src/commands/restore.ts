import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { MIGRATION_FOLDER } from '../folders.ts'
import { hasNoAccount } from '../modules/identity/index.ts'
import { keepSeal, keptSealFile } from '../platform/audit/kept-seal.ts'
import { newestSeal } from '../platform/audit/seal-entries.ts'
import { checkArchive, type Restored, restore } from '../platform/backup/restore.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { prepareQueue } from '../platform/jobs/prepare-queue.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatInstant, formatNumber } from '../vocabulary/vietnamese.ts'
import { pathOfBackup } from './backup.ts'
import { printJson, type Run, say } from './command.ts'
import { openDatabaseAsItIs } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, check: { type: 'boolean' } },
  })
  const path = pathOfBackup(positionals, settings)
  await requireFile(path)
  if (values.check) {
    const found = await checkArchive(path)
    if (values.json) printJson(report(found))
    else process.stdout.write(`Bản sao lưu còn nguyên vẹn: ${inWords(found)}\n`)
    return 0
  }
  // Where the seal is kept, even when the archive has no file that makes the folder.
  await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 })
  const { database, connectionString, close } = await openDatabaseAsItIs(settings)
  try {
    const restored = await restore({
      connectionString,
      fileFolder: join(settings.dataDirectory, 'files'),
      path,
      migrationFolder: MIGRATION_FOLDER,
      isEmpty: isUnused,
    })
    const applied = await migrate(database, MIGRATION_FOLDER)
    await prepareQueue(connectionString)
    const seal = await newestSeal(database)
    if (seal && !(await keepSeal(database, keptSealFile(settings.dataDirectory), seal))) {
      say(
        `Tệp ${keptSealFile(settings.dataDirectory)} thuộc về một chuỗi niêm phong khác nên được giữ nguyên. Hãy chuyển tệp đó đi nơi khác trước khi chạy hệ thống.`,
      )
    }
    if (values.json) printJson({ ...report(restored), migrationsApplied: applied })
    else process.stdout.write(`Đã khôi phục ${inWords(restored)}\nMọi bảng và tệp đều khớp với bản sao lưu.\n`)
    for (const sha256 of [...restored.checksums.files.missing, ...restored.checksums.files.damaged])
      say(`Khi sao lưu đã thiếu hoặc hỏng tệp ${sha256}, nên tệp này không có để khôi phục.`)
    return 0
  } finally {
    await close()
  }
}

/** Nobody has an account and no unit has been entered; what the structure itself brings along does not count. */
async function isUnused(database: Database): Promise<boolean> {
  if (!(await hasNoAccount(database))) return false
  const units = await sql`select from unit limit 1`.execute(database)
  return units.rows.length === 0
}

async function requireFile(path: string): Promise<void> {
  await access(path).catch(() => {
    throw new Refusal('not-found', 'backup.no-such-file', `Không có tệp ${path}, hoặc không đọc được tệp này.`)
  })
}

function report({ heading, checksums }: Restored) {
  return { madeAt: heading.madeAt, tables: checksums.tables, files: checksums.files }
}

function inWords({ heading, checksums }: Restored): string {
  const rows = Object.values(checksums.tables).reduce((sum, table) => sum + table.rows, 0)
  return `${formatNumber(rows)} dòng của ${Object.keys(checksums.tables).length} bảng và ${formatNumber(checksums.files.count)} tệp, sao lưu lúc ${formatInstant(new Date(heading.madeAt))}.`
}

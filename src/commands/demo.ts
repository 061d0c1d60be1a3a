import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { isDemonstration, loadDemonstration } from '../demonstration/index.ts'
import { FEWEST_PETITIONS, loadScale, SCALE_ACCOUNTS } from '../demonstration/scale/index.ts'
import { hasNoAccount } from '../modules/identity/index.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { type Run, say, WrongUsage } from './command.ts'
import { type OpenedDatabase, openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const scale = scaleIn(argv)
  const opened = await openMigratedDatabase(settings, { beside: true })
  try {
    if (scale === null && (await isDemonstration(opened.database))) {
      say('Tỉnh minh họa đã được nạp từ trước; không có gì thay đổi.')
      return 0
    }
    if (!(await hasNoAccount(opened.database))) {
      throw new Refusal(
        'conflict',
        'demonstration.system-not-empty',
        'Hệ thống đã có dữ liệu nên không nạp dữ liệu minh họa vào. Hãy dùng một cơ sở dữ liệu hoặc DATA_DIR khác.',
      )
    }
    if (scale !== null) return await runScale(opened, scale)
    const files = openFileStore(join(settings.dataDirectory, 'files'))
    await loadDemonstration(opened.database, dateInVietnam(new Date()), files, settings.publicUrl)
    say('Đã nạp tỉnh minh họa.')
    return 0
  } finally {
    await opened.close()
  }
}

/** The number of petitions that was asked for; null without it. */
function scaleIn(argv: string[]): number | null {
  const { values } = parseArgs({ args: argv, options: { scale: { type: 'string' } } })
  if (values.scale === undefined) return null
  if (!/^\d{4,8}$/.test(values.scale) || Number(values.scale) < FEWEST_PETITIONS)
    throw new WrongUsage(
      `--scale là số đơn thư, từ ${formatNumber(FEWEST_PETITIONS)} đến 99.999.999, viết liền, ví dụ --scale 100000.`,
    )
  return Number(values.scale)
}

async function runScale({ database, connectionString }: OpenedDatabase, scale: number): Promise<number> {
  const loaded = await loadScale(connectionString, scale, (part) => say(`${part}…`))
  const start = performance.now()
  say('Thống kê của cơ sở dữ liệu…')
  await vacuumAndAnalyze(database)
  const parts = [...loaded.parts, { title: 'Thống kê của cơ sở dữ liệu', seconds: (performance.now() - start) / 1000 }]
  say(
    `Đã nạp tỉnh được sinh ra để thử tải: ${formatNumber(loaded.petitions)} đơn thư, ${formatNumber(loaded.events)} bước xử lý, ` +
      `${formatNumber(loaded.activities)} hoạt động, ${formatNumber(loaded.opinions)} ý kiến.`,
  )
  for (const { title, seconds } of parts) say(`  ${title.padEnd(28)} ${formatNumber(seconds, 1).padStart(8)} giây`)
  say('Tài khoản (mật khẩu in cạnh tên đăng nhập):')
  for (const { userName, password, about } of SCALE_ACCOUNTS)
    say(`  ${userName.padEnd(22)} ${password.padEnd(20)} ${about}`)
  return 0
}

/** What the planner needs to know, and the visibility map without which no index answers alone. No time limit cuts it off. */
function vacuumAndAnalyze(database: OpenedDatabase['database']): Promise<void> {
  return database.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection)
    await sql`vacuum (analyze)`.execute(connection)
    await sql`reset statement_timeout`.execute(connection)
  })
}

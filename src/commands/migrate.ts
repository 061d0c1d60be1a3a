import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { grantToApplicationRole } from '../platform/database/application-role.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { type Run, say } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values } = parseArgs({ args: argv, options: { 'grant-to': { type: 'string' } } })
  const role = values['grant-to']
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    say('Cơ sở dữ liệu đã ở phiên bản mới nhất.')
    if (role !== undefined) {
      const found = await sql`select from pg_roles where rolname = ${role}`.execute(database)
      if (found.rows.length === 0) {
        throw new Refusal(
          'not-found',
          'database.no-such-role',
          `Máy chủ PostgreSQL không có tài khoản “${role}”. Chưa cấp quyền nào. Hãy tạo tài khoản đó trước (create role … login password …).`,
        )
      }
      await grantToApplicationRole(database, role)
      say(`Đã cấp quyền cho tài khoản “${role}”.`)
    }
    return 0
  } finally {
    await close()
  }
}

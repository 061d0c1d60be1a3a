import { parseArgs } from 'node:util'
import { createApiToken } from '../modules/identity/index.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import type { Command } from './command.ts'
import { printJson, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const token: Command = {
  name: 'token',
  usage: 'create --account NAME [--json]',
  title: 'Tạo mã truy cập API cho một tài khoản (Authorization: Bearer …). Mã chỉ hiện một lần.',
  example: 'npm run -s danvan -- token create --account canbo.xa',
  async run(argv, settings) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { account: { type: 'string' }, json: { type: 'boolean' } },
    })
    if (positionals[0] !== 'create' || !values.account) throw new WrongUsage('Cần: token create --account NAME')
    const { database, close } = await openMigratedDatabase(settings, { beside: true })
    try {
      const account = await database
        .selectFrom('account')
        .select('id')
        .where('user_name', '=', values.account.toLowerCase())
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
      if (!account) {
        throw new Refusal(
          'not-found',
          'identity.no-such-account',
          `Không có tài khoản “${values.account}” hoặc tài khoản đã khóa.`,
        )
      }
      const secret = await createApiToken(database, account.id)
      if (values.json) printJson({ token: secret })
      else process.stdout.write(`${secret}\n`)
      return 0
    } finally {
      await close()
    }
  },
}

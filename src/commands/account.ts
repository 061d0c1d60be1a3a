import { parseArgs } from 'node:util'
import { makePasswordLink, officialOfAccount, takeSecondFactorAway } from '../modules/identity/index.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { account: { type: 'string' }, json: { type: 'boolean' } },
  })
  const task = positionals[0]
  if ((task !== 'password-link' && task !== 'second-factor-reset') || !values.account) {
    throw new WrongUsage('Cần: account password-link --account NAME, hoặc account second-factor-reset --account NAME')
  }
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const now = new Date()
    const today = dateInVietnam(now)
    const found = await database
      .selectFrom('account')
      .select('id')
      .where('user_name', '=', values.account.toLowerCase())
      .executeTakeFirst()
    const official = found ? await officialOfAccount(database, found.id, today) : null
    if (!official) {
      throw new Refusal(
        'not-found',
        'identity.no-such-account',
        `Không có tài khoản “${values.account}” hoặc tài khoản đã khóa.`,
      )
    }
    if (task === 'second-factor-reset') {
      const { accountId, userName } = official
      const reset = { accountId, userName, reason: 'đặt lại từ dòng lệnh trên máy chủ' }
      await database.transaction().execute((transaction) => takeSecondFactorAway(transaction, reset, null))
      if (values.json) printJson({ account: userName })
      else say(`Đã đặt lại xác thực hai bước của tài khoản ${userName}.`)
      return 0
    }
    // In the name of the account itself: only who may manage accounts can be helped so; all others ask the administrator.
    const link = `${settings.publicUrl}/password/${await makePasswordLink(database, official, official.accountId, { now, today })}`
    if (values.json) printJson({ link })
    else process.stdout.write(`${link}\n`)
    return 0
  } finally {
    await close()
  }
}

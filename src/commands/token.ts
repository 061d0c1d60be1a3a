import { parseArgs } from 'node:util'
import { makeApiToken, officialOfAccount, onlyReads, permissionsOf } from '../modules/identity/index.ts'
import { addDays, dateInVietnam, parseCalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { printJson, type Run, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

const LONGEST_LIFE_IN_DAYS = 365

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      name: { type: 'string', default: 'Tạo từ dòng lệnh' },
      scope: { type: 'string', default: 'all' },
      expires: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if (positionals[0] !== 'create' || !values.account) throw new WrongUsage('Cần: token create --account NAME')
  const now = new Date()
  const expiresAt = endOf(values.expires, now)
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const account = await database
      .selectFrom('account')
      .select('id')
      .where('user_name', '=', values.account.toLowerCase())
      .executeTakeFirst()
    const holder = account ? await officialOfAccount(database, account.id, dateInVietnam(now)) : null
    if (!holder) {
      throw new Refusal(
        'not-found',
        'identity.no-such-account',
        `Không có tài khoản “${values.account}” hoặc tài khoản đã khóa.`,
      )
    }
    const given = { name: values.name, permissions: scopeOf(values.scope, holder), expiresAt }
    const secret = await makeApiToken(database, holder, given, { by: null, now })
    if (values.json) printJson({ token: secret, expiresAt: expiresAt.toISOString(), permissions: given.permissions })
    else process.stdout.write(`${secret}\n`)
    return 0
  } finally {
    await close()
  }
}

/** What the token may do: null for all that its account may. */
function scopeOf(scope: string, holder: Official): string[] | null {
  if (scope === 'all') return null
  if (scope === 'read') return permissionsOf(holder).filter(onlyReads)
  return scope.split(',').filter((permission) => permission !== '')
}

/** The end of the day that was named, or a year from now. */
function endOf(day: string | undefined, now: Date): Date {
  if (day === undefined) return new Date(now.getTime() + LONGEST_LIFE_IN_DAYS * 86_400_000)
  // Midnight in Viet Nam, at the end of that day.
  return new Date(`${addDays(parseCalendarDate(day), 1)}T00:00:00+07:00`)
}

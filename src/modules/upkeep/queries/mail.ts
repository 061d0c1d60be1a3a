import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { MailPurpose, MailState } from '../../../platform/mail/tables.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'

export const MAIL_STATES: Readonly<Record<MailState, string>> = {
  waiting: 'Đang chờ gửi',
  sending: 'Đang giao cho máy chủ thư',
  sent: 'Đã giao cho máy chủ thư',
  doubtful: 'Không rõ đã gửi chưa',
  failed: 'Không gửi được',
  'given-up': 'Thôi không gửi',
}

export const MAIL_PURPOSES: Readonly<Record<MailPurpose, string>> = {
  'confirm-address': 'Xác nhận địa chỉ',
  figures: 'Bảng số liệu định kỳ',
  notices: 'Thông báo',
  digest: 'Thư tổng hợp',
}

const PER_PAGE = 50

/** Who reads: the mail of all people goes out here, and whose it is is told to those who keep that person's account. */
export type MailReader = { official: Official; today: CalendarDate }

/** Messages of the outbox, newest first, one page of 50. To whom they go is told by the account, not by the address. */
export async function mailMessages(
  database: Database,
  reader: MailReader,
  { state, after }: { state?: MailState | undefined; after?: string | undefined },
) {
  const rows = await messages(database, reader)
    .$if(state !== undefined, (query) => query.where('mail_message.state', '=', state ?? 'waiting'))
    .$if(after !== undefined && /^\d{1,18}$/.test(after), (query) => query.where('mail_message.id', '<', after ?? ''))
    .orderBy('mail_message.id', 'desc')
    .limit(PER_PAGE + 1)
    .execute()
  const page = rows.slice(0, PER_PAGE)
  return { rows: page, next: rows.length > PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

export function mailById(database: Database, id: string, reader: MailReader | null) {
  return messages(database, reader).where('mail_message.id', '=', id).executeTakeFirst()
}

const messages = (database: Database, reader: MailReader | null) =>
  database
    .selectFrom('mail_message')
    .innerJoin('account', 'account.id', 'mail_message.account_id')
    .select([
      'mail_message.id',
      'mail_message.purpose',
      'mail_message.state',
      'mail_message.attempts',
      'mail_message.created_at as createdAt',
      'mail_message.next_try_at as nextTryAt',
      'mail_message.ended_at as endedAt',
      'mail_message.server_answer as answer',
      'account.id as accountId',
      sql<string | null>`case when ${keepsAccount(reader)} then account.user_name end`.as('userName'),
    ])

/** Holds or held a post where the reader keeps accounts. */
function keepsAccount(reader: MailReader | null) {
  if (reader === null) return sql<SqlBool>`false`
  const roots = unitsFor(reader.official, 'account.manage')
  return sql<SqlBool>`exists (select from post where post.person_id = account.person_id and post.unit_id in
    (select unit_id from units_placed_under(${roots}::bigint[], ${reader.today}::date)))`
}

/** How many messages stand in each state. */
export async function countMail(database: Database): Promise<Map<MailState, number>> {
  const { rows } = await sql<{ state: MailState; count: number }>`
    select state, count(*)::int as count from mail_message group by state`.execute(database)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

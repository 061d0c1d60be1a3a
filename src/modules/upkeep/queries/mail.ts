import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { MailPurpose, MailState } from '../../../platform/mail/tables.ts'

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
  notices: 'Thông báo',
  digest: 'Thư tổng hợp',
}

const PER_PAGE = 50

/** Messages of the outbox, newest first, one page of 50. To whom they go is told by the account, not by the address. */
export async function mailMessages(
  database: Database,
  { state, after }: { state?: MailState | undefined; after?: string | undefined },
) {
  const rows = await messages(database)
    .$if(state !== undefined, (query) => query.where('mail_message.state', '=', state ?? 'waiting'))
    .$if(after !== undefined && /^\d{1,18}$/.test(after), (query) => query.where('mail_message.id', '<', after ?? ''))
    .orderBy('mail_message.id', 'desc')
    .limit(PER_PAGE + 1)
    .execute()
  const page = rows.slice(0, PER_PAGE)
  return { rows: page, next: rows.length > PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

export function mailById(database: Database, id: string) {
  return messages(database).where('mail_message.id', '=', id).executeTakeFirst()
}

const messages = (database: Database) =>
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
      'account.user_name as userName',
    ])

/** How many messages stand in each state. */
export async function countMail(database: Database): Promise<Map<MailState, number>> {
  const { rows } = await sql<{ state: MailState; count: number }>`
    select state, count(*)::int as count from mail_message group by state`.execute(database)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { modules } from '../application.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { look, standingDuties, titlesOf } from '../modules/notices/index.ts'
import type { Database } from '../platform/database/database.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import type { MailState } from '../platform/mail/tables.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'

/** Whose notices the demonstration has. */
const READERS = ['canbo.xa', 'lanhdao.xa', 'tonghop.snv']

/** The first so many duties of each person have come since yesterday. */
const NEW_DUTIES = 3

/** What was told to a few people this morning, as the system itself finds it, and a few messages and a job as they can end. */
export async function addNotices(
  database: Database,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const joined = modules()
  for (const userName of READERS) {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`The account ${userName} of the demonstration has gone.`)
    const standing = await standingDuties(joined, {
      ...{ database, official, today, now: morningOf(today), publicUrl: '', files: openFileStore(tmpdir()) },
      page: { productName: '', official: null, navigation: [], demonstration: true, assets: (name) => name },
    })
    const taken = { hour: 6, sendsMail: false, publicUrl: '', titles: titlesOf(joined) }
    const yesterday = addDays(today, -1)
    await look(database, official, standing.slice(NEW_DUTIES), {
      ...taken,
      now: morningOf(yesterday),
      today: yesterday,
    })
    await look(database, official, standing, { ...taken, now: morningOf(today), today })
  }
  await addMail(database, accounts['canbo.xa'] ?? '', morningOf(today))
  await addReceiver(database, accounts.quantri ?? '', morningOf(today))
  await sql`with made as (select id from add_job('mail.forget', '{}'::json))
    select permanently_fail_jobs(array_agg(made.id), 'Minh họa: việc bị lỗi để xem cách xử lý.') from made`.execute(
    database,
  )
}

/** Six in the morning in Viet Nam. */
const morningOf = (day: CalendarDate) => new Date(`${addDays(day, -1)}T23:00:00Z`)

const ENDS: readonly { state: MailState; answer: string }[] = [
  { state: 'sent', answer: '250 OK (minh họa)' },
  { state: 'doubtful', answer: 'Minh họa: hệ thống dừng đột ngột khi đang giao thư cho máy chủ thư.' },
  { state: 'failed', answer: '550 5.1.1 (minh họa: hộp thư không có)' },
]

async function addMail(database: Database, accountId: string, now: Date): Promise<void> {
  await database
    .insertInto('mail_message')
    .values(
      ENDS.map(({ state, answer }, index) => ({
        ...{ account_id: accountId, purpose: 'digest' as const, recipient: 'canbo.xa@danvan.example' },
        ...{ message_id: `<minh-hoa-${index + 1}@danvan.example>`, subject: 'Thư tổng hợp (minh họa)' },
        ...{ text_body: 'Thư minh họa, không gửi đi.', html_body: '', state, attempts: 1, process_id: null },
        ...{ created_at: now, next_try_at: now, sending_at: now, ended_at: now, server_answer: answer },
      })),
    )
    .execute()
}

/** Another system that would be told of changes, switched off: the demonstration calls nobody, so nothing was ever sent there. */
async function addReceiver(database: Database, accountId: string, now: Date): Promise<void> {
  await database
    .insertInto('webhook')
    .values({
      ...{ name: 'Trung tâm điều hành (minh họa)' },
      ...{ address: 'https://dieu-hanh.danvan.example/tin', encrypted_secret: '', last_seal: 0 },
      ...{ record_kinds: ['plan', 'activity'], created_at: now, created_by_account_id: accountId, ended_at: now },
    })
    .execute()
}

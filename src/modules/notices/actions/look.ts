import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { addressOf } from '../../identity/index.ts'
import { choicesOf, type ReaderChoices } from '../queries/choices.ts'
import { digestMail, isDigestDue, type MailText, noticesMail } from '../rules/digest.ts'
import { type NewNotice, noticesSince, type SeenDuty, type StandingDuty } from '../rules/notice.ts'
import '../queries/tables.ts'

/** When a look is taken, and what a mail needs to know; `sendsMail` false where this installation sends none. */
export type Look = {
  now: Date
  today: CalendarDate
  hour: number
  sendsMail: boolean
  publicUrl: string
  /** What people call the duties of each module. */
  titles: Readonly<Record<string, string>>
}

/**
 * Looks at the duties of one person: makes a notice of each that is new, late, near or urged, puts what interrupts into one mail, and
 * the digest into another when its time has come. All in one transaction, so that a look cut short has not been taken. At the first
 * look nothing interrupts: what stands then comes with the digest.
 */
export function look(
  database: Database,
  { accountId }: Pick<Official, 'accountId'>,
  standing: readonly StandingDuty[],
  taken: Look,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await beginLook(transaction, accountId)
    const reader = await choicesOf(transaction, accountId)
    const isFirst = reader.lastLookedAt === null
    const seen = isFirst ? null : await seenDuties(transaction, accountId)
    const made = await makeNotices(transaction, accountId, noticesSince(seen, standing), {
      reader,
      now: taken.now,
      isFirst,
    })
    await keepSeen(transaction, accountId, standing)
    const { email } = await addressOf(transaction, accountId, taken.now)
    const send = async (purpose: 'notices' | 'digest', mail: MailText | null) => {
      if (mail && email !== null && taken.sendsMail)
        await queueMail(transaction, taken, { accountId, purpose, recipient: email, ...mail })
    }
    const interrupting = isFirst ? [] : made.filter(({ kind }) => reader.choices[kind] === 'mail')
    if (interrupting.length > 0) await send('notices', noticesMail(interrupting, taken))
    const digestIsDue = isDigestDue(reader, taken)
    if (digestIsDue)
      await send('digest', digestMail({ fresh: await takeFresh(transaction, accountId), standing }, taken))
    await transaction
      .updateTable('notice_reader')
      .set({ last_looked_at: taken.now, ...(digestIsDue ? { last_digest_on: taken.today } : {}) })
      .where('account_id', '=', accountId)
      .execute()
  })
}

/** Of two looks at one person the second waits for the first. */
async function beginLook(transaction: Database, accountId: string): Promise<void> {
  await transaction
    .insertInto('notice_reader')
    .values({ account_id: accountId, last_looked_at: null, last_digest_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await transaction
    .selectFrom('notice_reader')
    .select('account_id')
    .where('account_id', '=', accountId)
    .forUpdate()
    .execute()
}

function seenDuties(transaction: Database, accountId: string): Promise<SeenDuty[]> {
  return transaction
    .selectFrom('duty_seen')
    .select(['duty_key as key', 'state', 'is_urged as isUrged', 'urging'])
    .where('account_id', '=', accountId)
    .execute()
}

async function keepSeen(transaction: Database, accountId: string, standing: readonly StandingDuty[]): Promise<void> {
  await transaction.deleteFrom('duty_seen').where('account_id', '=', accountId).execute()
  if (standing.length === 0) return
  await transaction
    .insertInto('duty_seen')
    .values(
      standing.map(({ key, state, isUrged, urging }) => ({
        ...{ account_id: accountId, duty_key: key, state },
        ...{ is_urged: isUrged, urging },
      })),
    )
    .execute()
}

type Telling = { reader: ReaderChoices; now: Date; isFirst: boolean }

/**
 * Answers those that had not been made before: of one duty each kind is told once, and being urged once for each urging. A duty that had
 * left and comes back is told by its urging when that is another.
 */
async function makeNotices(
  transaction: Database,
  accountId: string,
  notices: readonly NewNotice[],
  telling: Telling,
): Promise<NewNotice[]> {
  const made = await insertNotices(transaction, accountId, notices, telling)
  const urgedAnew = notices
    .filter((notice) => !made.includes(notice) && notice.kind !== 'urged')
    .filter(({ duty }) => duty.isUrged && duty.urging !== null)
    .map(({ duty }): NewNotice => ({ kind: 'urged', duty }))
  return [...made, ...(await insertNotices(transaction, accountId, urgedAnew, telling))]
}

async function insertNotices(
  transaction: Database,
  accountId: string,
  notices: readonly NewNotice[],
  { reader, now, isFirst }: Telling,
): Promise<NewNotice[]> {
  if (notices.length === 0) return []
  const rows = await transaction
    .insertInto('notice')
    .values(
      notices.map(({ kind, duty }) => ({
        account_id: accountId,
        kind,
        module: duty.module,
        duty_key: duty.key,
        href: duty.href,
        due_on: duty.dueOn,
        made_at: now,
        urging: kind === 'urged' ? (duty.urging ?? '') : '',
        read_at: null,
        is_shown: reader.choices[kind] !== 'none',
        awaits_digest: reader.choices[kind] === 'digest' || (isFirst && reader.choices[kind] === 'mail'),
      })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'duty_key', 'kind', 'urging']).doNothing())
    .returning(['duty_key as key', 'kind'])
    .execute()
  const made = new Set(rows.map(({ key, kind }) => `${kind} ${key}`))
  return notices.filter(({ kind, duty }) => made.has(`${kind} ${duty.key}`))
}

/** What the digest tells as new; told once. */
async function takeFresh(transaction: Database, accountId: string) {
  const rows = await transaction
    .updateTable('notice')
    .set({ awaits_digest: false })
    .where('account_id', '=', accountId)
    .where('awaits_digest', '=', true)
    .returning(['id', 'module', 'due_on as dueOn'])
    .execute()
  return rows
}

import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { SubmissionState } from '../rules/submission.ts'
import { photosWhere } from './drafts.ts'
import './submission-tables.ts'
import './tables.ts'

export const SUBMISSIONS_PER_PAGE = 50

/** What the words of a denunciation are encrypted for. */
export const protectedWordsPurpose = (submissionId: string) => `submission-words:${submissionId}`
/** What the sender of a denunciation is encrypted for: another thing than the words, so that neither opens the other. */
export const protectedSenderPurpose = (submissionId: string) => `submission-sender:${submissionId}`

/** What was sent to a unit for which the official registers petitions. */
export function submissionsInReach(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`submission.unit_id in ${unitsUnder(unitsFor(official, 'petition.register'), today)}`
}

/** The columns that lists and the page of one submission show; nothing that a denunciation says. */
function told(database: Database, today: CalendarDate) {
  return database
    .selectFrom('submission')
    .leftJoin('petition', 'petition.id', 'submission.petition_id')
    .select([
      'submission.id',
      'submission.kind_code as kind',
      'submission.unit_id as unitId',
      'submission.place_unit_id as placeUnitId',
      'submission.sent_on as sentOn',
      'submission.visibility',
      'submission.state',
      'submission.title',
      'submission.content',
      'submission.place',
      'submission.sender_name as senderName',
      'submission.sender_address as senderAddress',
      'submission.sender_phone as senderPhone',
      'submission.abuse_reason as abuseReason',
      'submission.petition_id as petitionId',
      'submission.appeals_petition_id as appealsPetitionId',
      'submission.illustration',
      'submission.version',
      'petition.number as petitionNumber',
      'petition.year as petitionYear',
      sql<string>`unit_name_on(submission.unit_id, ${today}::date)`.as('unitName'),
      sql<string>`unit_name_on(submission.place_unit_id, submission.sent_on)`.as('placeName'),
      sql<number>`(select count(*)::int from citizen_photo photo where photo.submission_id = submission.id)`.as(
        'photoCount',
      ),
    ])
}

/** What was sent to the official's units and stands in this state, oldest first while it waits, newest first afterwards. */
export async function submissions(
  database: Database,
  official: Official,
  { state, after }: { state: SubmissionState; after?: string | undefined },
  today: CalendarDate,
) {
  const direction = state === 'waiting' ? 'asc' : 'desc'
  let query = told(database, today)
    .where(submissionsInReach(official, today))
    .where('submission.state', '=', state)
    .orderBy('submission.sent_on', direction)
    .orderBy('submission.id', direction)
    .limit(SUBMISSIONS_PER_PAGE + 1)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  if (cursor) {
    const last = sql`(${cursor[1]}::date, ${cursor[2]}::bigint)`
    query = query.where(
      direction === 'asc'
        ? sql<SqlBool>`(submission.sent_on, submission.id) > ${last}`
        : sql<SqlBool>`(submission.sent_on, submission.id) < ${last}`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, SUBMISSIONS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > SUBMISSIONS_PER_PAGE && last ? `${last.sentOn}_${last.id}` : null }
}

/** One submission; undefined when it is not there or not within the official's reach. */
export function submissionById(database: Database, official: Official, id: string, today: CalendarDate) {
  return told(database, today)
    .where('submission.id', '=', id)
    .where(submissionsInReach(official, today))
    .executeTakeFirst()
}

export type ToldSubmission = NonNullable<Awaited<ReturnType<typeof submissionById>>>

/** The photos that came with a submission. The caller has checked that the reader may see it. */
export function photosOfSubmission(database: Database, submissionId: string) {
  return photosWhere(database).where('submission_id', '=', submissionId).execute()
}

/** How much waits in the very units in which the official registers petitions, by unit; the day of the oldest. */
export function submissionsWaitingFor(database: Database, official: Official) {
  const units = official.posts
    .filter((post) => post.permissions.includes('petition.register'))
    .map((post) => post.unitId)
  return database
    .selectFrom('submission')
    .select((row) => [
      'unit_id as unitId',
      row.fn.countAll<string>().as('count'),
      row.fn.min('sent_on').as('oldestSentOn'),
    ])
    .where('state', '=', 'waiting')
    .where(sql<SqlBool>`unit_id = any(${units}::bigint[])`)
    .groupBy('unit_id')
    .execute()
}

/** Looks of this official at the protected words of a denunciation that was sent, since the given moment. */
export async function hasLooked(
  database: Database,
  official: Official,
  { submissionId, since }: { submissionId: string; since: Date },
): Promise<boolean> {
  const found = await database
    .selectFrom('submission_look')
    .select('id')
    .where('submission_id', '=', submissionId)
    .where('account_id', '=', official.accountId)
    .where('looked_at', '>=', since)
    .executeTakeFirst()
  return found !== undefined
}

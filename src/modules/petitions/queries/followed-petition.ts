import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { opens, type Receipt } from '../../../platform/receipt/receipt.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import './submission-tables.ts'
import './tables.ts'

/** What a receipt opens: something sent that waits, or a petition. */
export type Followed = {
  code: string
  submission: FollowedSubmission | null
  petition: FollowedPetition | null
}

export type FollowedSubmission = NonNullable<Awaited<ReturnType<typeof submissionFollowed>>>
export type FollowedPetition = NonNullable<Awaited<ReturnType<typeof petitionFollowed>>>

/** What code and secret open; null when either is wrong, and nobody can tell which. */
export async function followedBy(database: Database, given: Receipt, today: CalendarDate): Promise<Followed | null> {
  const found = await database
    .selectFrom('receipt')
    .leftJoin('submission', 'submission.id', 'receipt.submission_id')
    .select([
      'receipt.secret_digest as secretDigest',
      'receipt.submission_id as submissionId',
      sql<string | null>`coalesce(receipt.petition_id, submission.petition_id)`.as('petitionId'),
    ])
    .where('receipt.code', '=', given.code)
    .executeTakeFirst()
  // An unknown code costs the same comparison.
  if (!opens(given, found?.secretDigest ?? '-'.repeat(43)) || !found) return null
  const [submission, petition] = await Promise.all([
    found.submissionId ? submissionFollowed(database, found.submissionId, today) : undefined,
    found.petitionId ? petitionFollowed(database, found.petitionId, today) : undefined,
  ])
  return { code: given.code, submission: submission ?? null, petition: petition ?? null }
}

function submissionFollowed(database: Database, id: string, today: CalendarDate) {
  return database
    .selectFrom('submission')
    .select([
      'id',
      'kind_code as kind',
      'state',
      'sent_on as sentOn',
      sql<string>`unit_name_on(unit_id, ${today}::date)`.as('unitName'),
    ])
    .where('id', '=', id)
    .executeTakeFirst()
}

function petitionFollowed(database: Database, id: string, today: CalendarDate) {
  return database
    .selectFrom('petition')
    .leftJoin('answer_rating as rating', 'rating.petition_id', 'petition.id')
    .select([
      'petition.id',
      'petition.kind_code as kind',
      'petition.number',
      'petition.year',
      'petition.state',
      'petition.received_on as receivedOn',
      'petition.answered_on as answeredOn',
      'petition.ended_on as endedOn',
      'petition.due_on as dueOn',
      'petition.handling_unit_id as handlingUnitId',
      'rating.points as ratedPoints',
      sql<string>`unit_name_on(petition.handling_unit_id, coalesce(petition.ended_on, ${today}::date))`.as('unitName'),
    ])
    .where('petition.id', '=', id)
    .executeTakeFirst()
}

/** What happened to a petition, oldest first, with what its sender is told of it: of an answer its words, of a transfer to whom. */
export function stepsTold(database: Database, petitionId: string) {
  return database
    .selectFrom('petition_event')
    .select([
      'kind',
      'happened_on as happenedOn',
      sql<string | null>`coalesce(unit_name_on(unit_id, happened_on), nullif(body, ''))`.as('toWhom'),
      sql<string | null>`case when kind in ('answered', 'decided') then nullif(note, '') end`.as('answer'),
      sql<string | null>`case when kind in ('answered', 'decided', 'sent') then nullif(document_number, '') end`.as(
        'documentNumber',
      ),
    ])
    .where('petition_id', '=', petitionId)
    .orderBy('position')
    .execute()
}

/** What the sender added, newest first: only that it came, for who follows; the words are the handler's. */
export function messagesSent(database: Database, { submission, petition }: Followed) {
  return database
    .selectFrom('citizen_message')
    .select([
      'id',
      'sent_at as sentAt',
      'read_at as readAt',
      sql<number>`(select count(*)::int from citizen_photo photo where photo.message_id = citizen_message.id)`.as(
        'photoCount',
      ),
    ])
    .where((condition) =>
      condition.or([
        condition('submission_id', '=', submission?.id ?? '0'),
        condition('petition_id', '=', petition?.id ?? '0'),
      ]),
    )
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

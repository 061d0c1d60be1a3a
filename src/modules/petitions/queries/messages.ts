import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { photosWhere } from './drafts.ts'
import './submission-tables.ts'
import './tables.ts'

/** What the words of a message on a denunciation are encrypted for. */
export const messagePurpose = (messageId: string) => `citizen-message:${messageId}`

/** What the sender of a petition added, newest first, with its photos. The caller has checked that the reader may open it. */
export async function messagesOf(database: Database, subject: { petitionId: string } | { submissionId: string }) {
  const messages = await database
    .selectFrom('citizen_message')
    .leftJoin('account', 'account.id', 'citizen_message.read_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'citizen_message.id',
      'citizen_message.words',
      sql<boolean>`protected_words is not null`.as('isProtected'),
      'citizen_message.sent_at as sentAt',
      'citizen_message.read_at as readAt',
      'person.full_name as readBy',
    ])
    .where(
      'petitionId' in subject ? 'citizen_message.petition_id' : 'citizen_message.submission_id',
      '=',
      'petitionId' in subject ? subject.petitionId : subject.submissionId,
    )
    .orderBy('citizen_message.sent_at', 'desc')
    .orderBy('citizen_message.id', 'desc')
    .execute()
  const photos = await photosWhere(database)
    .select('message_id as messageId')
    .where('message_id', 'in', messages.length > 0 ? messages.map(({ id }) => id) : ['0'])
    .execute()
  return messages.map((message) => ({ ...message, photos: photos.filter(({ messageId }) => messageId === message.id) }))
}

export type CitizenMessage = Awaited<ReturnType<typeof messagesOf>>[number]

/** Petitions that this official handles, or that wait in a unit the official heads, with messages nobody has read; at most 20. */
export function unreadMessagesFor(database: Database, official: Official) {
  const headed = official.posts
    .filter((post) => post.permissions.includes('petition.assign'))
    .map((post) => post.unitId)
  const held = official.posts.filter((post) => post.permissions.includes('petition.answer')).map((post) => post.unitId)
  return database
    .selectFrom('citizen_message')
    .innerJoin('petition', 'petition.id', 'citizen_message.petition_id')
    .select((row) => [
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      row.fn.countAll<string>().as('count'),
    ])
    .where('citizen_message.read_at', 'is', null)
    .where(
      sql<boolean>`((petition.handler_person_id = ${official.personId}::bigint and petition.handling_unit_id = any(${held}::bigint[]))
        or (petition.handler_person_id is null and petition.handling_unit_id = any(${headed}::bigint[])))`,
    )
    .groupBy(['petition.id', 'petition.number', 'petition.year', 'petition.kind_code'])
    .orderBy('petition.id')
    .limit(20)
    .execute()
}

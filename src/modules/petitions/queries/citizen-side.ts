import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { PublicationState } from '../rules/publication.ts'

/** What the sender of a petition did since, and what the public may read of it. The caller has checked that the reader may open it. */
export async function citizenSideOf(database: Database, petitionId: string) {
  const found = await sql<{
    messageCount: number
    unreadCount: number
    sentOnline: boolean
    points: number | null
    words: string | null
    publicationState: PublicationState | null
  }>`
    select
      (select count(*)::int from citizen_message where petition_id = ${petitionId}) as "messageCount",
      (select count(*)::int from citizen_message where petition_id = ${petitionId} and read_at is null) as "unreadCount",
      exists (select from submission where petition_id = ${petitionId}) as "sentOnline",
      (select points from answer_rating where petition_id = ${petitionId}) as points,
      (select nullif(words, '') from answer_rating where petition_id = ${petitionId}) as words,
      (select state from publication where petition_id = ${petitionId}) as "publicationState"`.execute(database)
  const [side] = found.rows
  if (!side) throw new Error('A select without from answers one row.')
  return side
}

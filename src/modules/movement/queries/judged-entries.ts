import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import './tables.ts'

/** The works of a judged contest by number, without whose they are. The caller has checked that the reader may see the contest. */
export function judgedEntries(database: Database, contestId: string) {
  return database
    .selectFrom('contest_entry as entry')
    .innerJoin('contest_stage as stage', 'stage.id', 'entry.stage_id')
    .leftJoin('contest_award as award', 'award.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.number',
      'entry.work_title as workTitle',
      'entry.state',
      'entry.author_name as publishedAuthor',
      'stage.title as stageTitle',
      'stage.position as stagePosition',
      'award.prize',
    ])
    .where('entry.contest_id', '=', contestId)
    .where('entry.state', 'is not', null)
    .orderBy('entry.number')
    .limit(1000)
    .execute()
}

/** What a secretary sees of one work: text and file. Undefined for everybody else. */
export function entryForSecretary(database: Database, official: Official, entryId: string) {
  return database
    .selectFrom('contest_entry as entry')
    .innerJoin('contest', 'contest.id', 'entry.contest_id')
    .leftJoin('contest_entry_file as work', 'work.entry_id', 'entry.id')
    .leftJoin('stored_file as file', 'file.id', 'work.stored_file_id')
    .select([
      'entry.id',
      'entry.number',
      'entry.state',
      'entry.work_title as workTitle',
      'entry.content',
      'entry.refusal_reason as refusalReason',
      'contest.id as contestId',
      'contest.title as contestTitle',
      'contest.unit_id as unitId',
      'file.sha256',
      'file.name as fileName',
      'file.media_type as mediaType',
      'file.size_in_bytes as sizeInBytes',
    ])
    .where('entry.id', '=', entryId)
    .where('entry.state', 'is not', null)
    .where(
      sql<SqlBool>`exists (select from contest_member member where member.contest_id = entry.contest_id
        and member.person_id = ${official.personId} and member.part = 'secretary')`,
    )
    .executeTakeFirst()
}

export type SecretaryEntry = NonNullable<Awaited<ReturnType<typeof entryForSecretary>>>

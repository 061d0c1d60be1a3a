import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** What is being written, the latest change first. Drafts are seen by all who manage sets. */
export function openDrafts(database: Database) {
  return database
    .selectFrom('criteria_set_draft as draft')
    .leftJoin('account', 'account.id', 'draft.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['draft.id', 'draft.content', 'draft.changed_at as changedAt', 'person.full_name as changedBy'])
    .where('draft.kept_as_set_id', 'is', null)
    .where('draft.discarded_on', 'is', null)
    .orderBy('draft.changed_at', 'desc')
    .orderBy('draft.id', 'desc')
    .execute()
}

/** One draft, also one that has ended; undefined when there is none of that id. */
export function draftById(database: Database, id: string) {
  return database
    .selectFrom('criteria_set_draft as draft')
    .leftJoin('account', 'account.id', 'draft.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('criteria_set as base', 'base.id', 'draft.based_on_set_id')
    .select([
      'draft.id',
      'draft.content',
      'draft.sample',
      'draft.questions',
      'draft.version',
      'draft.based_on_set_id as basedOnSetId',
      'base.content as basedOn',
      'draft.kept_as_set_id as keptAsSetId',
      'draft.discarded_on as discardedOn',
      'draft.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('draft.id', '=', id)
    .executeTakeFirst()
}

export type DraftRecord = NonNullable<Awaited<ReturnType<typeof draftById>>>

/** The indicators that the system can count, by their codes. */
export async function countedIndicators(database: Database): Promise<Map<string, string>> {
  const rows = await database.selectFrom('indicator').select(['code', 'title']).orderBy('code').execute()
  return new Map(rows.map(({ code, title }) => [code, title]))
}

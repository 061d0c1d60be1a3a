import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Definition } from '../rules/definition.ts'
import type { Indicator } from '../rules/indicator.ts'
import './tables.ts'

/** A definition that somebody works on and that counts for nobody yet. */
export type Draft = {
  id: string
  /** The indicator of which it is to become a new version; null for a new one. */
  indicatorCode: string | null
  definition: Definition
  version: number
  changedAt: Date
  changedBy: string | null
}

/** All drafts, the latest first. */
export function drafts(database: Database): Promise<Draft[]> {
  return draftQuery(database).orderBy('draft.id', 'desc').execute()
}

/** One draft. Refuses `indicators.no-such-draft`. */
export async function draftById(database: Database, id: string): Promise<Draft> {
  const draft = await draftQuery(database).where('draft.id', '=', id).executeTakeFirst()
  if (draft) return draft
  const message = 'Không còn bản soạn này: đã được ban hành hoặc đã bỏ. Hãy xem lại danh sách chỉ tiêu.'
  throw new Refusal('not-found', 'indicators.no-such-draft', message)
}

/** What the draft would be once it is in force: for trying its figures. */
export function asIndicator({ definition }: Pick<Draft, 'definition'>): Indicator {
  return { ...definition, version: 1, validFrom: null, reason: '', retiredOn: null }
}

function draftQuery(database: Database) {
  return database
    .selectFrom('indicator_draft as draft')
    .leftJoin('account', 'account.id', 'draft.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'draft.id',
      'draft.indicator_code as indicatorCode',
      'draft.definition',
      'draft.version',
      'draft.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
}

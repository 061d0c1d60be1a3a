import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CurrentRecord, refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type DraftRecord, draftById } from '../queries/criteria-set-drafts.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import type { ImportQuestion } from '../rules/import-question.ts'
import type { SampleInputs } from '../rules/worked-example.ts'
import { keepCriteriaSet } from './keep-criteria-set.ts'

type By = Official | null

/** Begins a draft and answers its id. `basedOn`: the kept set of which it is to be the next version or the successor. */
export function startDraft(
  database: Database,
  official: By,
  given: {
    content: CriteriaSet
    basedOn?: string | undefined
    questions?: readonly ImportQuestion[]
    sample?: SampleInputs
    from: string
  },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const { id } = await transaction
      .insertInto('criteria_set_draft')
      .values({
        content: JSON.stringify(given.content),
        based_on_set_id: given.basedOn ?? null,
        kept_as_set_id: null,
        discarded_on: null,
        questions: JSON.stringify(given.questions ?? []),
        sample: JSON.stringify(given.sample ?? { figures: {} }),
        created_by_account_id: official?.accountId ?? null,
        changed_by_account_id: official?.accountId ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordDraft(
      transaction,
      official,
      id,
      'criteria.draft-started',
      `Bắt đầu soạn “${given.content.title}” (${given.from})`,
    )
    return id
  })
}

export interface DraftChange {
  readonly draftId: string
  /** The version that the writer saw; null where none was shown. */
  readonly version: string | null
  readonly summary: string
  /** The fields of the form as the draft stands now, should somebody else have changed it meanwhile. */
  readonly valuesNow: (draft: DraftRecord) => CurrentRecord['values']
  readonly content?: (set: CriteriaSet) => CriteriaSet
  readonly sample?: (sample: SampleInputs) => SampleInputs
  readonly questions?: (questions: readonly ImportQuestion[]) => readonly ImportQuestion[]
}

/**
 * Changes a draft. Refuses `criteria.no-such-draft`, `criteria.draft-ended`, what the change refuses, and a stale edit: two people may
 * write one set, each on a page of their own.
 */
export function changeDraft(database: Database, official: Official, change: DraftChange): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForUpdate(transaction, change.draftId)
    refuseStaleEdit(change.version, draft, () => change.valuesNow(draft))
    const content = change.content?.(draft.content) ?? draft.content
    const sample = change.sample?.(draft.sample) ?? draft.sample
    const questions = change.questions?.(draft.questions) ?? draft.questions
    await transaction
      .updateTable('criteria_set_draft')
      .set({
        content: JSON.stringify(content),
        sample: JSON.stringify(sample),
        questions: JSON.stringify(questions),
        version: draft.version + 1,
        changed_by_account_id: official.accountId,
        changed_at: new Date(),
      })
      .where('id', '=', draft.id)
      .execute()
    await recordDraft(transaction, official, draft.id, 'criteria.draft-changed', change.summary)
  })
}

/**
 * Makes the draft a version that is in force by its decision, and answers the id of the kept set; from then on it is never changed.
 * Refuses as `keepCriteriaSet`, and `criteria.questions-open` while the import's questions are not all decided.
 */
export function keepDraft(
  database: Database,
  official: Official,
  { draftId, version }: { draftId: string; version: string | null },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForUpdate(transaction, draftId)
    refuseStaleEdit(version, draft, () => ({}))
    const open = draft.questions.filter((question) => !question.decided).length
    if (open > 0) {
      const message = `Còn ${open} chỗ nhập từ tệp Excel chưa được người soạn quyết định. Hãy xem từng chỗ rồi đánh dấu đã quyết định.`
      throw new Refusal('conflict', 'criteria.questions-open', message, { form: message })
    }
    const setId = await keepCriteriaSet(transaction, official, draft.content)
    await transaction
      .updateTable('criteria_set_draft')
      .set({ kept_as_set_id: setId, changed_by_account_id: official.accountId, changed_at: new Date() })
      .where('id', '=', draftId)
      .execute()
    await recordDraft(
      transaction,
      official,
      draftId,
      'criteria.draft-kept',
      `Đưa bản soạn “${draft.content.title}” vào áp dụng`,
    )
    return setId
  })
}

/** Puts a draft aside for good; it can still be read, and its content taken as the beginning of another. */
export function discardDraft(
  database: Database,
  official: Official,
  { draftId, version }: { draftId: string; version: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForUpdate(transaction, draftId)
    refuseStaleEdit(version, draft, () => ({}))
    await transaction
      .updateTable('criteria_set_draft')
      .set({ discarded_on: today, changed_by_account_id: official.accountId, changed_at: new Date() })
      .where('id', '=', draftId)
      .execute()
    await recordDraft(
      transaction,
      official,
      draftId,
      'criteria.draft-discarded',
      `Bỏ bản soạn “${draft.content.title}”`,
    )
  })
}

async function draftForUpdate(transaction: Database, draftId: string): Promise<DraftRecord> {
  await transaction.selectFrom('criteria_set_draft').select('id').where('id', '=', draftId).forUpdate().execute()
  const draft = await draftById(transaction, draftId)
  if (!draft) throw noSuchDraft()
  if (draft.keptAsSetId !== null || draft.discardedOn !== null) {
    const message = 'Bản soạn này đã kết thúc nên không sửa được nữa. Hãy soạn phiên bản mới từ bộ tiêu chí đã có.'
    throw new Refusal('conflict', 'criteria.draft-ended', message, { form: message })
  }
  return draft
}

export function noSuchDraft(): Refusal {
  return new Refusal('not-found', 'criteria.no-such-draft', 'Không có bản soạn này.')
}

function recordDraft(transaction: Database, official: By, id: string, action: string, summary: string) {
  return recordChange(transaction, {
    official,
    action,
    subject: { kind: 'criteria-set-draft', id },
    unitId: null,
    summary,
  })
}

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { ownView } from '../queries/views.ts'
import type { PivotQuestion } from '../rules/pivot.ts'
import type { SharedWith } from '../rules/saved-view.ts'
import '../queries/tables.ts'

/** 24 letters and digits: nobody finds one by trying. */
const LINK_IN_BYTES = 18
/** One person keeps a few; more is a program that went wrong. */
const MOST_OWN_VIEWS = 100

/** Keeps a question under a name, for its maker alone. Refuses `dashboards.too-many-views`. */
export async function saveView(
  transaction: Database,
  official: Official,
  given: { title: string; question: PivotQuestion; illustration?: string | undefined },
): Promise<string> {
  const { count } = await transaction
    .selectFrom('dashboard_view')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('account_id', '=', official.accountId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_OWN_VIEWS) {
    const message = `Bạn đã lưu ${MOST_OWN_VIEWS} bảng, là nhiều nhất. Bảng này chưa được lưu; hãy xóa bớt bảng cũ rồi lưu lại.`
    throw new Refusal('conflict', 'dashboards.too-many-views', message)
  }
  const { id } = await transaction
    .insertInto('dashboard_view')
    .values({
      account_id: official.accountId,
      title: given.title,
      question: JSON.stringify(given.question),
      shared_unit_id: null,
      link_token: null,
      illustration: given.illustration ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(transaction, official, id, 'dashboards.view-saved', 'Lưu một bảng số liệu')
  return id
}

type Changed = { id: string; today: CalendarDate; version: string | null }

/** Gives a view another name. Refuses `dashboards.no-such-view` to everybody but its owner, and stale edits. */
export async function renameView(
  transaction: Database,
  official: Official,
  { id, today, version }: Changed,
  title: string,
): Promise<void> {
  const view = await ownView(transaction, { official, today }, id)
  refuseStaleEdit(version, { ...view, changedBy: view.ownerName }, () => ({ title: view.title }))
  await update(transaction, id, { title })
  await tell(transaction, official, id, 'dashboards.view-renamed', 'Đổi tên một bảng số liệu')
}

/**
 * Says who may open a view: nobody else, the unit of the owner's post, or that unit and all below; and whether it has a link. A link
 * that is taken away opens nothing any more; given again, it is another. What is shared is the question: figures are those of the
 * reader's own reach. Refuses `dashboards.no-such-view`, `dashboards.no-unit-to-share-with`, and stale edits.
 */
export async function shareView(
  transaction: Database,
  official: Official,
  { id, today, version }: Changed,
  { sharedWith, byLink }: { sharedWith: SharedWith; byLink: boolean },
): Promise<void> {
  const view = await ownView(transaction, { official, today }, id)
  refuseStaleEdit(version, { ...view, changedBy: view.ownerName }, () => ({
    sharedWith: view.sharedWith,
    byLink: view.linkToken === null ? '' : '1',
  }))
  const [unitId] = ownUnitsFor(official, 'figure.read')
  if (sharedWith !== 'nobody' && unitId === undefined) {
    const message = 'Bạn không giữ chức vụ nào nên không có đơn vị để chia sẻ. Bảng vẫn chỉ mình bạn xem.'
    throw new Refusal('invalid', 'dashboards.no-unit-to-share-with', message, { sharedWith: message })
  }
  await update(transaction, id, {
    shared_with: sharedWith,
    shared_unit_id: sharedWith === 'nobody' ? null : (unitId ?? null),
    link_token: byLink ? (view.linkToken ?? randomBytes(LINK_IN_BYTES).toString('base64url')) : null,
  })
  await tell(transaction, official, id, 'dashboards.view-shared', 'Đổi cách chia sẻ một bảng số liệu')
}

/** Takes a view away, with the subscriptions to it. Refuses `dashboards.no-such-view`. */
export async function removeView(
  transaction: Database,
  official: Official,
  { id, today }: Omit<Changed, 'version'>,
): Promise<void> {
  await ownView(transaction, { official, today }, id)
  await transaction.deleteFrom('dashboard_view').where('id', '=', id).execute()
  await tell(transaction, official, id, 'dashboards.view-removed', 'Xóa một bảng số liệu đã lưu')
}

function update(
  transaction: Database,
  id: string,
  changed: { title?: string; shared_with?: SharedWith; shared_unit_id?: string | null; link_token?: string | null },
) {
  return transaction
    .updateTable('dashboard_view')
    .set({ ...changed, version: sql<number>`version + 1`, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

function tell(transaction: Database, official: Official, id: string, action: string, summary: string): Promise<void> {
  const unitId = postFor(official, 'figure.read')?.unitId ?? null
  return recordChange(transaction, { official, action, subject: { kind: 'dashboard-view', id }, unitId, summary })
}

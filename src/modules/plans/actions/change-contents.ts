import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { contentsOf } from '../queries/plans.ts'
import { carryOutByTitle, requireUpperContent } from './carry-out.ts'
import { planForChange, refuseStale } from './plan-for-change.ts'

/** Adds contents to a plan, behind those it has. */
export function extendPlan(
  database: Database,
  official: Official,
  { planId, titles, today }: { planId: string; titles: readonly string[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const plan = await planForChange(transaction, official, { id: planId, may: 'write', today })
    await addContents(transaction, planId, titles)
    await carryOutByTitle(transaction, planId)
    await recordChange(transaction, {
      official,
      action: 'plan.contents-added',
      subject: { kind: 'plan', id: planId },
      unitId: plan.unitId,
      summary: `Thêm ${titles.length} nội dung: ${titles.join('; ')}`,
      after: { titles },
    })
  })
}

/**
 * Gives a content another title and says which content of the plan above it carries out, or takes it out when the title is empty.
 * Refuses `plan.no-such-upper-content`, `plan.content-has-tasks` for taking out one with tasks, and `plan.no-such-content`.
 */
export function changeContent(
  database: Database,
  official: Official,
  given: {
    planId: string
    contentId: string
    title: string
    carriesOutContentId?: string | null
    version: string | null
    today: CalendarDate
  },
): Promise<void> {
  const { planId, contentId, title, carriesOutContentId = null, version, today } = given
  return inTransaction(database, async (transaction) => {
    const plan = await planForChange(transaction, official, { id: planId, may: 'write', today })
    const content = (await contentsOf(transaction, planId)).find(({ id }) => id === contentId)
    if (!content) throw new Refusal('not-found', 'plan.no-such-content', 'Không có nội dung này trong kế hoạch.')
    refuseStale(version, plan, () => ({
      title: content.title,
      carriesOutContentId: content.carriesOutContentId ?? '',
    }))
    await requireUpperContent(transaction, plan.basedOnPlanId, carriesOutContentId)
    if (title === '') await removeContent(transaction, content)
    else
      await transaction
        .updateTable('plan_content')
        .set({ title, carries_out_content_id: carriesOutContentId })
        .where('id', '=', contentId)
        .execute()
    await transaction
      .updateTable('plan')
      .set({ ...changedBy(official) })
      .where('id', '=', planId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'plan.content-changed',
      subject: { kind: 'plan', id: planId },
      unitId: plan.unitId,
      summary:
        title === ''
          ? `Bỏ nội dung ${content.position}: ${content.title}`
          : `Sửa nội dung ${content.position}: ${title}`,
      before: { title: content.title, carriesOutContentId: content.carriesOutContentId },
      after: { title, carriesOutContentId },
    })
  })
}

/** Writes contents behind those that stand there. */
export async function addContents(transaction: Database, planId: string, titles: readonly string[]): Promise<void> {
  await sql`
    insert into plan_content (plan_id, position, title)
    select ${planId}, coalesce((select max(position) from plan_content where plan_id = ${planId}), 0) + line.position, line.title
    from unnest(${[...titles]}::text[]) with ordinality as line (title, position)`.execute(transaction)
}

async function removeContent(transaction: Database, content: { id: string; title: string }): Promise<void> {
  const task = await transaction
    .selectFrom('task')
    .select('title')
    .where('plan_content_id', '=', content.id)
    .executeTakeFirst()
  if (!task) {
    for (const column of ['carries_out_content_id', 'copied_from_content_id'] as const) {
      await transaction
        .updateTable('plan_content')
        .set({ [column]: null })
        .where(column, '=', content.id)
        .execute()
    }
    await transaction
      .updateTable('task')
      .set({ carries_out_content_id: null })
      .where('carries_out_content_id', '=', content.id)
      .execute()
    await transaction.deleteFrom('plan_content').where('id', '=', content.id).execute()
    return
  }
  const message = `Nội dung “${content.title}” đã có nhiệm vụ (“${task.title}”) nên không bỏ được. Hãy sửa tên nội dung.`
  throw new Refusal('invalid', 'plan.content-has-tasks', message, { title: message })
}

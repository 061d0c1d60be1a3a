import type { Database } from '../../../platform/database/database.ts'
import type { Milestone } from '../rules/milestones.ts'
import '../queries/tables.ts'

/**
 * Writes the milestones of a task in place of those it has. One of the same words keeps what was linked to show it; of one left out the
 * evidence stays with the task and shows no milestone any more.
 */
export async function writeMilestones(
  transaction: Database,
  taskId: string,
  milestones: readonly Milestone[],
): Promise<void> {
  const before = await transaction
    .selectFrom('task_milestone')
    .select(['id', 'title'])
    .where('task_id', '=', taskId)
    .execute()
  const titles = new Set(milestones.map(({ title }) => title))
  const gone = before.filter(({ title }) => !titles.has(title)).map(({ id }) => id)
  if (gone.length > 0) {
    await transaction
      .updateTable('task_evidence')
      .set({ milestone_id: null })
      .where('milestone_id', 'in', gone)
      .execute()
    await transaction.deleteFrom('task_milestone').where('id', 'in', gone).execute()
  }
  // Out of the way first: two milestones may change places.
  for (const [index, { id }] of before.filter(({ id }) => !gone.includes(id)).entries()) {
    await transaction
      .updateTable('task_milestone')
      .set({ position: -1 - index })
      .where('id', '=', id)
      .execute()
  }
  for (const [index, { title, dueOn }] of milestones.entries()) {
    const position = index + 1
    const kept = before.find((each) => each.title === title)
    if (kept)
      await transaction
        .updateTable('task_milestone')
        .set({ position, due_on: dueOn })
        .where('id', '=', kept.id)
        .execute()
    else
      await transaction
        .insertInto('task_milestone')
        .values({ task_id: taskId, position, title, due_on: dueOn })
        .execute()
  }
}

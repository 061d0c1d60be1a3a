import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { stoodAtAll, stoodOnDay } from './assignment-on-day.ts'
import { assignmentWithinReach, ISSUED_ON, planOfOwn, planWithinReach, readableUnits } from './plan-reach.ts'

export const PLANS_PER_PAGE = 50

export type PlanFilter = {
  year?: number | undefined
  /** Only this unit and the units below it. */
  unitId?: string | undefined
  words?: string | undefined
  /** Where the page before ended: `year_id`. */
  after?: string | undefined
}

/** Plans the official may read, of the latest year first, each with how its tasks stand; one page of 50 with the cursor of the next. */
export async function plans(database: Database, official: Official, filter: PlanFilter, today: CalendarDate) {
  let query = database
    .selectFrom('plan')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .where(planWithinReach(official, today))
    .where('plan.withdrawn_on', 'is', null)
    .select([
      'plan.id',
      'plan.title',
      'plan.year',
      shownReference(official, today).as('reference'),
      ISSUED_ON.as('issuedOn'),
      sql<string>`unit_name_on(plan.unit_id, coalesce(document.issued_on, plan.issued_on, make_date(plan.year, 1, 1)))`.as(
        'unitName',
      ),
      sql<number>`(select count(*)::int from plan_content content where content.plan_id = plan.id)`.as('contentCount'),
      countOfAssignments(official, today, sql<SqlBool>`true`).as('assignmentCount'),
      countOfAssignments(official, today, stoodOnDay('completed', today)).as('completedCount'),
      countOfAssignments(official, today, stoodOnDay('overdue', today)).as('overdueCount'),
    ])
    .orderBy('plan.year', 'desc')
    .orderBy('plan.id', 'desc')
    .limit(PLANS_PER_PAGE + 1)
  if (filter.year) query = query.where('plan.year', '=', filter.year)
  if (filter.unitId) query = query.where('plan.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.words) {
    const text = sql`searchable(concat_ws(' ', plan.title, ${shownReference(official, today)}))`
    query = query.where(sql<SqlBool>`strpos(${text}, searchable(${filter.words.trim()})) > 0`)
  }
  const cursor = /^(\d{4})_(\d+)$/.exec(filter.after ?? '')
  if (cursor) query = query.where(sql<SqlBool>`(plan.year, plan.id) < (${cursor[1]}::int, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, PLANS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PLANS_PER_PAGE && last ? `${last.year}_${last.id}` : null }
}

/** Assignments of a plan that the official may read and that stand today, narrowed by a condition. */
function countOfAssignments(official: Official, today: CalendarDate, condition: ReturnType<typeof stoodOnDay>) {
  return sql<number>`(select count(*)::int from task_assignment assignment join task on task.id = assignment.task_id
    join plan_content content on content.id = task.plan_content_id
    where content.plan_id = plan.id and ${stoodAtAll(today)} and ${assignmentWithinReach(official, today)} and ${condition})`
}

/** One plan as its page shows it; undefined when it is not there or not this official's to read. */
export function planById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('plan')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .leftJoin('plan as upper', 'upper.id', 'plan.based_on_plan_id')
    .leftJoin('document as upper_document', 'upper_document.id', 'upper.document_id')
    .leftJoin('account', 'account.id', 'plan.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .where(planWithinReach(official, today))
    .where('plan.id', '=', id)
    .select([
      'plan.id',
      'plan.unit_id as unitId',
      'plan.document_id as documentId',
      'plan.title',
      'plan.year',
      'plan.issued_on as ownIssuedOn',
      'plan.based_on_plan_id as basedOnPlanId',
      'plan.following_unit_id as followingUnitId',
      'plan.copied_from_plan_id as copiedFromPlanId',
      'plan.illustration',
      'plan.version',
      'plan.changed_at as changedAt',
      'plan.withdrawn_on as withdrawnOn',
      'plan.withdrawn_reason as withdrawnReason',
      shownReference(official, today).as('reference'),
      'upper.title as basedOnTitle',
      shownReference(official, today, 'upper_document').as('basedOnReference'),
      'person.full_name as changedBy',
      ISSUED_ON.as('issuedOn'),
      sql<string>`unit_name_on(plan.unit_id, coalesce(document.issued_on, plan.issued_on, make_date(plan.year, 1, 1)))`.as(
        'unitName',
      ),
      sql<
        string | null
      >`unit_name_on(plan.following_unit_id, coalesce(document.issued_on, plan.issued_on, make_date(plan.year, 1, 1)))`.as(
        'followingUnitName',
      ),
      sql<boolean>`(plan.withdrawn_on is null and ${planOfOwn(official, 'plan.write', today)})`.as('mayWrite'),
      sql<boolean>`(plan.withdrawn_on is null and ${planOfOwn(official, 'task.assign', today)})`.as('mayAssign'),
      sql<boolean>`(${planOfOwn(official, 'plan.read', today)} or coalesce(plan.following_unit_id in ${readableUnits(official, today)}, false))`.as(
        'mayReadAll',
      ),
    ])
    .executeTakeFirst()
}

export type PlanRecord = NonNullable<Awaited<ReturnType<typeof planById>>>

/** The contents of a plan in their order. */
export function contentsOf(database: Database, planId: string) {
  return database
    .selectFrom('plan_content as content')
    .leftJoin('plan_content as upper', 'upper.id', 'content.carries_out_content_id')
    .select([
      'content.id',
      'content.position',
      'content.title',
      'content.carries_out_content_id as carriesOutContentId',
      'content.copied_from_content_id as copiedFromContentId',
      'upper.position as carriesOutPosition',
    ])
    .where('content.plan_id', '=', planId)
    .orderBy('content.position')
    .execute()
}

/** The contents of the plan that a plan carries out, to choose from; none when there is no such plan. */
export function contentsAbove(database: Database, upperPlanId: string | null) {
  return upperPlanId === null ? Promise.resolve([]) : contentsOf(database, upperPlanId)
}

/** Plans that other units made to carry this one out, and that the official may read. */
export function plansBasedOn(database: Database, official: Official, planId: string, today: CalendarDate) {
  return database
    .selectFrom('plan')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .where(planWithinReach(official, today))
    .where('plan.based_on_plan_id', '=', planId)
    .where('plan.withdrawn_on', 'is', null)
    .select([
      'plan.id',
      'plan.unit_id as unitId',
      'plan.title',
      shownReference(official, today).as('reference'),
      sql<string>`unit_name_on(plan.unit_id, coalesce(document.issued_on, plan.issued_on, make_date(plan.year, 1, 1)))`.as(
        'unitName',
      ),
    ])
    .orderBy('plan.id')
    .limit(1000)
    .execute()
}

/** Plans the official may read, by name, of the latest year first, at most 100: to choose from. */
export function plansToChoose(
  database: Database,
  official: Official,
  { years, today }: { years?: readonly number[]; today: CalendarDate },
) {
  let query = database
    .selectFrom('plan')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .where(planWithinReach(official, today))
    .where('plan.withdrawn_on', 'is', null)
    .select(['plan.id', 'plan.title', 'plan.year', shownReference(official, today).as('reference')])
    .orderBy('plan.year', 'desc')
    .orderBy('plan.id')
    .limit(100)
  if (years) query = query.where('plan.year', 'in', [...years])
  return query.execute()
}

/** Of these documents, those that are the document of a plan already, each with that plan. */
export async function plansOfDocuments(
  database: Database,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  if (documentIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('plan')
    .select(['id', 'document_id as documentId'])
    .where('document_id', 'in', [...documentIds])
    .where('withdrawn_on', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.documentId ?? '', row.id]))
}

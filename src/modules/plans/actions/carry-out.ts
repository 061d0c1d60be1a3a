import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { linkAsCarryingOut } from '../../documents/index.ts'
import '../queries/tables.ts'

/** Refuses `plan.no-such-upper-content` for a content that is not of the plan above. */
export async function requireUpperContent(
  transaction: Database,
  upperPlanId: string | null,
  contentId: string | null,
): Promise<void> {
  if (contentId === null) return
  const found = await transaction
    .selectFrom('plan_content')
    .select('id')
    .where('id', '=', contentId)
    .where('plan_id', '=', upperPlanId ?? '0')
    .executeTakeFirst()
  if (found) return
  const message = 'Không có nội dung này trong kế hoạch cấp trên. Hãy chọn nội dung khác.'
  throw new Refusal('invalid', 'plan.no-such-upper-content', message, { carriesOutContentId: message })
}

/** Says of each content that bears the words of one of the plan above that it carries that one out; others stay as they are. */
export async function carryOutByTitle(transaction: Database, planId: string): Promise<void> {
  await sql`
    update plan_content own set carries_out_content_id = (
      select upper.id from plan_content upper join plan on plan.based_on_plan_id = upper.plan_id
      where plan.id = own.plan_id and searchable(upper.title) = searchable(own.title) order by upper.position limit 1)
    where own.plan_id = ${planId} and own.carries_out_content_id is null`.execute(transaction)
}

/** Takes away what contents and tasks of a plan said of another plan above than it has now. */
export async function forgetOtherUpperPlans(transaction: Database, planId: string): Promise<void> {
  const ofOther = (column: ReturnType<typeof sql.ref>) => sql`exists (
    select from plan_content upper join plan on plan.id = ${planId}
    where upper.id = ${column} and upper.plan_id is distinct from plan.based_on_plan_id)`
  await sql`update plan_content set carries_out_content_id = null
    where plan_id = ${planId} and ${ofOther(sql.ref('plan_content.carries_out_content_id'))}`.execute(transaction)
  await sql`update task set carries_out_content_id = null
    where plan_content_id in (select id from plan_content where plan_id = ${planId})
      and ${ofOther(sql.ref('task.carries_out_content_id'))}`.execute(transaction)
}

/** Says in the register that the document of a plan carries out the document of the plan above, when both have one. */
export async function linkToUpperDocument(
  transaction: Database,
  official: Official,
  { planId, today }: { planId: string; today: CalendarDate },
): Promise<void> {
  const found = await transaction
    .selectFrom('plan')
    .innerJoin('plan as upper', 'upper.id', 'plan.based_on_plan_id')
    .select(['plan.document_id as documentId', 'upper.document_id as targetDocumentId'])
    .where('plan.id', '=', planId)
    .executeTakeFirst()
  if (!found?.documentId || !found.targetDocumentId) return
  const { documentId, targetDocumentId } = found
  await linkAsCarryingOut(transaction, official, { documentId, targetDocumentId, today })
}

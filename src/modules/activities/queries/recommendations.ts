import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { RecommendationKind, RecommendationState } from '../rules/recommendation.ts'
import './tables.ts'

export const RECOMMENDATIONS_PER_PAGE = 50

export type RecommendationFilter = {
  kind?: RecommendationKind | undefined
  state?: RecommendationState | undefined
  /** Only what is past its limit and not closed. */
  isOverdue?: boolean | undefined
  responsibleUnitId?: string | undefined
  /** The id with which the page before ended. */
  after?: string | undefined
}

/** Recommendations and conclusions of the official's units and those made to them, newest first. */
export async function recommendations(
  database: Database,
  official: Official,
  filter: RecommendationFilter,
  today: CalendarDate,
) {
  let query = readableRecommendations(database, official, today)
    .where('recommendation.withdrawn_on', 'is', null)
    .orderBy('recommendation.id', 'desc')
    .limit(RECOMMENDATIONS_PER_PAGE + 1)
  if (filter.kind) query = query.where('recommendation.kind', '=', filter.kind)
  if (filter.state) query = query.where('recommendation.state', '=', filter.state)
  if (filter.isOverdue)
    query = query.where('recommendation.due_on', '<', today).where('recommendation.state', '<>', 'closed')
  if (filter.responsibleUnitId) query = query.where('recommendation.responsible_unit_id', '=', filter.responsibleUnitId)
  if (filter.after) query = query.where('recommendation.id', '<', filter.after)
  const rows = await query.execute()
  const page = rows.slice(0, RECOMMENDATIONS_PER_PAGE)
  return { rows: page, next: rows.length > RECOMMENDATIONS_PER_PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** What an activity recommended or concluded, as its reader sees it, with what was withdrawn. */
export function recommendationsOf(database: Database, activityId: string) {
  return told(database)
    .where('recommendation.activity_id', '=', activityId)
    .orderBy('recommendation.position')
    .execute()
}

/** One of them, also when it was withdrawn, with who may act on it; undefined when out of reach. */
export function recommendationById(database: Database, official: Official, id: string, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.record'), today)
  return readableRecommendations(database, official, today)
    .leftJoin('account', 'account.id', 'recommendation.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'recommendation.illustration',
      'recommendation.version',
      'recommendation.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`activity.unit_id in ${unitsUnder(unitsFor(official, 'activity.read'), today)}`.as('mayOpenActivity'),
      sql<boolean>`activity.unit_id in ${scope}`.as('isOwners'),
      sql<boolean>`recommendation.responsible_unit_id in ${scope}`.as('isResponsibles'),
      sql<boolean>`exists (select from recommendation_step step where step.recommendation_id = recommendation.id)`.as(
        'hasSteps',
      ),
    ])
    .where('recommendation.id', '=', id)
    .executeTakeFirst()
}

export type RecommendationRecord = NonNullable<Awaited<ReturnType<typeof recommendationById>>>

/** What happened to it, in order; evidence by its name, and whether this official may open the activity among it. */
export function stepsOf(database: Database, official: Official, recommendationId: string, today: CalendarDate) {
  return database
    .selectFrom('recommendation_step as step')
    .leftJoin('account', 'account.id', 'step.account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('document', 'document.id', 'step.document_id')
    .leftJoin('activity', 'activity.id', 'step.activity_id')
    .select([
      'step.id',
      'step.kind',
      'step.answer_kind as answerKind',
      'step.words',
      'step.happened_on as happenedOn',
      'step.account_id as accountId',
      'person.full_name as by',
      'step.document_id as documentId',
      shownReference(official, today).as('documentReference'),
      'document.issued_on as documentIssuedOn',
      'step.activity_id as activityId',
      'activity.title as activityTitle',
      sql<boolean>`coalesce(activity.unit_id in ${unitsUnder(unitsFor(official, 'activity.read'), today)}, false)`.as(
        'mayOpenActivity',
      ),
    ])
    .where('step.recommendation_id', '=', recommendationId)
    .orderBy('step.id')
    .execute()
}

/** What waits for the units in which the official works: to be answered there, or to be closed by them. */
export function recommendationsWaiting(
  database: Database,
  unitIds: readonly string[],
  { until, today }: { until: CalendarDate; today: CalendarDate },
) {
  const ids = sql`${[...unitIds]}::bigint[]`
  return told(database)
    .where('activity.withdrawn_on', 'is', null)
    .where('recommendation.withdrawn_on', 'is', null)
    .where('recommendation.state', '<>', 'closed')
    .where(
      sql<SqlBool>`(recommendation.responsible_unit_id = any(${ids}) and recommendation.due_on <= ${until}
          and (recommendation.state <> 'answered' or recommendation.answer_kind = 'accepted')
        or activity.unit_id = any(${ids}) and (recommendation.state = 'answered' and recommendation.answer_kind <> 'accepted'
          or recommendation.due_on < ${today}))`,
    )
    .orderBy('recommendation.due_on')
    .orderBy('recommendation.id')
    .limit(50)
    .execute()
}

function readableRecommendations(database: Database, official: Official, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.read'), today)
  return told(database)
    .where('activity.withdrawn_on', 'is', null)
    .where(sql<SqlBool>`(activity.unit_id in ${scope} or recommendation.responsible_unit_id in ${scope})`)
}

function told(database: Database) {
  return database
    .selectFrom('recommendation')
    .innerJoin('activity', 'activity.id', 'recommendation.activity_id')
    .select([
      'recommendation.id',
      'recommendation.kind',
      'recommendation.content',
      'recommendation.due_on as dueOn',
      'recommendation.state',
      'recommendation.answer_kind as answerKind',
      'recommendation.closed_on as closedOn',
      'recommendation.withdrawn_on as withdrawnOn',
      'recommendation.withdrawn_reason as withdrawnReason',
      'recommendation.responsible_unit_id as responsibleUnitId',
      'activity.id as activityId',
      'activity.title as activityTitle',
      'activity.kind_code as activityKind',
      'activity.held_on as heldOn',
      'activity.unit_id as unitId',
      sql<string>`unit_name_on(activity.unit_id, activity.held_on)`.as('unitName'),
      sql<string>`(select name from unit_version last where last.unit_id = recommendation.responsible_unit_id and last.is_last)`.as(
        'responsibleUnitName',
      ),
    ])
}

import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { ActivityKind } from '../rules/activity.ts'
import type { PreparationState } from '../rules/preparation.ts'
import './tables.ts'

export const PLANNED_PER_PAGE = 50

export type PlannedFilter = {
  /** Without it: all that are still to be held. */
  state?: PreparationState | undefined
  kind?: ActivityKind | undefined
  /** The number of rows that stand on the pages before. */
  skip?: number | undefined
}

/** Planned activities that the official's units prepare or are invited to, the next first; held and cancelled ones latest first. */
export async function plannedActivities(
  database: Database,
  official: Official,
  filter: PlannedFilter,
  today: CalendarDate,
) {
  const isOver = filter.state === 'held' || filter.state === 'cancelled'
  let query = readable(database, official, today)
    .select(['planned.id', ...TOLD])
    .select(UNIT_NAME.as('unitName'))
    .orderBy('planned.planned_on', isOver ? 'desc' : 'asc')
    .orderBy('planned.id', isOver ? 'desc' : 'asc')
    .offset(filter.skip ?? 0)
    .limit(PLANNED_PER_PAGE + 1)
  if (filter.kind) query = query.where('planned.kind_code', '=', filter.kind)
  if (filter.state === 'held') query = query.where('planned.activity_id', 'is not', null)
  else if (filter.state === 'cancelled') query = query.where('planned.cancelled_on', 'is not', null)
  else query = query.where('planned.activity_id', 'is', null).where('planned.cancelled_on', 'is', null)
  if (filter.state === 'planned') query = query.where('planned.announced_on', 'is', null)
  if (filter.state === 'announced') query = query.where('planned.announced_on', 'is not', null)
  const rows = await query.execute()
  return { rows: rows.slice(0, PLANNED_PER_PAGE).map(withKind), isMore: rows.length > PLANNED_PER_PAGE }
}

/** One planned activity for who prepares it or is invited; undefined for everybody else. `isTheirs`: who may change it. */
export async function plannedActivityById(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await readable(database, official, today)
    .leftJoin('account', 'account.id', 'planned.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['planned.id', ...TOLD])
    .select([
      'planned.content',
      'planned.details',
      'planned.notice',
      'planned.cancelled_reason as cancelledReason',
      'planned.check_in_code as checkInCode',
      'planned.illustration',
      'planned.version',
      'planned.changed_at as changedAt',
      'person.full_name as changedBy',
      UNIT_NAME.as('unitName'),
      sql<boolean>`planned.unit_id in ${unitsUnder(unitsFor(official, 'activity.record'), today)}`.as('isTheirs'),
    ])
    .where('planned.id', '=', id)
    .executeTakeFirst()
  return found && withKind(found)
}

export type PlannedActivity = NonNullable<Awaited<ReturnType<typeof plannedActivityById>>>

/** The planned activity that became this activity; undefined where nothing was planned. */
export function preparationOf(database: Database, activityId: string) {
  return database
    .selectFrom('planned_activity')
    .select(['id', 'announced_on as announcedOn', 'starts_at as startsAt'])
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
}

export function agendaOf(database: Database, plannedActivityId: string) {
  return database
    .selectFrom('planned_activity_agenda')
    .select(['starts_at as startsAt', 'content', 'speaker'])
    .where('planned_activity_id', '=', plannedActivityId)
    .orderBy('position')
    .execute()
}

/** Who is invited: units in the order of their names, then guests. */
export function invitationsOf(database: Database, plannedActivityId: string) {
  return database
    .selectFrom('planned_activity_invitation as invitation')
    .innerJoin('planned_activity as planned', 'planned.id', 'invitation.planned_activity_id')
    .select([
      'invitation.id',
      'invitation.unit_id as unitId',
      'invitation.guest',
      'invitation.answer',
      'invitation.answer_words as answerWords',
      'invitation.answered_on as answeredOn',
      'invitation.came',
      sql<string | null>`unit_name_on(invitation.unit_id, planned.planned_on)`.as('unitName'),
    ])
    .where('invitation.planned_activity_id', '=', plannedActivityId)
    .orderBy(sql`invitation.unit_id is null`)
    .orderBy('unitName')
    .orderBy('invitation.id')
    .execute()
}

/** How many said on their own phones that they were there, and the officials among them by name. */
export async function checkInsOf(database: Database, plannedActivityId: string) {
  const rows = await database
    .selectFrom('planned_activity_check_in as check_in')
    .leftJoin('account', 'account.id', 'check_in.account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select('person.full_name as fullName')
    .where('check_in.planned_activity_id', '=', plannedActivityId)
    .orderBy('check_in.id')
    .execute()
  return { count: rows.length, officials: rows.flatMap(({ fullName }) => (fullName === null ? [] : [fullName])) }
}

const TOLD = [
  'planned.kind_code as kindCode',
  'planned.title',
  'planned.planned_on as plannedOn',
  'planned.starts_at as startsAt',
  'planned.place',
  'planned.unit_id as unitId',
  'planned.chaired_by as chairedBy',
  'planned.announced_on as announcedOn',
  'planned.cancelled_on as cancelledOn',
  'planned.activity_id as activityId',
] as const

/** As it is called on the day of the activity, or now where that day lies after its last. */
const UNIT_NAME = sql<string>`coalesce(unit_name_on(planned.unit_id, planned.planned_on),
  (select name from unit_version last where last.unit_id = planned.unit_id and last.is_last))`

function withKind<Row extends { kindCode: string }>({ kindCode, ...row }: Row) {
  return { ...row, kind: kindCode as ActivityKind }
}

function readable(database: Database, official: Official, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.read'), today)
  return database.selectFrom('planned_activity as planned').where(
    sql<SqlBool>`(planned.unit_id in ${scope} or exists (select from planned_activity_invitation invitation
        where invitation.planned_activity_id = planned.id and invitation.unit_id in ${scope}))`,
  )
}

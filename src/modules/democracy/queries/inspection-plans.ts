import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay, unitsUnder } from '../../organisation/index.ts'
import type { DemocracyPermission } from './communes.ts'
import './tables.ts'

const BOARD = 'peoples-inspection-board'
const PER_PAGE = 50

/** The People's Inspection Boards of today for which the official holds the permission, by name. */
export function boardsFor(
  database: Database,
  official: Official,
  permission: DemocracyPermission,
  today: CalendarDate,
) {
  return unitsOnDay(database, { today, roots: unitsFor(official, permission), kinds: [BOARD] })
}

/** Only for boards that the official writes for. Refuses `democracy.not-your-board`, naming the field `unitId`. */
export async function requireBoard(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const boards = await boardsFor(transaction, official, 'democracy.write', today)
  if (boards.some(({ id }) => id === unitId)) return
  const message = 'Bạn không ghi kế hoạch cho Ban này. Hãy chọn Ban Thanh tra nhân dân của xã, phường mình.'
  throw new Refusal('invalid', 'democracy.not-your-board', message, { unitId: message })
}

export type InspectionFilter = { unitId?: string | undefined; year: number; after?: string | undefined }

/** Plans for periods of a year within the official's reach, latest period first, a page of 50 with how many there are in all and the cursor of the next. */
export async function inspectionPlans(
  database: Database,
  official: Official,
  filter: InspectionFilter,
  today: CalendarDate,
) {
  let asked = readable(database, official, today).where(ofYear(filter.year)).where('plan.withdrawn_on', 'is', null)
  if (filter.unitId) asked = asked.where('plan.unit_id', 'in', unitsUnder([filter.unitId], today))
  let query = asked
    .orderBy('plan.period_from', 'desc')
    .orderBy('plan.id', 'desc')
    .limit(PER_PAGE + 1)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(plan.period_from, plan.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const [rows, counted] = await Promise.all([
    query.execute(),
    asked.clearSelect().select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, PER_PAGE)
  const last = page.at(-1)
  return {
    rows: page,
    total: counted.total,
    next: rows.length > PER_PAGE && last ? `${last.periodFrom}_${last.id}` : null,
  }
}

export type InspectionSums = {
  planned: number
  done: number
  overdue: number
  recommendations: number
  answered: number
  lateAnswers: number
}

/** Sums over the plans of a year that were sent. */
export async function inspectionSums(
  database: Database,
  official: Official,
  { unitId, year }: Omit<InspectionFilter, 'after'>,
  today: CalendarDate,
): Promise<InspectionSums> {
  const within = unitId ? sql`and plan.unit_id in ${unitsUnder([unitId], today)}` : sql``
  const { rows } = await sql<InspectionSums>`
    with item as (
      select item.* from inspection_board_item item join inspection_board_plan plan on plan.id = item.plan_id
      where plan.sent_on is not null and plan.withdrawn_on is null and item.withdrawn_on is null and plan.unit_id in ${unitsUnder(unitsFor(official, 'democracy.read'), today)} ${within}
        and ${ofYear(year)}
    ), made as (select made.* from inspection_board_recommendation made join item on item.id = made.item_id)
    select (select count(*) from item)::int as planned,
      (select count(*) from item where held_on is not null)::int as done,
      (select count(*) from item where held_on is null and dropped_on is null and planned_on < ${today}::date)::int as overdue,
      (select count(*) from made)::int as recommendations,
      (select count(*) from made where answered_on is not null)::int as answered,
      (select count(*) from made where answered_on is null and due_on < ${today}::date)::int as "lateAnswers"`.execute(
    database,
  )
  return rows[0] ?? { planned: 0, done: 0, overdue: 0, recommendations: 0, answered: 0, lateAnswers: 0 }
}

/** One plan; undefined when it is not there or not the official's to read. */
export function inspectionPlanById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .leftJoin('account', 'account.id', 'plan.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'plan.illustration',
      'plan.version',
      'plan.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`plan.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('plan.id', '=', id)
    .executeTakeFirst()
}

/** The plans within the official's reach that were not withdrawn, latest period first, to choose from. */
export function inspectionPlansToChoose(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('inspection_board_plan as plan')
    .select([
      'plan.id',
      'plan.period_code as periodCode',
      sql<string>`unit_name_on(plan.unit_id, plan.period_from)`.as('unitName'),
    ])
    .where('plan.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('plan.withdrawn_on', 'is', null)
    .orderBy('plan.period_from', 'desc')
    .orderBy('plan.id', 'desc')
    .execute()
}

export type InspectionPlan = NonNullable<Awaited<ReturnType<typeof inspectionPlanById>>>

const ofYear = (year: number) =>
  sql<SqlBool>`plan.period_from between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`

function readable(database: Database, official: Official, today: CalendarDate) {
  const items = (which: ReturnType<typeof sql>) =>
    sql<number>`(select count(*)::int from inspection_board_item item
      where item.plan_id = plan.id and item.withdrawn_on is null ${which})`
  const recommendations = (which: ReturnType<typeof sql>) => sql<number>`(select count(*)::int
    from inspection_board_recommendation made join inspection_board_item item on item.id = made.item_id
    where item.plan_id = plan.id and item.withdrawn_on is null ${which})`
  return database
    .selectFrom('inspection_board_plan as plan')
    .select([
      'plan.id',
      'plan.unit_id as unitId',
      'plan.period_code as periodCode',
      'plan.period_from as periodFrom',
      'plan.period_to as periodTo',
      'plan.reference',
      'plan.aim',
      'plan.sent_on as sentOn',
      'plan.withdrawn_on as withdrawnOn',
      'plan.withdrawn_reason as withdrawnReason',
      sql<string>`unit_name_on(plan.unit_id, plan.period_from)`.as('unitName'),
      items(sql``).as('itemCount'),
      items(sql`and item.held_on is not null`).as('doneCount'),
      recommendations(sql``).as('recommendationCount'),
      recommendations(sql`and made.answered_on is not null`).as('answeredCount'),
    ])
    .where('plan.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
}

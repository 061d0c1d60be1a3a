import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { InspectionForm, InspectionStanding, RecommendationStanding } from '../rules/inspection-board.ts'
import './tables.ts'

const PER_PAGE = 50

/** Which plans a list looks into: one, or those of a year that were sent; what was withdrawn is never among them. */
export type InspectionQuestion = { planId?: string | undefined; unitId?: string | undefined; year: number }

type Place = { after?: string | undefined }

export type ItemFilter = InspectionQuestion & Place & { standing?: InspectionStanding | undefined }

export type ListedItem = {
  id: string
  planId: string
  periodCode: string
  unitName: string
  form: InspectionForm
  title: string
  body: string
  plannedOn: CalendarDate
  heldOn: CalendarDate | null
  droppedOn: CalendarDate | null
}

/** Items of plans within the official's reach, latest planned day first, with how many there are in all and the cursor of the next page. */
export async function inspectionItems(
  database: Database,
  official: Official,
  filter: ItemFilter,
  today: CalendarDate,
): Promise<Page<ListedItem>> {
  const all = sql`
    select item.id::text, item.plan_id::text as "planId", plan.period_code as "periodCode",
      unit_name_on(plan.unit_id, plan.period_from) as "unitName", item.form, item.title, item.body,
      item.planned_on as "plannedOn", item.held_on as "heldOn", item.dropped_on as "droppedOn", item.planned_on as day
    from ${itemsAsked(official, filter, today)} and ${itemStands(filter.standing, today)}`
  return onePage<ListedItem>(database, all, filter)
}

export type RecommendationFilter = InspectionQuestion & Place & { standing?: RecommendationStanding | undefined }

export type ListedRecommendation = {
  id: string
  itemId: string
  itemTitle: string
  unitName: string
  content: string
  addressee: string
  madeOn: CalendarDate
  dueOn: CalendarDate | null
  answeredOn: CalendarDate | null
  settled: boolean
}

/** Recommendations after items of plans within the official's reach, latest first, likewise. */
export async function boardRecommendations(
  database: Database,
  official: Official,
  filter: RecommendationFilter,
  today: CalendarDate,
): Promise<Page<ListedRecommendation>> {
  const all = sql`
    select made.id::text, item.id::text as "itemId", item.title as "itemTitle",
      unit_name_on(plan.unit_id, plan.period_from) as "unitName", made.content, made.addressee, made.made_on as "madeOn",
      made.due_on as "dueOn", made.answered_on as "answeredOn", made.settled, made.made_on as day
    from inspection_board_recommendation made join ${itemsAsked(official, filter, today, sql`on item.id = made.item_id`)}
      and ${recommendationStands(filter.standing, today)}`
  return onePage<ListedRecommendation>(database, all, filter)
}

function itemsAsked(official: Official, asked: InspectionQuestion, today: CalendarDate, on = sql``) {
  const within = asked.unitId ? sql`and plan.unit_id in ${unitsUnder([asked.unitId], today)}` : sql``
  const which = asked.planId
    ? sql`plan.id = ${asked.planId}::bigint`
    : sql`plan.sent_on is not null and plan.period_from between make_date(${asked.year}, 1, 1) and make_date(${asked.year}, 12, 31)`
  return sql`inspection_board_item item ${on} join inspection_board_plan plan on plan.id = item.plan_id
    where ${which} and plan.withdrawn_on is null and item.withdrawn_on is null
      and plan.unit_id in ${unitsUnder(unitsFor(official, 'democracy.read'), today)} ${within}`
}

/** As `inspectionStanding` says. */
function itemStands(standing: InspectionStanding | undefined, today: CalendarDate) {
  const open = sql`item.held_on is null and item.dropped_on is null`
  switch (standing) {
    case undefined:
      return sql<SqlBool>`true`
    case 'dropped':
      return sql<SqlBool>`item.dropped_on is not null`
    case 'done':
      return sql<SqlBool>`item.held_on is not null and item.dropped_on is null`
    case 'overdue':
      return sql<SqlBool>`${open} and item.planned_on < ${today}::date`
    case 'planned':
      return sql<SqlBool>`${open} and item.planned_on >= ${today}::date`
  }
}

/** As `recommendationStanding` says. */
function recommendationStands(standing: RecommendationStanding | undefined, today: CalendarDate) {
  switch (standing) {
    case undefined:
      return sql<SqlBool>`true`
    case 'settled':
      return sql<SqlBool>`made.answered_on is not null and made.settled`
    case 'answered':
      return sql<SqlBool>`made.answered_on is not null and not made.settled`
    case 'overdue':
      return sql<SqlBool>`made.answered_on is null and made.due_on < ${today}::date`
    case 'waiting':
      return sql<SqlBool>`made.answered_on is null and (made.due_on is null or made.due_on >= ${today}::date)`
  }
}

export type Page<Row> = { rows: Row[]; total: number; next: string | null }

async function onePage<Row extends { id: string }>(
  database: Database,
  all: ReturnType<typeof sql>,
  { after }: Place,
): Promise<Page<Row>> {
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  const beyond = cursor ? sql`where (day, id::bigint) < (${cursor[1]}::date, ${cursor[2]}::bigint)` : sql``
  const [found, counted] = await Promise.all([
    sql<Row & { day: CalendarDate }>`select * from (${all}) listed ${beyond}
      order by day desc, id::bigint desc limit ${PER_PAGE + 1}`.execute(database),
    sql<{ total: number }>`select count(*)::int as total from (${all}) listed`.execute(database),
  ])
  const rows = found.rows.slice(0, PER_PAGE)
  const last = rows.at(-1)
  const next = found.rows.length > PER_PAGE && last ? `${last.day}_${last.id}` : null
  return { rows, total: counted.rows[0]?.total ?? 0, next }
}

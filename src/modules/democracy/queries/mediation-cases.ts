import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { MediationKind } from '../rules/mediation.ts'
import './tables.ts'

const PER_PAGE = 50

export type MediationFilter = {
  unitId?: string | undefined
  kind?: MediationKind | undefined
  year: number
  after?: string | undefined
}

/** Mediation cases taken on in a year within the official's reach, newest first, a page of 50 with the cursor of the next. */
export async function mediationCases(
  database: Database,
  official: Official,
  filter: MediationFilter,
  today: CalendarDate,
) {
  let query = readable(database, official, today)
    .where(ofYear(filter.year))
    .orderBy('mediation.begun_on', 'desc')
    .orderBy('mediation.id', 'desc')
    .limit(PER_PAGE + 1)
  if (filter.unitId) query = query.where('mediation.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.kind) query = query.where('mediation.kind', '=', filter.kind)
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(mediation.begun_on, mediation.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PER_PAGE && last ? `${last.begunOn}_${last.id}` : null }
}

/** Cases of a year by residential area with their outcomes; areas without a case left out. */
export async function mediationByArea(
  database: Database,
  official: Official,
  { unitId, year }: { unitId?: string | undefined; year: number },
  today: CalendarDate,
) {
  let query = database
    .selectFrom('mediation_case as mediation')
    .innerJoin('residential_area as area', 'area.id', 'mediation.residential_area_id')
    .select([
      'area.name as areaName',
      sql<string>`unit_name_on(mediation.unit_id, ${today}::date)`.as('unitName'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where mediation.outcome = 'settled'))::int`.as('settled'),
      sql<number>`(count(*) filter (where mediation.outcome = 'not-settled'))::int`.as('notSettled'),
      sql<number>`(count(*) filter (where mediation.outcome is null))::int`.as('open'),
    ])
    .where('mediation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where(ofYear(year))
    .groupBy(['mediation.unit_id', 'area.id', 'area.name'])
    .orderBy('unitName')
    .orderBy('area.name')
    .limit(2000)
  if (unitId) query = query.where('mediation.unit_id', 'in', unitsUnder([unitId], today))
  return query.execute()
}

/** One case; undefined when it is not there or not the official's to read. */
export function mediationCaseById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .leftJoin('account', 'account.id', 'mediation.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'mediation.illustration',
      'mediation.version',
      'mediation.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`mediation.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('mediation.id', '=', id)
    .executeTakeFirst()
}

export type MediationCase = NonNullable<Awaited<ReturnType<typeof mediationCaseById>>>

const ofYear = (year: number) =>
  sql<SqlBool>`mediation.begun_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`

function readable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('mediation_case as mediation')
    .innerJoin('residential_area as area', 'area.id', 'mediation.residential_area_id')
    .select([
      'mediation.id',
      'mediation.unit_id as unitId',
      'mediation.residential_area_id as residentialAreaId',
      'area.name as areaName',
      'mediation.kind',
      'mediation.begun_on as begunOn',
      'mediation.ended_on as endedOn',
      'mediation.outcome',
      sql<string>`unit_name_on(mediation.unit_id, mediation.begun_on)`.as('unitName'),
    ])
    .where('mediation.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
}

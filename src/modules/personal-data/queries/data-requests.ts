import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { Right, Standing } from '../rules/data-request.ts'
import './tables.ts'

export const REQUESTS_PER_PAGE = 50

export type RequestFilter = {
  standing?: Standing | undefined
  right?: Right | undefined
  /** This unit and those under it. */
  unitId?: string | undefined
  /** Where the page before ended: `day_id`. */
  after?: string | undefined
}

/** For `where`: the requests whose unit is within the official's reach. */
const withinReach = (official: Official, today: CalendarDate) =>
  unitsUnder(unitsFor(official, 'personal-data.handle'), today)

const unitName = sql<string>`unit_name_on(data_request.unit_id, data_request.received_on)`

/** Where a request stands, as `standingOf` has it. */
function stands(standing: Standing, today: CalendarDate) {
  const conditions = {
    late: sql<SqlBool>`answered_on is null and due_on < ${today}::date`,
    due: sql<SqlBool>`answered_on is null and due_on >= ${today}::date`,
    waiting: sql<SqlBool>`answered_on is null and due_on is null`,
    answered: sql<SqlBool>`answered_on is not null and (due_on is null or answered_on <= due_on)`,
    'answered-late': sql<SqlBool>`answered_on > due_on`,
  }
  return conditions[standing]
}

/** Requests within the official's reach, those received last first: one page of 50 with the cursor of the next. */
export async function dataRequests(database: Database, official: Official, filter: RequestFilter, today: CalendarDate) {
  let query = database
    .selectFrom('data_request')
    .select([
      'id',
      'received_on as receivedOn',
      'right_code as right',
      'requester_name as requesterName',
      'due_on as dueOn',
      'answered_on as answeredOn',
      'decision',
      unitName.as('unitName'),
    ])
    .where('unit_id', 'in', withinReach(official, today))
    .orderBy('received_on', 'desc')
    .orderBy('id', 'desc')
    .limit(REQUESTS_PER_PAGE + 1)
  if (filter.standing) query = query.where(stands(filter.standing, today))
  if (filter.right) query = query.where('right_code', '=', filter.right)
  if (filter.unitId) query = query.where('unit_id', 'in', unitsUnder([filter.unitId], today))
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) query = query.where(sql<SqlBool>`(received_on, id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, REQUESTS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > REQUESTS_PER_PAGE && last ? `${last.receivedOn}_${last.id}` : null }
}

/** One request; undefined when it is not there or out of reach. */
export function dataRequestById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('data_request')
    .select([
      'id',
      'unit_id as unitId',
      'received_on as receivedOn',
      'requester_name as requesterName',
      'requester_contact as requesterContact',
      'requester_erased_on as requesterErasedOn',
      'right_code as right',
      'subject',
      'channel',
      'due_on as dueOn',
      'answered_on as answeredOn',
      'decision',
      'decision_reason as reason',
      'legal_basis as legalBasis',
      'done',
      'illustration',
      unitName.as('unitName'),
    ])
    .where('id', '=', id)
    .where('unit_id', 'in', withinReach(official, today))
    .executeTakeFirst()
}

/** Requests of these very units that nobody has answered, the most urgent first; at most 50. */
export function unansweredRequests(database: Database, unitIds: readonly string[]) {
  return database
    .selectFrom('data_request')
    .select(['id', 'right_code as right', 'received_on as receivedOn', 'due_on as dueOn', unitName.as('unitName')])
    .where('answered_on', 'is', null)
    .where('unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .orderBy(sql`due_on nulls last`)
    .orderBy('id')
    .limit(50)
    .execute()
}

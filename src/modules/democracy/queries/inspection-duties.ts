import { sql } from 'kysely'
import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { boardsFor } from './inspection-plans.ts'

/** What is due is told this many days before. */
const DAYS_AHEAD = 7

/** The most that a module tells; one of them says how many more there are. */
const MOST = 50

type Found = {
  what: keyof typeof WORDS
  id: string
  title: string
  dueOn: CalendarDate | null
  unitName: string
  total: number
}

const WORDS = {
  send: { verb: 'Gửi kế hoạch', note: 'Kỳ kế hoạch đã bắt đầu', path: '/democracy/inspection' },
  hold: { verb: 'Giám sát, xác minh', note: 'Theo kế hoạch', path: '/democracy/inspection-items' },
  answer: { verb: 'Theo dõi trả lời kiến nghị', note: 'Chưa có trả lời', path: '/democracy/inspection-items' },
} as const

/** What waits in the plans of People's Inspection Boards: for who works on a board, and for the commune of the board. */
export async function inspectionDuties({
  database,
  official,
  today,
}: Pick<Context, 'database' | 'official' | 'today'>): Promise<Duty[]> {
  const own = official.posts.filter((post) => post.permissions.includes('democracy.write')).map((post) => post.unitId)
  const boards = (await boardsFor(database, official, 'democracy.write', today)).filter(
    ({ id, parentUnitId }) => own.includes(id) || (parentUnitId !== null && own.includes(parentUnitId)),
  )
  if (boards.length === 0) return []
  // A board that lived on in another one left plans behind: the heir goes on with them.
  const theirs = unitsUnder(
    boards.map(({ id }) => id),
    today,
  )
  const { rows } = await sql<Found>`
    select found.*, count(*) over ()::int as total from (
      select 'send' as what, plan.id::text, plan.period_code as title, null::date as "dueOn",
        unit_name_on(plan.unit_id, ${today}::date) as "unitName"
      from inspection_board_plan plan where plan.unit_id in ${theirs} and plan.sent_on is null and plan.withdrawn_on is null
        and plan.period_from <= ${today}::date
      union all
      select 'hold', item.id::text, item.title, item.planned_on, unit_name_on(plan.unit_id, ${today}::date)
      from inspection_board_item item join inspection_board_plan plan on plan.id = item.plan_id
      where plan.unit_id in ${theirs} and plan.sent_on is not null and plan.withdrawn_on is null and item.withdrawn_on is null
        and item.held_on is null and item.dropped_on is null
      union all
      select 'answer', item.id::text, made.addressee || ' – ' || item.title, made.due_on, unit_name_on(plan.unit_id, ${today}::date)
      from inspection_board_recommendation made join inspection_board_item item on item.id = made.item_id
      join inspection_board_plan plan on plan.id = item.plan_id
      where plan.unit_id in ${theirs} and made.answered_on is null and plan.withdrawn_on is null and item.withdrawn_on is null
    ) found where found."dueOn" is null or found."dueOn" <= ${addDays(today, DAYS_AHEAD)}::date
    order by found."dueOn" nulls last, found.what, found.id::bigint limit ${MOST}`.execute(database)
  const total = rows[0]?.total ?? 0
  const shown = total > MOST ? rows.slice(0, MOST - 1) : rows
  const duties = shown.map(({ what, id, title, dueOn, unitName }): Duty => {
    const { verb, note, path } = WORDS[what]
    const state = dueOn === null ? 'waiting' : dueOn < today ? 'late' : 'due'
    const named = what === 'send' ? periodByCode(title).title : title
    return { state, title: `${verb}: ${named}`, href: `${path}/${id}`, dueOn, note: `${note} – ${unitName}` }
  })
  return total > MOST ? [...duties, theRest(total, duties.length)] : duties
}

const theRest = (total: number, shown: number): Duty => ({
  ...{ state: 'waiting', href: '/democracy/inspection', dueOn: null },
  title: `Còn ${formatNumber(total - shown)} việc khác của Ban Thanh tra nhân dân`,
  note: `Tất cả ${formatNumber(total)} việc`,
  key: '/democracy/inspection#rest',
})

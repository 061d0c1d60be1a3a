import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, isWorkingDay, whyNotWorking } from '../../calendar/index.ts'
import { refuseEndedUnit, unitOnDay } from '../../organisation/index.ts'
import { postsOfUnits } from '../queries/days.ts'
import { frequencyOn } from '../queries/frequency.ts'
import { type Month, proposedDays } from '../rules/schedule.ts'
import { type Mode, requireMode } from '../rules/session.ts'
import '../queries/tables.ts'
import { requireUnit } from './out-of-reach.ts'

/** What is the same for every day of a proposal. */
export type DayDetails = {
  startsAt: string
  endsAt: string
  place: string
  mode: Mode
  seats: number
  attendants: string
  topic: string
}

export type ProposalAsked = DayDetails & {
  unitId: string
  postId: string
  /** One day alone, or the days that the law asks for in a month. */
  days: { only: CalendarDate } | { month: Month; onWeekday: number; fromWeek: number }
  illustration?: string | undefined
}

/** Puts days into the schedule as `proposedDayIds` does, and answers how many. */
export async function proposeDays(
  database: Database,
  official: Official,
  asked: ProposalAsked,
  today: CalendarDate,
): Promise<number> {
  return (await proposedDayIds(database, official, asked, today)).length
}

/**
 * Puts days into the schedule as a proposal, which nobody outside sees, and answers their ids. Days before today and days that are there
 * already are left out. Refuses `reception.not-your-unit`, `reception.post-not-in-unit`, `reception.no-frequency` (no rule known for
 * such a unit: its days are added one by one), `reception.not-a-working-day`, `reception.online-not-yet` and
 * `reception.nothing-to-propose`.
 */
export function proposedDayIds(
  database: Database,
  official: Official,
  asked: ProposalAsked,
  today: CalendarDate,
): Promise<string[]> {
  return inTransaction(database, async (transaction) => {
    const { unitId } = asked
    await requireUnit(transaction, official, { unitId, permission: 'reception.schedule', today })
    const wanted = (await daysAsked(transaction, asked, today)).filter((day) => day >= today)
    const added: string[] = []
    for (const plannedOn of wanted) {
      await refuseEndedUnit(transaction, unitId, plannedOn)
      requireMode(asked.mode, plannedOn)
      const leader = await leaderOn(transaction, asked, plannedOn)
      added.push(...(await add(transaction, official, { asked, plannedOn, leader })))
    }
    if (added.length > 0) return added
    const message =
      'Không có ngày mới nào để thêm: các ngày này đã qua hoặc đã có trong lịch. Hãy chọn tháng hoặc ngày khác.'
    const field = 'only' in asked.days ? 'onlyDay' : 'month'
    throw new Refusal('invalid', 'reception.nothing-to-propose', message, { [field]: message })
  })
}

async function daysAsked(
  transaction: Database,
  { days, unitId }: ProposalAsked,
  today: CalendarDate,
): Promise<CalendarDate[]> {
  if ('only' in days) {
    await requireWorkingDay(transaction, days.only, 'onlyDay')
    return [days.only]
  }
  const calendar = await calendarInForce(transaction)
  const worksOn = (day: CalendarDate) => isWorkingDay(day, calendar)
  const unit = await unitOnDay(transaction, { id: unitId }, `${days.month}-01` > today ? `${days.month}-01` : today)
  const frequency = unit ? frequencyOn(unit.kindCode, `${days.month}-01`) : null
  if (frequency) return proposedDays({ ...days, frequency }, worksOn).map(({ plannedOn }) => plannedOn)
  const message =
    'Chưa có quy định về số ngày tiếp công dân của người đứng đầu loại đơn vị này. Hãy ghi từng ngày vào ô “Chỉ thêm một ngày”.'
  throw new Refusal('invalid', 'reception.no-frequency', message, { onlyDay: message })
}

/** Refuses `reception.not-a-working-day` at the field. */
export async function requireWorkingDay(transaction: Database, day: CalendarDate, field: string): Promise<void> {
  const why = whyNotWorking(day, await calendarInForce(transaction))
  if (why === null) return
  const message = `Ngày ${formatCalendarDate(day)} không làm việc (${why}). Hãy chọn một ngày làm việc.`
  throw new Refusal('invalid', 'reception.not-a-working-day', message, { [field]: message })
}

/** Who holds the post on the day: the name that is announced. Refuses `reception.post-not-in-unit`. */
export async function leaderOn(
  transaction: Database,
  { unitId, postId }: { unitId: string; postId: string },
  day: CalendarDate,
): Promise<{ fullName: string; title: string }> {
  const found = (await postsOfUnits(transaction, [unitId], day)).find((post) => post.id === postId)
  if (found) return found
  const message = 'Người này không giữ chức vụ ở đơn vị vào ngày tiếp. Hãy chọn người khác.'
  throw new Refusal('invalid', 'reception.post-not-in-unit', message, { postId: message })
}

/** Answers the id of the day; none when the leader receives on that day anyhow. */
async function add(
  transaction: Database,
  official: Official,
  {
    asked,
    plannedOn,
    leader,
  }: { asked: ProposalAsked; plannedOn: CalendarDate; leader: { fullName: string; title: string } },
): Promise<string[]> {
  const inserted = await transaction
    .insertInto('reception_day')
    .values({
      unit_id: asked.unitId,
      post_id: asked.postId,
      leader_name: leader.fullName,
      leader_title: leader.title,
      planned_on: plannedOn,
      ...detailColumns(asked),
      published_on: null,
      illustration: asked.illustration ?? null,
      created_by_account_id: official.accountId,
      changed_by_account_id: official.accountId,
    })
    .onConflict((conflict) => conflict.columns(['post_id', 'planned_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return []
  await recordChange(transaction, {
    official,
    action: 'reception.day-proposed',
    subject: { kind: 'reception-day', id: inserted.id },
    unitId: asked.unitId,
    summary: `Dự kiến ngày tiếp công dân ${formatCalendarDate(plannedOn)}: ${leader.title} ${leader.fullName}`,
    after: { plannedOn, place: asked.place, mode: asked.mode, seats: asked.seats },
  })
  return [inserted.id]
}

export function detailColumns(details: DayDetails) {
  const { startsAt, endsAt, place, mode, seats, attendants, topic } = details
  return { starts_at: startsAt, ends_at: endsAt, place, mode, seats, attendants, topic }
}

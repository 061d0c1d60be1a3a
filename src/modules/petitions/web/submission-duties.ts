import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addWorkingDays, calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { unreadMessagesFor } from '../queries/messages.ts'
import { publicationsWaitingFor } from '../queries/publications.ts'
import { submissionsWaitingFor } from '../queries/submissions.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { CHECKED_WITHIN_IN_WORKING_DAYS } from '../rules/submission.ts'

/** What people sent and nobody has checked, for those who register in the unit; what senders added, for who handles the petition; public words for the second look. */
export async function submissionDuties({ database, official, today }: Context): Promise<Duty[]> {
  const [calendar, waiting, unread, proposed] = await Promise.all([
    calendarInForce(database),
    submissionsWaitingFor(database, official),
    unreadMessagesFor(database, official),
    publicationsWaitingFor(database, official),
  ])
  const units = await unitsOnDay(database, { today, ids: waiting.map(({ unitId }) => unitId) })
  return [
    ...waiting.map(({ unitId, count, oldestSentOn }): Duty => {
      const dueOn = checkedBy(oldestSentOn, calendar)
      return {
        state: dueOn !== null && dueOn < today ? 'late' : 'waiting',
        title: `Đơn gửi trực tuyến chờ kiểm tra: ${count}`,
        href: '/submissions',
        dueOn,
        note: units.find(({ id }) => id === unitId)?.name ?? '',
      }
    }),
    ...unread.map(
      (petition): Duty => ({
        state: 'waiting',
        title: `Người gửi bổ sung: đơn ${PETITION_KINDS[petition.kind].toLowerCase()} số ${petitionNumber(petition)}`,
        href: `/petitions/${petition.id}/messages`,
        dueOn: null,
        note: `${petition.count} nội dung chưa xem`,
      }),
    ),
    ...proposed.map(
      (petition): Duty => ({
        state: 'waiting',
        title: `Duyệt công khai: ${petition.title}`,
        href: `/petitions/${petition.id}/public-words/decision`,
        dueOn: null,
        note: `Đơn số ${petitionNumber(petition)}`,
      }),
    ),
  ]
}

/** The day by which the oldest is to be checked; null when the calendar does not know the year. */
function checkedBy(sentOn: string, calendar: WorkingCalendar): string | null {
  try {
    return addWorkingDays(sentOn, CHECKED_WITHIN_IN_WORKING_DAYS, calendar)
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}

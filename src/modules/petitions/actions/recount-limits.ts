import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { logsOf } from '../queries/petition-log.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { derivedColumns } from './write-petition.ts'
import '../queries/tables.ts'

/** How many petitions are locked and counted in one go: a province has some thousands that are open. */
const AT_ONCE = 500

/**
 * The limits of petitions that run: until something is answered, and after a decision until it has been sent or published. What the
 * last day was moved from and to, and by which decision, stands in the trail of each petition.
 */
export const petitionLimits: LimitRecount = {
  title: 'Đơn thư',
  recount: async (transaction, official, { from, reason }) => {
    const calendar = await calendarInForce(transaction)
    let changed = 0
    let after = '0'
    for (;;) {
      const open = await openFrom(transaction, { from, after })
      const logs = await logsOf(
        transaction,
        open.map(({ id }) => id),
      )
      for (const petition of open) {
        // The log says who handles it, and a reorganisation since hands it on without an event: limits don't depend on it.
        const { due_on, nominal_due_on, follow_up_due_on } = derivedColumns(
          standingFrom(logs.get(petition.id) ?? []),
          calendar,
        )
        const before = { dueOn: petition.dueOn, followUpDueOn: petition.followUpDueOn }
        const now = { dueOn: petition.endedOn === null ? due_on : petition.dueOn, followUpDueOn: follow_up_due_on }
        if (before.dueOn === now.dueOn && before.followUpDueOn === now.followUpDueOn) continue
        changed += 1
        await transaction
          .updateTable('petition')
          .set({
            due_on: now.dueOn,
            follow_up_due_on: now.followUpDueOn,
            ...(petition.endedOn === null ? { nominal_due_on } : {}),
          })
          .where('id', '=', petition.id)
          .execute()
        await recordChange(transaction, {
          official,
          action: 'petition.limit-recounted',
          subject: { kind: 'petition', id: petition.id },
          unitId: petition.handlingUnitId,
          summary: `Tính lại thời hạn${inWords(before, now)} (${reason})`,
          before,
          after: now,
        })
      }
      const last = open.at(-1)
      if (!last || open.length < AT_ONCE) return changed
      after = last.id
    }
  },
}

type LastDays = { dueOn: CalendarDate | null; followUpDueOn: CalendarDate | null }

function inWords(before: LastDays, now: LastDays): string {
  const day = before.dueOn === now.dueOn ? now.followUpDueOn : now.dueOn
  return day === null ? '' : `: ngày ${formatCalendarDate(day)}`
}

/** Petitions with a limit that runs and that the changed days may touch, locked. */
function openFrom(transaction: Database, { from, after }: { from: CalendarDate; after: string }) {
  return transaction
    .selectFrom('petition')
    .select([
      'id',
      'handling_unit_id as handlingUnitId',
      'due_on as dueOn',
      'follow_up_due_on as followUpDueOn',
      'ended_on as endedOn',
    ])
    .where('id', '>', after)
    .where((row) =>
      row.or([
        row.and([row('ended_on', 'is', null), row.or([row('due_on', '>=', from), row('due_on', 'is', null)])]),
        row.and([
          row('follow_up', 'is not', null),
          row.or([row('follow_up_due_on', '>=', from), row('follow_up_due_on', 'is', null)]),
        ]),
      ]),
    )
    .orderBy('id')
    .limit(AT_ONCE)
    .forUpdate()
    .execute()
}

import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { lastDayOf } from '../queries/last-day.ts'
import '../queries/tables.ts'

/** The last days of what is not public yet. What was made public keeps the last day that it was measured by. */
export const limitsOfDisclosures: LimitRecount = {
  title: 'Văn bản phải công khai',
  recount: async (transaction, official, { from, reason }) => {
    const calendar = await calendarInForce(transaction)
    const open = await transaction
      .selectFrom('disclosure')
      .select(['id', 'unit_id as unitId', 'document_issued_on as issuedOn', 'due_on as dueOn'])
      .where('withdrawn_on', 'is', null)
      .where((where) =>
        where.or([
          // Made public before anybody could know its last day: now it can be told.
          where('due_on', 'is', null),
          where.and([where('disclosed_on', 'is', null), where('due_on', '>=', from)]),
        ]),
      )
      .orderBy('id')
      .forUpdate()
      .execute()
    let changed = 0
    for (const { id, unitId, issuedOn, dueOn } of open) {
      const after = lastDayOf('dc-publish', issuedOn, calendar)
      if (after === dueOn) continue
      changed += 1
      await transaction.updateTable('disclosure').set({ due_on: after }).where('id', '=', id).execute()
      await recordChange(transaction, {
        official,
        action: 'democracy.limit-recounted',
        subject: { kind: 'disclosure', id },
        unitId,
        summary: `Tính lại hạn công khai (${reason})`,
        before: { dueOn },
        after: { dueOn: after },
      })
    }
    return changed
  },
}

/** The last days for sending decisions on and for recognising them, while they are still owed. */
export const limitsOfDecisions: LimitRecount = {
  title: 'Quyết định của cộng đồng dân cư',
  recount: async (transaction, official, { from, reason }) => {
    const calendar = await calendarInForce(transaction)
    const open = await transaction
      .selectFrom('community_decision as decision')
      .select([
        'decision.id',
        'decision.unit_id as unitId',
        'decision.decided_on as decidedOn',
        'decision.sent_on as sentOn',
        'decision.received_on as receivedOn',
        'decision.needs_recognition as needsRecognition',
        'decision.send_due_on as sendDueOn',
        'decision.recognise_due_on as recogniseDueOn',
      ])
      .where('decision.withdrawn_on', 'is', null)
      .where('decision.outcome', '=', 'passed')
      .where('decision.recognition', 'is', null)
      .where((where) => where.or([where('sent_on', 'is', null), where('needs_recognition', '=', true)]))
      .orderBy('decision.id')
      .forUpdate()
      .execute()
    let changed = 0
    for (const each of open) {
      const { id, unitId, decidedOn, sentOn, receivedOn, sendDueOn, recogniseDueOn } = each
      const mayMove = (due: string | null) => due === null || due >= from
      const after = {
        sendDueOn: sentOn === null && mayMove(sendDueOn) ? lastDayOf('dc-send', decidedOn, calendar) : sendDueOn,
        recogniseDueOn:
          receivedOn !== null && each.needsRecognition && mayMove(recogniseDueOn)
            ? lastDayOf('dc-recognise', receivedOn, calendar)
            : recogniseDueOn,
      }
      if (after.sendDueOn === sendDueOn && after.recogniseDueOn === recogniseDueOn) continue
      changed += 1
      await transaction
        .updateTable('community_decision')
        .set({ send_due_on: after.sendDueOn, recognise_due_on: after.recogniseDueOn })
        .where('id', '=', id)
        .execute()
      await recordChange(transaction, {
        official,
        action: 'democracy.limit-recounted',
        subject: { kind: 'community-decision', id },
        unitId,
        summary: `Tính lại hạn gửi, công nhận quyết định (${reason})`,
        before: { sendDueOn, recogniseDueOn },
        after,
      })
    }
    return changed
  },
}

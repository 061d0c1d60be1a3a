import { type SqlBool, sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { plannedActivityById } from '../queries/planned-activities.ts'
import { INVITATION_ANSWERS, type InvitationAnswer, refuseAnswerToInvitation } from '../rules/invitation.ts'
import { refuseOver } from '../rules/preparation.ts'
import { noSuchPreparation, preparationForUpdate, tell } from './prepare-activity.ts'
import { requireUnitsOfProvince } from './require-unit-of-province.ts'

/**
 * Invites units and guests; who is invited already stays invited once. Refuses `activity.nobody-invited` when nobody is named and
 * `activity.no-such-unit` for units that do not work today or belong to another province.
 */
export function inviteTo(
  database: Database,
  official: Official,
  {
    id,
    unitIds,
    guests,
    today,
  }: { id: string; unitIds: readonly string[]; guests: readonly string[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const planned = await preparationForUpdate(transaction, official, id, today)
    if (unitIds.length === 0 && guests.length === 0) {
      const message = 'Hãy chọn ít nhất một đơn vị hoặc ghi một khách mời.'
      throw new Refusal('invalid', 'activity.nobody-invited', message, { unitIds: message })
    }
    const units = await requireUnitsOfProvince(transaction, {
      ...{ ids: unitIds, of: [planned.unitId], field: 'unitIds', today },
    })
    const invited = [
      ...units.map((unit) => ({ unit_id: unit.id, guest: '' })),
      ...guests.map((guest) => ({ unit_id: null, guest })),
    ]
    await transaction
      .insertInto('planned_activity_invitation')
      .values(invited.map((each) => ({ ...each, planned_activity_id: id })))
      .onConflict((conflict) => conflict.columns(['planned_activity_id', 'unit_id']).doNothing())
      .execute()
    await tell(transaction, official, planned, {
      ...{ what: 'invited', summary: `Mời dự: ${invited.length} đơn vị, khách mời` },
      after: { units: units.map(({ name }) => name), guests },
    })
  })
}

/**
 * What an invited unit answers; it can answer anew until the activity is held. Refuses `not-found` for an invitation of another unit and
 * as `refuseAnswerToInvitation`. Answers the id of the planned activity.
 */
export function answerInvitation(
  database: Database,
  official: Official,
  given: { id: string; answer: InvitationAnswer; words: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseAnswerToInvitation(given.answer, given.words)
    const invitation = await invitationForAnswer(transaction, official, given.id, given.today)
    await transaction
      .updateTable('planned_activity_invitation')
      .set({ answer: given.answer, answer_words: given.words, answered_on: given.today })
      .where('id', '=', given.id)
      .execute()
    const subject = { id: invitation.plannedActivityId, unitId: invitation.unitId }
    await tell(transaction, official, subject, {
      ...{ what: 'invitation-answered', summary: `Trả lời giấy mời: ${INVITATION_ANSWERS[given.answer]}` },
      after: { answer: given.answer, words: given.words },
    })
    return invitation.plannedActivityId
  })
}

/** An invitation to a unit for which the official records, while the activity is still to be held. */
export async function invitationForAnswer(database: Database, official: Official, id: string, today: CalendarDate) {
  const scope = unitsUnder(unitsFor(official, 'activity.record'), today)
  const invitation = await database
    .selectFrom('planned_activity_invitation')
    .select([
      'id',
      'planned_activity_id as plannedActivityId',
      'unit_id as unitId',
      'answer',
      'answer_words as answerWords',
    ])
    .where('id', '=', id)
    .where(sql<SqlBool>`unit_id in ${scope}`)
    .executeTakeFirst()
  const planned = invitation && (await plannedActivityById(database, official, invitation.plannedActivityId, today))
  if (!invitation || !planned) throw noSuchPreparation()
  refuseOver(planned)
  return { ...invitation, unitId: invitation.unitId ?? '', title: planned.title }
}

/** Ticks off who came; who is not among the ids did not. Answers nothing of guests beyond that. */
export function tickOff(
  database: Database,
  official: Official,
  { id, invitationIds, today }: { id: string; invitationIds: readonly string[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const planned = await preparationForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('planned_activity_invitation')
      .set({ came: sql<boolean>`id = any(${[...invitationIds]}::bigint[])` })
      .where('planned_activity_id', '=', id)
      .execute()
    await tell(transaction, official, planned, {
      ...{ what: 'attendance-ticked', summary: `Điểm danh theo danh sách mời: ${invitationIds.length} có mặt` },
      after: { came: invitationIds.length },
    })
  })
}

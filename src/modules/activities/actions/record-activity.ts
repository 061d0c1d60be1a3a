import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachFiles } from '../../documents/index.ts'
import { refuseEndedUnit, unitsUnder } from '../../organisation/index.ts'
import { linkEvidence } from '../../plans/index.ts'
import { activityById, opinionsOf } from '../queries/activities.ts'
import { ACTIVITY_KINDS, type ActivityKind, opinionsCounted, type ParticipantMethod } from '../rules/activity.ts'
import { type ActivityDetails, detailsOfKind } from '../rules/activity-details.ts'
import { activityFormValues } from '../rules/activity-form-values.ts'
import { refuseKeptInRegister, refuseSecondReception } from './kept-in-register.ts'

export type ActivityToRecord = {
  kind: ActivityKind
  title: string
  heldOn: CalendarDate
  place: string
  unitId: string
  behalfUnitId: string | null
  chairedBy: string
  participantCount: number
  /** How that number was come by; counted on the spot unless told. */
  participantMethod?: ParticipantMethod | undefined
  /** What only its kind has; what another kind has is not kept. */
  details?: ActivityDetails | undefined
  opinionCount: number | null
  opinions: string[]
  content: string
  /** The assignment to which it is linked as evidence, or null. */
  assignmentId: string | null
  /** Stored files to attach, by id. */
  files: string[]
}

/**
 * Records an activity that was held, with the opinions raised and the task it belongs to, and answers its id.
 * Refuses a day in the future, fewer opinions than listed, a unit that is not the official's (`activity.not-your-unit`), and a reception
 * that the unit's register has already (`activity.already-in-register`).
 */
export function recordActivity(
  database: Database,
  official: Official,
  given: ActivityToRecord,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const opinionCount = opinionsCounted(given, today)
    await requireUnitToRecord(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.heldOn)
    await refuseSecondReception(transaction, given)
    const activity = await transaction
      .insertInto('activity')
      .values({
        ...columns(given, opinionCount),
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
        withdrawn_on: null,
        withdrawn_reason: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeOpinions(transaction, activity.id, given)
    await writeSearch(transaction, activity.id)
    await attach(transaction, official, activity.id, given)
    if (given.assignmentId) {
      const subject = { kind: 'activity', id: activity.id, title: given.title }
      await linkEvidence(transaction, official, { assignmentId: given.assignmentId, subject, today })
    }
    await recordChange(transaction, {
      official,
      action: 'activity.recorded',
      subject: { kind: 'activity', id: activity.id },
      unitId: given.unitId,
      summary: `Ghi ${ACTIVITY_KINDS[given.kind].toLowerCase()}: ${given.title}`,
      after: { ...given, opinionCount },
    })
    return activity.id
  })
}

/**
 * Changes a recorded activity. `version` is the one the person saw; when somebody saved it since, throws StaleEdit.
 * Opinions that already have an answer stay. Refuses as `recordActivity` does, and `activity.kept-in-register`.
 */
export function changeActivity(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: ActivityToRecord; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from activity where id = ${id} for update`.execute(transaction)
    const before = await activityById(transaction, official, id, today)
    if (!before)
      throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
    refuseKeptInRegister(before)
    const opinions = await opinionsOf(transaction, id)
    refuseStaleEdit(version, before, () => activityFormValues(before, opinions))
    const opinionCount = opinionsCounted(given, today)
    await requireUnitToRecord(transaction, official, before.unitId, today)
    await requireUnitToRecord(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.heldOn)
    await refuseSecondReception(transaction, given)
    await transaction
      .updateTable('activity')
      .set({
        ...columns(given, opinionCount),
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await transaction.deleteFrom('opinion').where('activity_id', '=', id).where('answered_on', 'is', null).execute()
    const answered = new Set(
      opinions.filter((opinion) => opinion.answeredOn !== null).map((opinion) => opinion.content),
    )
    await writeOpinions(transaction, id, {
      ...given,
      opinions: given.opinions.filter((content) => !answered.has(content)),
    })
    await writeSearch(transaction, id)
    await attach(transaction, official, id, given)
    if (given.assignmentId) {
      const subject = { kind: 'activity', id, title: given.title }
      await linkEvidence(transaction, official, { assignmentId: given.assignmentId, subject, today })
    }
    await recordChange(transaction, {
      official,
      action: 'activity.changed',
      subject: { kind: 'activity', id },
      unitId: given.unitId,
      summary: `Sửa ${ACTIVITY_KINDS[given.kind].toLowerCase()}: ${given.title}`,
      before: { ...before },
      after: { ...given, opinionCount },
    })
  })
}

async function attach(transaction: Database, official: Official, id: string, given: ActivityToRecord): Promise<void> {
  await attachFiles(transaction, official, {
    subject: { kind: 'activity', id },
    unitId: given.unitId,
    storedFileIds: given.files,
    readPermission: 'activity.read',
  })
}

/** Only for units that the official records for. */
export async function requireUnitToRecord(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const found = await sql<{ found: number }>`select 1 as found where ${unitId}::bigint in
    ${unitsUnder(unitsFor(official, 'activity.record'), today)}`.execute(transaction)
  if (found.rows.length > 0) return
  const message = 'Bạn không được ghi hoạt động cho đơn vị này. Hãy chọn đơn vị của mình.'
  throw new Refusal('invalid', 'activity.not-your-unit', message, { unitId: message })
}

function columns(given: ActivityToRecord, opinionCount: number) {
  return {
    kind_code: given.kind,
    title: given.title,
    held_on: given.heldOn,
    place: given.place,
    unit_id: given.unitId,
    behalf_unit_id: given.behalfUnitId,
    chaired_by: given.chairedBy,
    participant_count: given.participantCount,
    participant_method: given.participantMethod ?? 'counted',
    details: JSON.stringify(detailsOfKind(given.kind, given.details ?? {})),
    opinion_count: opinionCount,
    content: given.content,
  }
}

async function writeOpinions(
  transaction: Database,
  activityId: string,
  { opinions, unitId }: ActivityToRecord,
): Promise<void> {
  if (opinions.length === 0) return
  await sql`
    insert into opinion (activity_id, position, content, responsible_unit_id)
    select ${activityId}, coalesce((select max(position) from opinion where activity_id = ${activityId}), 0) + line.position,
      line.content, ${unitId}
    from unnest(${opinions}::text[]) with ordinality as line (content, position)`.execute(transaction)
}

/** Keeps what the activity is searched by, beside it. */
export function writeSearch(transaction: Database, activityId: string): Promise<void> {
  return writeSearchWhere(transaction, sql<SqlBool>`activity.id = ${activityId}`)
}

/** The same for every activity for which the condition holds. */
export async function writeSearchWhere(transaction: Database, condition: RawBuilder<SqlBool>): Promise<void> {
  await sql`
    insert into activity_search (activity_id, words)
    select activity.id, to_tsvector('simple', searchable(concat_ws(' ', activity.title, activity.place, activity.chaired_by, activity.content,
      (select string_agg(opinion.content, ' ') from opinion where opinion.activity_id = activity.id))))
    from activity where ${condition}
    on conflict (activity_id) do update set words = excluded.words`.execute(transaction)
}

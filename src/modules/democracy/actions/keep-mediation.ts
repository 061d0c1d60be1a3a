import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { requireCommune } from '../queries/communes.ts'
import { mediationCaseById } from '../queries/mediation-cases.ts'
import { residentialAreaById } from '../queries/residential-areas.ts'
import { mediationFormValues } from '../rules/form-values.ts'
import { MEDIATION_KINDS, type MediationKind, type MediationOutcome, refuseMediation } from '../rules/mediation.ts'
import { noSuchArea, noSuchMediation } from './out-of-reach.ts'

export type MediationToKeep = {
  residentialAreaId: string
  kind: MediationKind
  begunOn: CalendarDate
  endedOn: CalendarDate | null
  outcome: MediationOutcome | null
}

/** Writes down a case that mediators took on, without the parties, and answers its id. Refuses an area that is not the official's, and as `refuseMediation`. */
export function recordMediation(
  database: Database,
  official: Official,
  given: MediationToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseMediation(given, today)
    const unitId = await communeOfArea(transaction, official, given.residentialAreaId, today)
    await requireCommune(transaction, official, unitId, today)
    await refuseEndedUnit(transaction, unitId, given.begunOn)
    const { id } = await transaction
      .insertInto('mediation_case')
      .values({
        ...columns(given),
        unit_id: unitId,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'democracy.mediation-recorded',
      subject: { kind: 'mediation-case', id },
      unitId,
      summary: `Ghi vụ, việc hòa giải nhận ngày ${formatCalendarDate(given.begunOn)}: ${MEDIATION_KINDS[given.kind].toLowerCase()}`,
      after: { ...given },
    })
    return id
  })
}

/** Changes a case, as a rule to write down how it ended; it stays in its commune. Refuses as `recordMediation`. */
export function changeMediation(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: MediationToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from mediation_case where id = ${id}::bigint for update`.execute(transaction)
    const before = await mediationCaseById(transaction, official, id, today)
    if (!before?.isTheirs) throw noSuchMediation()
    refuseStaleEdit(version, before, () => mediationFormValues(before))
    refuseMediation(given, today)
    const unitId =
      given.residentialAreaId === before.residentialAreaId
        ? before.unitId
        : await communeOfArea(transaction, official, given.residentialAreaId, today)
    await refuseEndedUnit(transaction, unitId, given.begunOn)
    await transaction
      .updateTable('mediation_case')
      .set({ ...columns(given), unit_id: unitId, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.mediation-changed',
      subject: { kind: 'mediation-case', id },
      unitId,
      summary: 'Sửa vụ, việc hòa giải',
      before: { ...before },
      after: { ...given },
    })
  })
}

async function communeOfArea(transaction: Database, official: Official, areaId: string, today: CalendarDate) {
  const area = await residentialAreaById(transaction, official, areaId, today)
  if (!area) throw noSuchArea()
  return area.unitId
}

function columns(given: MediationToKeep) {
  return {
    residential_area_id: given.residentialAreaId,
    kind: given.kind,
    begun_on: given.begunOn,
    ended_on: given.endedOn,
    outcome: given.outcome,
  }
}

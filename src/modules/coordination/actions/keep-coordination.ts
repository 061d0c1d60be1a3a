import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit, unitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { basesToChoose, type Coordination, coordinationById, dutiesOf, partiesOf } from '../queries/coordinations.ts'
import {
  COORDINATION_KINDS,
  type CoordinationGiven,
  type Duty,
  refuseCoordination,
  refuseDuties,
} from '../rules/coordination.ts'
import { coordinationFormValues } from '../rules/form-values.ts'

export type CoordinationToKeep = CoordinationGiven & {
  title: string
  reference: string
  leadUnitId: string
  /** The other parties that work in this system, in their order. */
  partnerUnitIds: readonly string[]
  /** Parties that do not, by their names. */
  outsideParties: readonly string[]
  duties: readonly Duty[]
  basedOnId: string | null
}

/**
 * Drafts what bodies are to sign with each other and answers its id; the lead unit is the first party.
 * Refuses as `refuseCoordination` and `refuseDuties`; `coordination.not-your-unit`, `coordination.no-such-unit`,
 * `coordination.too-few-parties`, `coordination.party-twice` and `coordination.no-such-base`.
 */
export function draftCoordination(
  database: Database,
  official: Official,
  given: CoordinationToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await check(transaction, official, given, { baseBefore: null, today })
    const { id } = await transaction
      .insertInto('coordination')
      .values({
        ...columns(given),
        lead_unit_id: given.leadUnitId,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeParties(transaction, id, given)
    await recordChange(transaction, {
      official,
      action: 'coordination.drafted',
      subject: { kind: 'coordination', id },
      unitId: given.leadUnitId,
      summary: `Soạn ${COORDINATION_KINDS[given.kind].toLowerCase()}: ${given.title}`,
      after: { ...given },
    })
    return id
  })
}

/** Changes a draft. Refuses as `draftCoordination`, a stale edit, and `coordination.signed` once somebody has signed these words. */
export function changeCoordination(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: CoordinationToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await coordinationForChange(transaction, official, id, today)
    const [parties, duties] = await Promise.all([
      partiesOf(transaction, official, id, today),
      dutiesOf(transaction, id),
    ])
    refuseStaleEdit(version, before, () => coordinationFormValues(before, parties, duties))
    if (parties.some((party) => party.signedOn !== null)) {
      throw new Refusal(
        'conflict',
        'coordination.signed',
        'Đã có bên ký nên nội dung không sửa được nữa; chưa có gì thay đổi. Muốn sửa, hãy bỏ chữ ký đã ghi nhầm, hoặc rút bản này và soạn bản khác.',
      )
    }
    await check(transaction, official, given, { baseBefore: before.basedOnId, today })
    await transaction
      .updateTable('coordination')
      .set({
        ...columns(given),
        lead_unit_id: given.leadUnitId,
        version: sql<number>`version + 1`,
        changed_by_account_id: official.accountId,
        changed_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute()
    await transaction.deleteFrom('coordination_party').where('coordination_id', '=', id).execute()
    await transaction.deleteFrom('coordination_duty').where('coordination_id', '=', id).execute()
    await writeParties(transaction, id, given)
    await recordChange(transaction, {
      official,
      action: 'coordination.changed',
      subject: { kind: 'coordination', id },
      unitId: given.leadUnitId,
      summary: `Sửa ${COORDINATION_KINDS[given.kind].toLowerCase()}: ${given.title}`,
      before: { ...coordinationFormValues(before, parties, duties) },
      after: { ...given },
    })
  })
}

/** Takes it back with a reason; what was reported stays readable. Refuses `coordination.no-such-coordination`. */
export function withdrawCoordination(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await coordinationForChange(transaction, official, id, today)
    await transaction
      .updateTable('coordination')
      .set({
        withdrawn_on: today,
        withdrawn_reason: reason,
        version: sql<number>`version + 1`,
        changed_by_account_id: official.accountId,
        changed_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'coordination.withdrawn',
      subject: { kind: 'coordination', id },
      unitId: before.leadUnitId,
      summary: `Rút ngày ${formatCalendarDate(today)}: ${reason}`,
      after: { reason },
    })
  })
}

export function noSuchCoordination(): Refusal {
  return new Refusal(
    'not-found',
    'coordination.no-such-coordination',
    'Không có việc phối hợp này trong phạm vi của bạn, hoặc đã rút.',
  )
}

/** The coordination with its row held, for who leads it. */
export async function coordinationForChange(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<Coordination> {
  await sql`select from coordination where id = ${id}::bigint for update`.execute(transaction)
  const found = await coordinationById(transaction, official, id, today)
  if (!found?.isLed) throw noSuchCoordination()
  return found
}

async function check(
  transaction: Database,
  official: Official,
  given: CoordinationToKeep,
  { baseBefore, today }: { baseBefore: string | null; today: CalendarDate },
): Promise<void> {
  refuseCoordination(given)
  const own = await unitsOnDay(transaction, { today, roots: unitsFor(official, 'coordination.write') })
  if (!own.some(({ id }) => id === given.leadUnitId))
    throw refusal(
      'coordination.not-your-unit',
      'leadUnitId',
      'Bạn không soạn thay cho đơn vị này. Hãy chọn đơn vị của mình.',
    )
  await refuseEndedUnit(transaction, given.leadUnitId, given.startsOn > today ? today : given.startsOn)
  const units = [given.leadUnitId, ...given.partnerUnitIds]
  if (units.length + given.outsideParties.length < 2)
    throw refusal(
      'coordination.too-few-parties',
      'partnerUnitIds',
      'Phối hợp có ít nhất hai bên. Hãy chọn đơn vị phối hợp, hoặc ghi tên cơ quan ngoài hệ thống.',
    )
  const names = given.outsideParties.map((name) => name.toLocaleLowerCase('vi'))
  if (new Set(units).size < units.length || new Set(names).size < names.length)
    throw refusal('coordination.party-twice', 'partnerUnitIds', 'Có bên được ghi hai lần. Hãy bỏ bớt một.')
  for (const unitId of given.partnerUnitIds) {
    if (!(await unitOnDay(transaction, { id: unitId }, today)))
      throw refusal('coordination.no-such-unit', 'partnerUnitIds', 'Có đơn vị không còn hoạt động. Hãy chọn lại.')
  }
  refuseDuties(given.duties, units.length + given.outsideParties.length)
  if (given.basedOnId === null || given.basedOnId === baseBefore) return
  const bases = await basesToChoose(transaction, official, today)
  if (!bases.some(({ id }) => id === given.basedOnId))
    throw refusal(
      'coordination.no-such-base',
      'basedOnId',
      'Không có quy chế, chương trình phối hợp này. Hãy chọn lại.',
    )
}

const refusal = (code: string, field: string, message: string) =>
  new Refusal('invalid', code, message, { [field]: message })

function columns(given: CoordinationToKeep) {
  return {
    kind: given.kind,
    title: given.title,
    reference: given.reference,
    starts_on: given.startsOn,
    ends_on: given.endsOn,
    report_month: given.reportMonth,
    report_day: given.reportDay,
    based_on_coordination_id: given.basedOnId,
  }
}

async function writeParties(transaction: Database, id: string, given: CoordinationToKeep): Promise<void> {
  const units = [given.leadUnitId, ...given.partnerUnitIds].map((unitId) => ({ unit_id: unitId, outside_name: null }))
  const outside = given.outsideParties.map((name) => ({ unit_id: null, outside_name: name }))
  const parties = [...units, ...outside].map((party, index) => ({ ...party, coordination_id: id, position: index + 1 }))
  await transaction.insertInto('coordination_party').values(parties).execute()
  if (given.duties.length === 0) return
  await transaction
    .insertInto('coordination_duty')
    .values(
      given.duties.map(({ partyPosition, content }, index) => ({
        coordination_id: id,
        position: index + 1,
        party_position: partyPosition,
        content,
      })),
    )
    .execute()
}

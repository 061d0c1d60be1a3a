import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import type { Standing } from '../rules/petition-standing.ts'
import { appendEvent, petitionForUpdate, writeStanding } from './write-petition.ts'
import '../queries/protected-tables.ts'

/** Who is denounced: by name, by unit, or both. `toUnitId`: the unit that takes the case over when its own handlers are denounced. */
export type DenouncedGiven = { name: string; unitId: string | null; toUnitId: string | null }

type PetitionOfDenounced = { id: string; unitId: string; number: number; year: number }

/**
 * Writes down who is denounced in a case that the official has opened. From then on they, their unit and all below it don't find it.
 * Refuses what `recordDenounced` refuses, and `petition.not-a-denunciation`.
 */
export function addDenounced(
  database: Database,
  official: Official,
  { petitionId, denounced }: { petitionId: string; denounced: DenouncedGiven },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petition, standing } = await petitionForUpdate(transaction, official, {
      id: petitionId,
      permission: 'petition.answer',
      today,
    })
    if (petition.kind !== 'denunciation') throw notADenunciation()
    await recordDenounced(transaction, official, { petition, standing, denounced, today })
  })
}

/**
 * The same in the transaction that registers it. When the unit that handles the case is denounced or belongs to who is, the case goes
 * to `toUnitId` at once: nobody decides about themselves.
 * Refuses `petition.handled-by-the-denounced` when no such unit is named or it is one of theirs too, `petition.denounced-missing`.
 * Source: Law on Denunciations 25/2018/QH14, Article 12; Decree 31/2019/NĐ-CP, Article 5(2).
 */
export async function recordDenounced(
  transaction: Database,
  official: Official,
  {
    petition,
    standing,
    denounced: { name, unitId, toUnitId },
    today,
  }: { petition: PetitionOfDenounced; standing: Standing; denounced: DenouncedGiven; today: CalendarDate },
): Promise<void> {
  if (name === '' && unitId === null) {
    const message = 'Hãy ghi họ tên người bị tố cáo hoặc chọn đơn vị bị tố cáo.'
    throw new Refusal('invalid', 'petition.denounced-missing', message, { denouncedName: message })
  }
  let handling = standing
  if (unitId !== null && (await belongsTo(transaction, standing.handlingUnitId, unitId, today))) {
    await refuseUnfitSuccessor(transaction, { toUnitId, unitId, today })
    const event = { kind: 'transferred', on: today, toUnitId } as const
    handling = afterEvent(standing, event, today)
    await appendEvent(transaction, official, { petitionId: petition.id, event, standing: handling })
    await writeStanding(transaction, official, petition.id, handling)
  }
  await transaction
    .insertInto('denounced_party')
    .values({
      petition_id: petition.id,
      name,
      unit_id: unitId,
      person_id: await personNamed(transaction, { name, unitId, today }),
      recorded_by_account_id: official.accountId,
      removed_at: null,
      removed_by_account_id: null,
    })
    .execute()
  await recordChange(transaction, {
    official,
    action: 'petition.denounced-recorded',
    subject: { kind: 'petition', id: petition.id },
    unitId: handling.handlingUnitId,
    // Not who: the trail of a unit is read by more people than the case.
    summary: `Ghi người, đơn vị bị tố cáo – đơn số ${petitionNumber(petition)}`,
  })
}

/** Takes back what was recorded by mistake. For the head of the unit that handles the case. Refuses `petition.no-such-denounced`. */
export function removeDenounced(
  database: Database,
  official: Official,
  { petitionId, partyId }: { petitionId: string; partyId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petition } = await petitionForUpdate(transaction, official, {
      id: petitionId,
      permission: 'petition.assign',
      today,
    })
    const removed = await transaction
      .updateTable('denounced_party')
      .set({ removed_at: new Date(), removed_by_account_id: official.accountId })
      .where('id', '=', partyId)
      .where('petition_id', '=', petitionId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (removed.numUpdatedRows !== 1n)
      throw new Refusal('not-found', 'petition.no-such-denounced', 'Không có người, đơn vị bị tố cáo này trong đơn.')
    await recordChange(transaction, {
      official,
      action: 'petition.denounced-removed',
      subject: { kind: 'petition', id: petitionId },
      unitId: petition.handlingUnitId,
      summary: `Bỏ người, đơn vị bị tố cáo ghi nhầm – đơn số ${petitionNumber(petition)}`,
      before: { partyId },
    })
  })
}

export function notADenunciation(): Refusal {
  return new Refusal('conflict', 'petition.not-a-denunciation', 'Đơn này không phải đơn tố cáo nên không có mục này.')
}

/** True when the unit is the other one, lies below it or has taken it over. */
async function belongsTo(
  database: Database,
  unitId: string,
  otherUnitId: string,
  today: CalendarDate,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select ${otherUnitId}::bigint in (select unit_id from units_above(array[${unitId}]::bigint[], ${today}::date)) as found`.execute(
    database,
  )
  return rows[0]?.found ?? false
}

async function refuseUnfitSuccessor(
  transaction: Database,
  { toUnitId, unitId, today }: { toUnitId: string | null; unitId: string; today: CalendarDate },
): Promise<void> {
  if (toUnitId !== null && !(await belongsTo(transaction, toUnitId, unitId, today))) return
  const message =
    toUnitId === null
      ? 'Đơn vị đang xử lý cũng là nơi bị tố cáo hoặc trực thuộc nơi đó. Hãy chọn đơn vị cấp trên nhận xử lý.'
      : 'Đơn vị nhận xử lý cũng thuộc nơi bị tố cáo. Hãy chọn đơn vị cấp trên khác.'
  throw new Refusal('invalid', 'petition.handled-by-the-denounced', message, { toUnitId: message })
}

/** The only person of that name with a post in the unit today; null when there is none, or more than one. */
async function personNamed(
  transaction: Database,
  { name, unitId, today }: { name: string; unitId: string | null; today: CalendarDate },
): Promise<string | null> {
  if (name === '' || unitId === null) return null
  const { rows } = await sql<{ id: string }>`
    select distinct person.id from post join person on person.id = post.person_id
    where post.unit_id = ${unitId} and lower(person.full_name) = lower(${name})
      and post.valid_from <= ${today}::date and coalesce(post.valid_to, 'infinity') >= ${today}::date`.execute(
    transaction,
  )
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Coordination, coordinationById, type Party, partiesOf } from '../queries/coordinations.ts'
import { refuseSignature } from '../rules/coordination.ts'
import { noSuchCoordination } from './keep-coordination.ts'

type Signing = { id: string; partyId: string; today: CalendarDate }

/**
 * Records that a party has signed the paper. Each unit records its own signature; the lead unit that of a body outside.
 * Refuses `coordination.no-such-party`, `coordination.already-signed` and as `refuseSignature`.
 */
export function signCoordination(
  database: Database,
  official: Official,
  { id, partyId, signedOn, signedBy, today }: Signing & { signedOn: CalendarDate; signedBy: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { coordination, party } = await partyToSign(transaction, official, { id, partyId, today })
    if (party.signedOn !== null) {
      throw new Refusal(
        'conflict',
        'coordination.already-signed',
        `${party.name} đã ký ngày ${formatCalendarDate(party.signedOn)}; chưa có gì thay đổi.`,
      )
    }
    refuseSignature(signedOn, today)
    await transaction
      .updateTable('coordination_party')
      .set({ signed_on: signedOn, signed_by: signedBy })
      .where('id', '=', partyId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'coordination.signed',
      subject: { kind: 'coordination', id },
      unitId: party.unitId ?? coordination.leadUnitId,
      summary: `${party.name} ký ngày ${formatCalendarDate(signedOn)}`,
      after: { signedOn, signedBy },
    })
  })
}

/** Takes away a signature that was recorded by mistake. Refuses `coordination.no-such-party` also where there is none. */
export function unsignCoordination(
  database: Database,
  official: Official,
  { id, partyId, reason, today }: Signing & { reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { coordination, party } = await partyToSign(transaction, official, { id, partyId, today })
    if (party.signedOn === null) throw noSuchParty()
    await transaction
      .updateTable('coordination_party')
      .set({ signed_on: null, signed_by: null })
      .where('id', '=', partyId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'coordination.signature-removed',
      subject: { kind: 'coordination', id },
      unitId: party.unitId ?? coordination.leadUnitId,
      summary: `Bỏ chữ ký của ${party.name} ghi nhầm: ${reason}`,
      before: { signedOn: party.signedOn, signedBy: party.signedBy },
      after: { reason },
    })
  })
}

export function noSuchParty(): Refusal {
  return new Refusal(
    'not-found',
    'coordination.no-such-party',
    'Không có bên này, hoặc không phải bên bạn được ký thay.',
  )
}

async function partyToSign(
  transaction: Database,
  official: Official,
  { id, partyId, today }: Signing,
): Promise<{ coordination: Coordination; party: Party }> {
  await sql`select from coordination where id = ${id}::bigint for update`.execute(transaction)
  const coordination = await coordinationById(transaction, official, id, today)
  if (!coordination || coordination.withdrawnOn !== null) throw noSuchCoordination()
  const party = (await partiesOf(transaction, official, id, today)).find((each) => each.id === partyId)
  if (!party?.maySign) throw noSuchParty()
  return { coordination, party }
}

import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { ownLock } from '../../../platform/database/schema.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { nextArrivalNumber, nextNumber } from '../queries/next-number.ts'

type Series = { issuingUnitId: string; year: number; series: string }

/**
 * The number of an outgoing document: the one asked for, or the next of its series. Whoever asks at the same moment waits until
 * this transaction has ended, so that no number is given twice and a number that was not used after all is given again.
 * Refuses `documents.number-taken` about the field `number`; `exceptId` is the document that may keep its own.
 */
export async function takeNumber(
  transaction: Database,
  { issuingUnitId, year, series }: Series,
  { wanted, exceptId }: { wanted: number | null; exceptId: string | null },
): Promise<number> {
  await waitForTurn(transaction, `document number ${issuingUnitId} ${year} ${series}`)
  const next = await nextNumber(transaction, { issuingUnitId, year, series })
  if (wanted === null) return next
  const holder = await transaction
    .selectFrom('document')
    .select(['id', 'reference', 'issued_on as issuedOn'])
    .where('direction', '=', 'outgoing')
    .where('issuing_unit_id', '=', issuingUnitId)
    .where('number_year', '=', year)
    .where('series', '=', series)
    .where('number', '=', wanted)
    .executeTakeFirst()
  if (!holder || holder.id === exceptId) return wanted
  const message = `Số ${wanted} đã cấp cho văn bản ${holder.reference} ngày ${formatCalendarDate(holder.issuedOn)}. Số tiếp theo là ${next}; hãy để trống ô số để hệ thống cấp.`
  throw new Refusal('invalid', 'documents.number-taken', message, { number: message })
}

/** The same for the arrival number of an incoming document. Refuses `documents.arrival-number-taken`. */
export async function takeArrivalNumber(
  transaction: Database,
  { unitId, year }: { unitId: string; year: number },
  { wanted, exceptId }: { wanted: number | null; exceptId: string | null },
): Promise<number> {
  await waitForTurn(transaction, `document arrival ${unitId} ${year}`)
  const next = await nextArrivalNumber(transaction, { unitId, year })
  if (wanted === null) return next
  const holder = await transaction
    .selectFrom('document')
    .select(['id', 'reference'])
    .where('direction', '=', 'incoming')
    .where('unit_id', '=', unitId)
    .where('arrival_year', '=', year)
    .where('arrival_number', '=', wanted)
    .executeTakeFirst()
  if (!holder || holder.id === exceptId) return wanted
  const message = `Số đến ${wanted} đã ghi cho văn bản ${holder.reference}. Số đến tiếp theo là ${next}; hãy để trống ô này để hệ thống cấp.`
  throw new Refusal('invalid', 'documents.arrival-number-taken', message, { arrivalNumber: message })
}

async function waitForTurn(transaction: Database, queue: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ownLock(sql`hashtextextended(${queue}, 0)`)})`.execute(transaction)
}

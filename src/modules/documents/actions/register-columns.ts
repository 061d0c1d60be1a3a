import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { refuseEndedUnit, unitOnDay, unitsAtWork, unitsUnder } from '../../organisation/index.ts'
import { issuersFor } from '../queries/issuers.ts'
import { numberSchemeOf } from '../queries/number-scheme.ts'
import { refuseSecretFiles } from '../rules/document-limits.ts'
import { outgoingReference, usualSymbol } from '../rules/document-reference.ts'
import { seriesOf } from '../rules/number-scheme.ts'
import type { DocumentToRecord, IncomingToRecord, OutgoingToRecord } from './document-to-record.ts'
import { takeArrivalNumber, takeNumber } from './take-number.ts'

type Work = {
  official: Official
  today: CalendarDate
  exceptId: string | null
  /** True for an act of the body in which the official holds office: its register takes what its office-holders decide. */
  ownAct?: boolean
}

/**
 * What goes into the register for a document, with its number taken.
 * Refuses `documents.not-your-register`, `documents.not-your-issuer`, days in the future or out of order, an incoming document that
 * is there already, files of a document with a mark of secrecy, and what numbers and symbols are refused for.
 */
export async function registerColumns(transaction: Database, given: DocumentToRecord, work: Work) {
  if (work.ownAct) requireOffice(work.official, given.unitId)
  else await requireRegister(transaction, work.official, given.unitId, work.today)
  await refuseEndedUnit(transaction, given.unitId, given.direction === 'incoming' ? given.arrivedOn : given.issuedOn)
  if (given.issuedOn > work.today) throw inTheFuture('issuedOn', given.issuedOn, work.today)
  refuseSecretFiles(given.secrecy ?? null, given.files.length)
  const shared = {
    unit_id: given.unitId,
    direction: given.direction,
    type: given.type,
    issued_on: given.issuedOn,
    summary: given.summary,
    due_on: given.dueOn,
    secrecy: given.secrecy ?? null,
  }
  return given.direction === 'outgoing'
    ? { ...shared, ...(await outgoingColumns(transaction, given, work)) }
    : { ...shared, ...(await incomingColumns(transaction, given, work)) }
}

async function outgoingColumns(
  transaction: Database,
  given: OutgoingToRecord,
  { official, today, exceptId, ownAct }: Work,
) {
  const issuingUnitId = given.issuingUnitId ?? given.unitId
  const draftingUnitId = given.draftingUnitId ?? given.unitId
  if (!ownAct) await requireIssuer(transaction, official, issuingUnitId, today)
  const symbol = given.symbol || (await symbolOnDay(transaction, given, issuingUnitId, draftingUnitId))
  const year = yearOf(given.issuedOn)
  const ofType = outgoingReference({ ...given, symbol, number: 1 }).series
  const scheme = await numberSchemeOf(transaction, { unitId: issuingUnitId, year })
  const series = seriesOf(ofType, { scheme, isSecret: (given.secrecy ?? null) !== null })
  const number = await takeNumber(transaction, { issuingUnitId, year, series }, { wanted: given.number, exceptId })
  return {
    reference: outgoingReference({ ...given, symbol, number }).reference,
    series,
    number,
    symbol,
    issuing_unit_id: issuingUnitId,
    issuing_body: null,
    drafting_unit_id: draftingUnitId,
    identifier: '',
    arrived_on: null,
    arrival_number: null,
  }
}

async function incomingColumns(transaction: Database, given: IncomingToRecord, { today, exceptId }: Work) {
  if (given.arrivedOn > today) throw inTheFuture('arrivedOn', given.arrivedOn, today)
  if (given.arrivedOn < given.issuedOn) {
    const message = `Ngày đến (${formatCalendarDate(given.arrivedOn)}) ở trước ngày của văn bản (${formatCalendarDate(given.issuedOn)}). Hãy kiểm tra lại hai ngày.`
    throw new Refusal('invalid', 'documents.arrived-before-issued', message, { arrivedOn: message })
  }
  const arrivalNumber = await takeArrivalNumber(
    transaction,
    { unitId: given.unitId, year: yearOf(given.arrivedOn) },
    { wanted: given.arrivalNumber, exceptId },
  )
  await refuseSecondEntry(transaction, given, exceptId)
  return {
    reference: given.reference,
    number: null,
    series: null,
    symbol: null,
    issuing_unit_id: await unitCalled(transaction, given.issuingBody, given.issuedOn),
    issuing_body: given.issuingBody,
    identifier: given.identifier ?? '',
    drafting_unit_id: null,
    arrived_on: given.arrivedOn,
    arrival_number: arrivalNumber,
  }
}

/** Registers are only written by those who write for the unit. */
export async function requireRegister(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const found =
    await sql`select 1 where ${unitId}::bigint in ${unitsUnder(unitsFor(official, 'document.write'), today)}`.execute(
      transaction,
    )
  if (found.rows.length > 0) return
  const message = 'Bạn không được ghi vào sổ văn bản của đơn vị này. Hãy chọn đơn vị của mình.'
  throw new Refusal('invalid', 'documents.not-your-register', message, { unitId: message })
}

function requireOffice(official: Official, unitId: string): void {
  if (official.posts.some((post) => post.unitId === unitId)) return
  const message = 'Bạn không giữ chức vụ ở cơ quan này nên không lấy số văn bản của cơ quan được.'
  throw new Refusal('invalid', 'documents.not-your-register', message, { unitId: message })
}

async function requireIssuer(
  transaction: Database,
  official: Official,
  issuingUnitId: string,
  today: CalendarDate,
): Promise<void> {
  if ((await issuersFor(transaction, official, today)).some((unit) => unit.id === issuingUnitId)) return
  const message = 'Bạn không được cấp số văn bản của cơ quan này. Hãy chọn cơ quan ban hành khác.'
  throw new Refusal('invalid', 'documents.not-your-issuer', message, { issuingUnitId: message })
}

async function symbolOnDay(
  transaction: Database,
  { type, issuedOn }: OutgoingToRecord,
  issuingUnitId: string,
  draftingUnitId: string,
): Promise<string> {
  const [issuer, drafter] = await Promise.all([
    unitOnDay(transaction, { id: issuingUnitId }, issuedOn),
    unitOnDay(transaction, { id: draftingUnitId }, issuedOn),
  ])
  const draftingCode = draftingUnitId === issuingUnitId ? null : (drafter?.issuerCode ?? null)
  return usualSymbol({ type, issuerCode: issuer?.issuerCode ?? null, draftingCode })
}

/** The unit of this system that bears the name that was typed; null for all other bodies. */
async function unitCalled(transaction: Database, name: string, day: CalendarDate): Promise<string | null> {
  const wanted = withoutAccents(name)
  const found = (await unitsAtWork(transaction, day)).filter(
    (unit) => withoutAccents(unit.name) === wanted || withoutAccents(unit.shortName) === wanted,
  )
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

async function refuseSecondEntry(
  transaction: Database,
  given: IncomingToRecord,
  exceptId: string | null,
): Promise<void> {
  const found = await sql<{ id: string; arrival_number: number; arrived_on: string }>`
    select id, arrival_number, arrived_on from document
    where unit_id = ${given.unitId} and direction = 'incoming' and withdrawn_on is null and issued_on = ${given.issuedOn}
      and document_reference_key(reference) = document_reference_key(${given.reference})
      and searchable(issuing_body) = searchable(${given.issuingBody}) and id is distinct from ${exceptId}::bigint`.execute(
    transaction,
  )
  const before = found.rows[0]
  if (!before) return
  const message = `Văn bản này đã vào sổ: số đến ${before.arrival_number}, ngày ${formatCalendarDate(before.arrived_on)}. Hãy tìm trong danh sách văn bản đến; chưa có gì được ghi thêm.`
  throw new Refusal('invalid', 'documents.already-registered', message, { reference: message })
}

function inTheFuture(field: string, day: CalendarDate, today: CalendarDate): Refusal {
  const message = `Ngày ${formatCalendarDate(day)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
  return new Refusal('invalid', 'documents.in-the-future', message, { [field]: message })
}

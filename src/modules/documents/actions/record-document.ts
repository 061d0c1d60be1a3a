import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachmentsOf } from '../queries/attachments.ts'
import { linksOf } from '../queries/document-links.ts'
import { searchText } from '../queries/document-reach.ts'
import { documentById } from '../queries/documents.ts'
import { documentFormValues } from '../rules/document-form-values.ts'
import { refuseSecretFiles, type Secrecy } from '../rules/document-limits.ts'
import { DIRECTIONS, type DocumentType } from '../rules/register-entry.ts'
import { attachFiles } from './attach-files.ts'
import type { DocumentToRecord, IncomingToRecord } from './document-to-record.ts'
import { registerColumns, requireRegister } from './register-columns.ts'
import { requireNotIssued } from './require-not-issued.ts'
import { writeLinks } from './write-links.ts'

/**
 * Enters a document in a unit's register, with its number, links and files, and answers its id.
 * An outgoing document without a number takes the next of its series; no number is ever given twice.
 * `permission` is the right under which it is entered, where that is not the one to write the register.
 * Refuses what the register refuses (see `registerColumns`) and files that are not this account's.
 */
export function recordDocument(
  database: Database,
  official: Official,
  given: DocumentToRecord,
  today: CalendarDate,
  permission?: string,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const under = permission === undefined ? {} : { permission }
    const columns = await registerColumns(transaction, given, { official, today, exceptId: null, ...under })
    const { id } = await transaction
      .insertInto('document')
      .values({
        ...columns,
        limits: columns.secrecy === null ? 'none' : 'document',
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'document.recorded',
      subject: { kind: 'document', id },
      unitId: given.unitId,
      summary: `Vào sổ ${DIRECTIONS[given.direction].toLowerCase()} ${columns.reference} ngày ${formatCalendarDate(given.issuedOn)}`,
      after: { ...given, reference: columns.reference, arrivalNumber: columns.arrival_number },
    })
    await writeAround(transaction, official, { id, given, today })
    return id
  })
}

/** An act by which an office-holder decides for the body: what is decided, and on which day. */
export type ActToRegister = { unitId: string; type: DocumentType; issuedOn: CalendarDate; summary: string }

/**
 * Gives an act that the official has just decided for the body the next number of its register, and answers its id. `permission` is the
 * right by which they decide. Refuses as `recordDocument` does.
 */
export function registerAct(
  database: Database,
  official: Official,
  { unitId, ...act }: ActToRegister,
  { today, permission }: { today: CalendarDate; permission: string },
): Promise<string> {
  const alone = { dueOn: null, basedOn: [], carriesOut: [], replaces: [], files: [], number: null, symbol: '' }
  const bodies = { unitId, issuingUnitId: unitId, draftingUnitId: unitId }
  const given = { ...act, ...alone, ...bodies, direction: 'outgoing' } as const
  return recordDocument(database, official, given, today, permission)
}

/**
 * Changes an entry of the register. `version` is the one the person saw; when somebody saved it since, throws StaleEdit.
 * A number left empty stays as it is within the same series and year. Refuses as `recordDocument` does, and
 * `documents.withdrawn` for a document that was withdrawn, `documents.issued-file` for one that goes out with digital signatures.
 */
export function changeDocument(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: DocumentToRecord; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await documentForChange(transaction, official, id, today)
    await requireNotIssued(transaction, id)
    if (version !== null && Number(version) !== before.version) {
      throw new StaleEdit({
        version: String(before.version),
        values: documentFormValues(before, await linksOf(transaction, official, id, today)),
        changedBy: before.changedBy ?? 'Hệ thống',
        changedAt: before.changedAt,
      })
    }
    if (given.direction !== before.direction) {
      throw new Refusal(
        'invalid',
        'documents.other-direction',
        'Không đổi được văn bản đi thành văn bản đến. Hãy vào sổ văn bản mới.',
      )
    }
    // What a sheet or a program does not speak of stays as it is.
    const whole = {
      secrecy: before.secrecy,
      ...given,
      ...(given.direction === 'incoming' ? identified(given, before) : {}),
    }
    const columns = await registerColumns(transaction, withOwnNumber(whole, before), { official, today, exceptId: id })
    if (columns.secrecy !== null) await refuseMarkedFiles(transaction, id, columns.secrecy)
    await transaction
      .updateTable('document')
      .set({
        ...columns,
        ...(columns.secrecy === null ? {} : { limits: 'document' as const }),
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'document.changed',
      subject: { kind: 'document', id },
      unitId: given.unitId,
      summary: `Sửa văn bản ${columns.reference}`,
      before: { ...before },
      after: { ...given, reference: columns.reference, arrivalNumber: columns.arrival_number },
    })
    await writeAround(transaction, official, { id, given, today })
  })
}

/**
 * The document, locked, for somebody who writes its register.
 * Refuses `documents.no-such-document`, `documents.not-your-register` and `documents.withdrawn`.
 */
export async function documentForChange(transaction: Database, official: Official, id: string, today: CalendarDate) {
  await sql`select from document where id = ${id} for update`.execute(transaction)
  const document = await documentById(transaction, official, id, today)
  if (!document)
    throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
  await requireRegister(transaction, official, document.unitId, today)
  if (document.withdrawnOn !== null) {
    throw new Refusal(
      'conflict',
      'documents.withdrawn',
      `Văn bản đã được thu hồi ngày ${formatCalendarDate(document.withdrawnOn)} nên không sửa được nữa.`,
    )
  }
  return document
}

function identified(given: IncomingToRecord, before: { identifier: string }) {
  return { identifier: given.identifier ?? before.identifier }
}

/** A document that has files already does not get a mark of secrecy. Refuses `documents.no-file-of-a-secret`. */
async function refuseMarkedFiles(transaction: Database, id: string, secrecy: Secrecy): Promise<void> {
  refuseSecretFiles(secrecy, (await attachmentsOf(transaction, { kind: 'document', id })).length)
}

/** An entry whose number field was left empty keeps the number it has, unless it moves to another series or year. */
function withOwnNumber(
  given: DocumentToRecord,
  before: {
    number: number | null
    arrivalNumber: number | null
    type: string
    issuedOn: string
    arrivedOn: string | null
    unitId: string
    issuingUnitId: string | null
  },
): DocumentToRecord {
  const year = (day: string | null) => day?.slice(0, 4)
  if (given.direction === 'incoming') {
    const same = year(given.arrivedOn) === year(before.arrivedOn) && given.unitId === before.unitId
    return { ...given, arrivalNumber: given.arrivalNumber ?? (same ? before.arrivalNumber : null) }
  }
  const sameIssuer = (given.issuingUnitId ?? given.unitId) === before.issuingUnitId
  const same = sameIssuer && year(given.issuedOn) === year(before.issuedOn) && given.type === before.type
  return { ...given, number: given.number ?? (same ? before.number : null) }
}

async function writeAround(
  transaction: Database,
  official: Official,
  { id, given, today }: { id: string; given: DocumentToRecord; today: CalendarDate },
): Promise<void> {
  await writeLinks(transaction, official, { documentId: id, given, today })
  await attachFiles(transaction, official, {
    subject: { kind: 'document', id },
    unitId: given.unitId,
    storedFileIds: given.files,
  })
  await writeSearch(transaction, id)
}

/** Keeps what the document is searched by, beside it. */
export async function writeSearch(transaction: Database, documentId: string): Promise<void> {
  const words = searchText(
    sql`concat_ws(' ', document.reference, document.summary, document.issuing_body, unit_name_on(document.issuing_unit_id, document.issued_on))`,
  )
  await sql`
    insert into document_search (document_id, words)
    select document.id, to_tsvector('simple', ${words}) from document where document.id = ${documentId}
    on conflict (document_id) do update set words = excluded.words`.execute(transaction)
}

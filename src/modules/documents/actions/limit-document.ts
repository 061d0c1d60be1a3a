import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { keepsRegister } from '../queries/document-reach.ts'
import { limitationOf } from '../queries/document-readers.ts'
import { isWidening, type Limitation, readerOf, refuseLimitation } from '../rules/document-limits.ts'
import { documentForChange } from './record-document.ts'

/**
 * Says who may read a document, in place of what was said before. Who writes the register may name fewer; more only who keeps it.
 * Refuses `documents.only-keeper-widens`, `documents.no-such-reader`, what `refuseLimitation` refuses, and as `documentForChange`.
 * The names of readers do not go into the trail, which more people read than the page of the readers.
 */
export function limitDocument(
  database: Database,
  official: Official,
  { id, given, today }: { id: string; given: Limitation; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const document = await documentForChange(transaction, official, id, today)
    const before = await limitationOf(transaction, document)
    const after = {
      limits: given.limits,
      readers: given.limits === 'none' ? [] : [...new Set(given.readers)],
      limitedFiles: given.limits === 'files' ? [...new Set(given.limitedFiles)] : [],
    }
    refuseLimitation(after, document.secrecy)
    if (isWidening(before, after) && !(await keepsRegister(transaction, official, document.unitId, today))) {
      const message =
        'Chỉ người đứng đầu đơn vị mới mở rộng người đọc của văn bản đã hạn chế. Bạn chỉ có thể bớt người đọc; chưa có gì thay đổi.'
      throw new Refusal('conflict', 'documents.only-keeper-widens', message, { limits: message })
    }
    await write(transaction, official, { id, after })
    await recordChange(transaction, {
      official,
      action: 'document.limited',
      subject: { kind: 'document', id },
      unitId: document.unitId,
      summary: inWords(after),
      before: { limits: before.limits, readerCount: before.readers.length },
      after: { limits: after.limits, readerCount: after.readers.length },
    })
  })
}

async function write(
  transaction: Database,
  official: Official,
  { id, after }: { id: string; after: Limitation },
): Promise<void> {
  await transaction
    .updateTable('document')
    .set({ limits: after.limits, ...changedBy(official) })
    .where('id', '=', id)
    .execute()
  await sql`update attachment set is_limited = id = any(${[...after.limitedFiles]}::bigint[])
    where subject_kind = 'document' and subject_id = ${id}`.execute(transaction)
  await transaction.deleteFrom('document_reader').where('document_id', '=', id).execute()
  for (const key of after.readers) {
    const reader = readerOf(key)
    if (reader === null || !(await isThere(transaction, reader))) throw noSuchReader()
    await transaction
      .insertInto('document_reader')
      .values({
        document_id: id,
        person_id: reader.kind === 'person' ? reader.personId : null,
        unit_id: reader.kind === 'person' ? null : reader.unitId,
        role_code: reader.kind === 'role' ? reader.roleCode : null,
        added_by_account_id: official.accountId,
      })
      .execute()
  }
}

async function isThere(transaction: Database, reader: NonNullable<ReturnType<typeof readerOf>>): Promise<boolean> {
  const found =
    reader.kind === 'person'
      ? sql`select from person where id = ${reader.personId}`
      : reader.kind === 'unit'
        ? sql`select from unit where id = ${reader.unitId}`
        : sql`select from unit, role where unit.id = ${reader.unitId} and role.code = ${reader.roleCode}`
  return (await found.execute(transaction)).rows.length > 0
}

function noSuchReader(): Refusal {
  const message = 'Có người đọc không còn trong danh sách. Hãy chọn lại.'
  return new Refusal('invalid', 'documents.no-such-reader', message, { people: message })
}

function inWords({ limits, readers, limitedFiles }: Limitation): string {
  if (limits === 'none') return 'Bỏ hạn chế người đọc'
  const what = limits === 'document' ? 'văn bản' : `${limitedFiles.length} tệp`
  return `Hạn chế người đọc ${what}: ${readers.length} người, chức vụ, đơn vị được nêu tên`
}

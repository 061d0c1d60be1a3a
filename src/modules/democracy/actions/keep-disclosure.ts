import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { attachFiles } from '../../documents/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { requireCommune } from '../queries/communes.ts'
import { contentsOfYear, type DisclosureRecord, disclosureById } from '../queries/disclosures.ts'
import { lastDayOf } from '../queries/last-day.ts'
import { type Quarter, refuseFutureDocument, refuseQuarter } from '../rules/disclosure.ts'
import { disclosureFormValues } from '../rules/form-values.ts'
import { noSuchDisclosure } from './out-of-reach.ts'

export type DisclosureToKeep = {
  unitId: string
  contentCode: string
  year: number
  quarter: Quarter | null
  title: string
  documentNumber: string
  documentIssuedOn: CalendarDate
  summary: string
  /** Files that everybody may download once it is public. */
  files: readonly string[]
}

/**
 * Enters a document that must be made public and answers its id: the clock runs from the day of the document, and nobody outside
 * sees it yet. Refuses a unit that is not the official's commune, a document of the future, a content that the law of that year does
 * not list (`democracy.no-such-content`), and quarter and content that do not go together.
 */
export function enterDisclosure(
  database: Database,
  official: Official,
  given: DisclosureToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireCommune(transaction, official, given.unitId, today)
    await refuseDisclosure(transaction, given, today)
    const { id } = await transaction
      .insertInto('disclosure')
      .values({
        ...(await columns(transaction, given)),
        unit_id: given.unitId,
        disclosed_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.disclosure-entered',
      subject: { kind: 'disclosure', id },
      unitId: given.unitId,
      summary: `Ghi văn bản phải công khai: ${given.title}`,
      after: told,
    })
    await attachPublicFiles(transaction, official, { id, unitId: given.unitId, files })
    return id
  })
}

/**
 * Mends what was entered; the unit stays. `version` is the one the person saw; when somebody saved it since, throws StaleEdit.
 * Refuses as `enterDisclosure`, and a document dated after the day on which it was made public (`democracy.document-after-posting`).
 */
export function changeDisclosure(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: DisclosureToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await disclosureForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => disclosureFormValues(before))
    await refuseDisclosure(transaction, { ...given, unitId: before.unitId }, today)
    if (before.disclosedOn !== null && given.documentIssuedOn > before.disclosedOn) {
      const message = `Văn bản đã công khai ngày ${formatCalendarDate(before.disclosedOn)} nên ngày văn bản không thể sau ngày đó.`
      throw new Refusal('invalid', 'democracy.document-after-posting', message, { documentIssuedOn: message })
    }
    await transaction
      .updateTable('disclosure')
      .set({ ...(await columns(transaction, given)), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.disclosure-changed',
      subject: { kind: 'disclosure', id },
      unitId: before.unitId,
      summary: `Sửa văn bản phải công khai: ${given.title}`,
      before: { ...before },
      after: told,
    })
    await attachPublicFiles(transaction, official, { id, unitId: before.unitId, files })
  })
}

/** Takes a document out of the table and off the public page, where the reason stands in its place. Refuses `democracy.withdrawn-already`. */
export function withdrawDisclosure(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const disclosure = await disclosureForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('disclosure')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.disclosure-withdrawn',
      subject: { kind: 'disclosure', id },
      unitId: disclosure.unitId,
      summary: `Thu hồi văn bản công khai: ${reason}`,
    })
  })
}

/** The document, locked until the transaction ends. Refuses one that is not there or another's, and one that was withdrawn. */
export async function disclosureForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<DisclosureRecord> {
  await sql`select from disclosure where id = ${id}::bigint for update`.execute(transaction)
  const disclosure = await disclosureById(transaction, official, id, today)
  if (!disclosure?.isTheirs) throw noSuchDisclosure()
  if (disclosure.withdrawnOn !== null) {
    throw new Refusal(
      'conflict',
      'democracy.withdrawn-already',
      'Văn bản này đã được thu hồi nên không ghi thêm. Nội dung đã ghi vẫn giữ nguyên; nếu công khai lại, hãy ghi văn bản mới.',
    )
  }
  return disclosure
}

async function refuseDisclosure(transaction: Database, given: DisclosureToKeep, today: CalendarDate): Promise<void> {
  refuseFutureDocument(given.documentIssuedOn, today)
  await refuseEndedUnit(transaction, given.unitId, given.documentIssuedOn)
  const content = (await contentsOfYear(transaction, given.year)).find(({ code }) => code === given.contentCode)
  if (!content) {
    const message = `Danh mục công khai năm ${given.year} không có nội dung này. Hãy chọn lại nội dung hoặc năm.`
    throw new Refusal('invalid', 'democracy.no-such-content', message, { contentCode: message })
  }
  refuseQuarter(content.occurs, given.quarter)
}

async function columns(transaction: Database, given: DisclosureToKeep) {
  return {
    content_code: given.contentCode,
    year: given.year,
    quarter: given.quarter,
    title: given.title,
    document_number: given.documentNumber,
    document_issued_on: given.documentIssuedOn,
    summary: given.summary,
    due_on: lastDayOf('dc-publish', given.documentIssuedOn, await calendarInForce(transaction)),
  }
}

async function attachPublicFiles(
  transaction: Database,
  official: Official,
  { id, unitId, files }: { id: string; unitId: string; files: readonly string[] },
): Promise<void> {
  const subject = { kind: 'disclosure', id }
  await attachFiles(transaction, official, { subject, unitId, storedFileIds: files, readPermission: 'democracy.read' })
}

import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachFiles } from '../../documents/index.ts'
import { DISCLOSURE_FORMS, type DisclosureForm, refusePosting } from '../rules/disclosure.ts'
import { disclosureForUpdate } from './keep-disclosure.ts'

export type PostingToRecord = {
  disclosureId: string
  form: DisclosureForm
  place: string
  postedOn: CalendarDate
  postedUntil: CalendarDate | null
  /** Number and day of the minutes of posting, or nothing where a photo or document proves it. */
  minutes: string
  proofs: readonly string[]
}

/**
 * Writes down one way in which a document was made public, with its proof. The first one opens it to everybody; the earliest day of
 * all is the day of disclosure. Refuses as `refusePosting`.
 */
export function postDisclosure(
  database: Database,
  official: Official,
  given: PostingToRecord,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const disclosure = await disclosureForUpdate(transaction, official, given.disclosureId, today)
    refusePosting({ ...given, proofCount: given.proofs.length }, disclosure.documentIssuedOn, today)
    const { id } = await transaction
      .insertInto('disclosure_posting')
      .values({
        disclosure_id: disclosure.id,
        form: given.form,
        place: given.place,
        posted_on: given.postedOn,
        posted_until: given.postedUntil,
        minutes: given.minutes,
        illustration: null,
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .updateTable('disclosure')
      .set({ disclosed_on: sql<string>`least(disclosed_on, ${given.postedOn}::date)`, ...changedBy(official) })
      .where('id', '=', disclosure.id)
      .execute()
    const { proofs, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.disclosure-posted',
      subject: { kind: 'disclosure', id: disclosure.id },
      unitId: disclosure.unitId,
      summary: `Công khai ngày ${formatCalendarDate(given.postedOn)}: ${DISCLOSURE_FORMS[given.form]}, ${given.place}`,
      after: { ...told, postingId: id },
    })
    await attachFiles(transaction, official, {
      subject: { kind: 'disclosure-posting', id },
      unitId: disclosure.unitId,
      storedFileIds: proofs,
      readPermission: 'democracy.read',
    })
  })
}

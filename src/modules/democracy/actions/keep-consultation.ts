import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachFiles } from '../../documents/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { requireCommune } from '../queries/communes.ts'
import { type Consultation, consultationById, opinionsOfTheme, themesOf } from '../queries/consultations.ts'
import { type ConsultationMatter, refuseConclusion, refusePeriod, refusePublication } from '../rules/consultation.ts'
import { consultationFormValues } from '../rules/form-values.ts'
import { noSuchConsultation } from './out-of-reach.ts'

export type ConsultationToKeep = {
  unitId: string
  matter: ConsultationMatter
  title: string
  content: string
  documentNumber: string
  opensOn: CalendarDate
  /** The last day on which opinions are taken. */
  closesOn: CalendarDate
  /** Drafts on which opinions are asked; everybody may download them once it is published. */
  files: readonly string[]
}

/** Prepares a consultation and answers its id; nobody outside sees it yet. Refuses a unit that is not the official's commune, and as `refusePeriod`. */
export function prepareConsultation(
  database: Database,
  official: Official,
  given: ConsultationToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireCommune(transaction, official, given.unitId, today)
    refusePeriod(given)
    await refuseEndedUnit(transaction, given.unitId, given.opensOn)
    const { id } = await transaction
      .insertInto('consultation')
      .values({
        ...columns(given),
        unit_id: given.unitId,
        published_on: null,
        concluded_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(transaction, official, { id, unitId: given.unitId }, 'prepared', `Soạn cuộc lấy ý kiến: ${given.title}`)
    await attachDrafts(transaction, official, { id, unitId: given.unitId, files: given.files })
    return id
  })
}

/** Changes a consultation until it is concluded; its commune stays. Throws StaleEdit; refuses as `prepareConsultation`. */
export function changeConsultation(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: ConsultationToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await consultationForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => consultationFormValues(before))
    refusePeriod(given)
    await transaction
      .updateTable('consultation')
      .set({ ...columns(given), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await tell(transaction, official, before, 'changed', `Sửa cuộc lấy ý kiến: ${given.title}`, {
      ...{ closesOn: given.closesOn, opensOn: given.opensOn, content: given.content },
    })
    await attachDrafts(transaction, official, { id, unitId: before.unitId, files: given.files })
  })
}

/** Opens a consultation to everybody. Refuses as `refusePublication`. */
export function publishConsultation(
  database: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const consultation = await consultationForUpdate(transaction, official, id, today)
    refusePublication(consultation, today)
    await transaction
      .updateTable('consultation')
      .set({ published_on: today, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const until = formatCalendarDate(consultation.closesOn)
    await tell(transaction, official, consultation, 'published', `Công bố lấy ý kiến đến hết ngày ${until}`)
  })
}

/** Publishes what was taken up and why not the rest; from now on nothing changes. Refuses as `refuseConclusion`. */
export function concludeConsultation(
  database: Database,
  official: Official,
  { id, conclusion, today }: { id: string; conclusion: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const consultation = await consultationForUpdate(transaction, official, id, today)
    const [themes, loose] = [await themesOf(transaction, id), await opinionsOfTheme(transaction, id, null)]
    const unanswered = themes.filter((theme) => theme.count > 0 && theme.answeredOn === null).length
    refuseConclusion(consultation, { ungrouped: loose.length, unanswered }, today)
    await transaction
      .updateTable('consultation')
      .set({ conclusion, concluded_on: today, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await tell(transaction, official, consultation, 'concluded', 'Công bố kết quả tiếp thu, giải trình ý kiến')
  })
}

/** Takes a consultation out of the list, the figures and the public pages. */
export function withdrawConsultation(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const consultation = await consultationForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('consultation')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await tell(transaction, official, consultation, 'withdrawn', `Thu hồi cuộc lấy ý kiến: ${reason}`)
  })
}

/**
 * The consultation, locked until the transaction ends. Refuses one that is not there or another's, and one that was concluded or
 * withdrawn (`democracy.consultation-over`).
 */
export async function consultationForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<Consultation> {
  await sql`select from consultation where id = ${id}::bigint for update`.execute(transaction)
  const consultation = await consultationById(transaction, official, id, today)
  if (!consultation?.isTheirs) throw noSuchConsultation()
  if (consultation.withdrawnOn !== null || consultation.concludedOn !== null) {
    throw new Refusal(
      'conflict',
      'democracy.consultation-over',
      'Cuộc lấy ý kiến đã công bố giải trình hoặc đã thu hồi nên không sửa nữa. Nội dung đã ghi vẫn giữ nguyên.',
    )
  }
  return consultation
}

/** Tells the trail what was done with a consultation. */
export function tell(
  transaction: Database,
  official: Official | null,
  { id, unitId }: { id: string; unitId: string },
  what: string,
  summary: string,
  after: Record<string, unknown> = {},
): Promise<void> {
  const action = `democracy.consultation-${what}`
  return recordChange(transaction, { official, action, subject: { kind: 'consultation', id }, unitId, summary, after })
}

function columns(given: ConsultationToKeep) {
  return {
    matter: given.matter,
    title: given.title,
    content: given.content,
    document_number: given.documentNumber,
    opens_on: given.opensOn,
    closes_on: given.closesOn,
  }
}

async function attachDrafts(
  transaction: Database,
  official: Official,
  { id, unitId, files }: { id: string; unitId: string; files: readonly string[] },
): Promise<void> {
  const subject = { kind: 'consultation', id }
  await attachFiles(transaction, official, { subject, unitId, storedFileIds: files, readPermission: 'democracy.read' })
}

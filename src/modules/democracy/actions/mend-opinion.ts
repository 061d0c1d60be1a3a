import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type OpinionRecord, opinionById } from '../queries/opinions.ts'
import { type OpinionWritten, refuseChangeOfSent, refuseOpinionDay } from '../rules/consultation.ts'
import { opinionFormValues } from '../rules/form-values.ts'
import { consultationForUpdate, tell } from './keep-consultation.ts'
import { noSuchOpinion } from './out-of-reach.ts'
import { groupOpinions } from './take-opinions.ts'

/** An opinion as it should stand; an empty theme puts it into none. */
export type OpinionToMend = OpinionWritten & { theme: string }

/**
 * Mends an opinion that was written down, or puts it into another theme, until its consultation is concluded. The trail says that it was
 * done, not what was said. Throws StaleEdit; refuses as `refuseChangeOfSent` and `refuseOpinionDay`, and what is out of reach.
 */
export function changeOpinion(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: OpinionToMend; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { opinion, consultation } = await opinionForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, opinion, () => opinionFormValues(opinion))
    if (!opinion.wasWrittenDown) refuseChangeOfSent(opinion, given)
    if (given.receivedOn !== opinion.receivedOn) refuseOpinionDay(given.receivedOn, consultation, today)
    const isWorded = (['content', 'channel', 'receivedOn'] as const).some((key) => opinion[key] !== given[key])
    await transaction
      .updateTable('consultation_opinion')
      .set({ channel: given.channel, received_on: given.receivedOn, content: given.content, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    if (isWorded) await tell(transaction, official, consultation, 'opinion-mended', 'Sửa một ý kiến đã ghi')
    await moveToTheme(transaction, official, { opinion, theme: given.theme, today })
  })
}

async function moveToTheme(
  transaction: Database,
  official: Official,
  { opinion, theme, today }: { opinion: OpinionRecord; theme: string; today: CalendarDate },
): Promise<void> {
  const { id, consultationId } = opinion
  if (theme === (opinion.theme ?? '')) return
  if (theme !== '')
    return groupOpinions(transaction, official, { consultationId, opinionIds: [id], title: theme, today })
  await transaction.updateTable('consultation_opinion').set({ theme_id: null }).where('id', '=', id).execute()
  const consultation = await consultationForUpdate(transaction, official, consultationId, today)
  await tell(
    transaction,
    official,
    consultation,
    'opinion-ungrouped',
    `Đưa một ý kiến ra khỏi nhóm “${opinion.theme ?? ''}”`,
  )
}

/**
 * Takes back an opinion that was written down by mistake: it is counted nowhere any more. Refuses `democracy.opinion-of-sender`: what a
 * person sent stays.
 */
export function withdrawOpinion(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const { opinion, consultation } = await opinionForUpdate(transaction, official, id, today)
    if (!opinion.wasWrittenDown) {
      throw new Refusal(
        'conflict',
        'democracy.opinion-of-sender',
        'Ý kiến này do người dân tự gửi nên không bỏ được. Ý kiến ngoài nội dung cũng xếp vào một nhóm để trả lời.',
      )
    }
    await transaction
      .updateTable('consultation_opinion')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await tell(transaction, official, consultation, 'opinion-withdrawn', `Bỏ một ý kiến ghi nhầm: ${reason}`)
    return opinion.consultationId
  })
}

/** The opinion and its consultation, locked. Refuses as `consultationForUpdate`. */
async function opinionForUpdate(transaction: Database, official: Official, id: string, today: CalendarDate) {
  await sql`select from consultation_opinion where id = ${id}::bigint for update`.execute(transaction)
  const opinion = await opinionById(transaction, official, id, today)
  if (!opinion) throw noSuchOpinion()
  const consultation = await consultationForUpdate(transaction, official, opinion.consultationId, today)
  return { opinion, consultation }
}

import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { publicConsultation, themeById } from '../queries/consultations.ts'
import { type OpinionChannel, refuseOpinionDay, refuseOpinionOutside } from '../rules/consultation.ts'
import { consultationForUpdate, tell } from './keep-consultation.ts'
import { noSuchConsultation, noSuchTheme } from './out-of-reach.ts'

/** So many opinions one consultation holds: more come from no commune, only from a program. */
const MOST_OPINIONS = 20_000

/**
 * Takes what somebody wrote on the public page: without name, address or contact. Refuses `democracy.no-such-consultation` for what
 * is not public, `democracy.opinions-full`, and as `refuseOpinionOutside`.
 */
export function sendOpinion(
  database: Database,
  { consultationId, content, today }: { consultationId: string; content: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const consultation = await publicConsultation(transaction, consultationId, today)
    if (!consultation) throw noSuchConsultation()
    refuseOpinionOutside(consultation, today)
    if (consultation.opinionCount >= MOST_OPINIONS) {
      throw new Refusal(
        'conflict',
        'democracy.opinions-full',
        'Cuộc lấy ý kiến đã nhận quá nhiều ý kiến trực tuyến. Nội dung vẫn còn trong ô; ông/bà có thể gửi trực tiếp tại trụ sở.',
      )
    }
    await transaction
      .insertInto('consultation_opinion')
      .values({
        ...{ consultation_id: consultationId, channel: 'online', content, received_on: today },
        ...{ theme_id: null, illustration: null, created_by_account_id: null },
      })
      .execute()
    await tell(transaction, null, consultation, 'opinion-sent', 'Nhận một ý kiến gửi trực tuyến')
  })
}

export type OpinionsToEnter = {
  consultationId: string
  channel: OpinionChannel
  receivedOn: CalendarDate
  contents: readonly string[]
}

/**
 * Writes down what people said at a meeting or on paper, and answers the ids in the order given. Refuses as `refuseOpinionDay`, and a
 * draft (`democracy.not-published`).
 */
export function enterOpinions(
  database: Database,
  official: Official,
  { consultationId, channel, receivedOn, contents }: OpinionsToEnter,
  today: CalendarDate,
): Promise<string[]> {
  return inTransaction(database, async (transaction) => {
    const consultation = await consultationForUpdate(transaction, official, consultationId, today)
    if (consultation.publishedOn === null) {
      throw new Refusal('conflict', 'democracy.not-published', 'Hãy công bố cuộc lấy ý kiến rồi mới ghi ý kiến.')
    }
    refuseOpinionDay(receivedOn, consultation, today)
    const written = await transaction
      .insertInto('consultation_opinion')
      .values(
        contents.map((content) => ({
          ...{ consultation_id: consultationId, channel, content, received_on: receivedOn },
          ...{ theme_id: null, illustration: null, created_by_account_id: official.accountId },
        })),
      )
      .returning('id')
      .execute()
    await tell(transaction, official, consultation, 'opinions-entered', `Ghi ${contents.length} ý kiến`)
    return written.map(({ id }) => id).sort((one, other) => Number(BigInt(one) - BigInt(other)))
  })
}

/**
 * Puts opinions into a theme: one that stands, or a new one by its title. Opinions may be put into another theme later. Refuses
 * opinions that are not of this consultation (`democracy.opinions-of-another`).
 */
export function groupOpinions(
  database: Database,
  official: Official,
  given: { consultationId: string; opinionIds: readonly string[]; title: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { consultationId, opinionIds, title, today } = given
    const consultation = await consultationForUpdate(transaction, official, consultationId, today)
    const { rows } = await sql<{ id: string }>`
      insert into consultation_theme (consultation_id, title, changed_by_account_id)
      values (${consultationId}, ${title}, ${official.accountId})
      on conflict (consultation_id, title) do update set title = excluded.title
      returning id`.execute(transaction)
    const moved = await transaction
      .updateTable('consultation_opinion')
      .set({ theme_id: rows[0]?.id ?? null, ...changedBy(official) })
      .where('consultation_id', '=', consultationId)
      .where('withdrawn_on', 'is', null)
      .where('id', 'in', [...opinionIds])
      .executeTakeFirst()
    if (Number(moved.numUpdatedRows) !== opinionIds.length) {
      const message = 'Có ý kiến không thuộc cuộc lấy ý kiến này. Hãy chọn lại.'
      throw new Refusal('invalid', 'democracy.opinions-of-another', message, { opinions: message })
    }
    await tell(
      transaction,
      official,
      consultation,
      'opinions-grouped',
      `Xếp ${opinionIds.length} ý kiến vào nhóm “${title}”`,
    )
  })
}

/** Answers a theme: what is taken up, and why the rest is not. A later answer replaces it; the trail keeps both. */
export function answerTheme(
  database: Database,
  official: Official,
  { themeId, answer, today }: { themeId: string; answer: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const theme = await themeById(transaction, themeId)
    if (!theme) throw noSuchTheme()
    const consultation = await consultationForUpdate(transaction, official, theme.consultationId, today)
    await transaction
      .updateTable('consultation_theme')
      .set({ answer, answered_on: today, ...changedBy(official) })
      .where('id', '=', themeId)
      .execute()
    await tell(transaction, official, consultation, 'theme-answered', `Giải trình nhóm “${theme.title}”`, { answer })
    return theme.consultationId
  })
}

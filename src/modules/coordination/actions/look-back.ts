import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { coordinationById, partiesOf } from '../queries/coordinations.ts'
import { coordinationForChange, noSuchCoordination } from './keep-coordination.ts'
import { noSuchParty } from './sign-coordination.ts'

/**
 * A party tells what it has done in a year; a second report adds to the first. The lead unit reports for a body outside.
 * Refuses `coordination.no-such-party`, `coordination.not-signed-yet` and `coordination.year-outside-term`.
 */
export function reportCoordination(
  database: Database,
  official: Official,
  given: { id: string; partyId: string; year: number; content: string; today: CalendarDate },
): Promise<void> {
  const { id, partyId, year, content, today } = given
  return inTransaction(database, async (transaction) => {
    await sql`select from coordination where id = ${id}::bigint for update`.execute(transaction)
    const coordination = await coordinationById(transaction, official, id, today)
    if (!coordination || coordination.withdrawnOn !== null) throw noSuchCoordination()
    const party = (await partiesOf(transaction, official, id, today)).find((each) => each.id === partyId)
    if (!party?.mayReport) throw noSuchParty()
    if (coordination.signedOn === null) {
      throw new Refusal(
        'conflict',
        'coordination.not-signed-yet',
        'Chưa đủ chữ ký của các bên nên chưa có gì để báo cáo; nội dung bạn nhập vẫn còn trong ô.',
      )
    }
    const last = Math.min(yearOf(today), coordination.endsOn === null ? yearOf(today) : yearOf(coordination.endsOn))
    if (year < yearOf(coordination.startsOn) || year > last) {
      const message = `Năm báo cáo phải từ ${yearOf(coordination.startsOn)} đến ${last}.`
      throw new Refusal('invalid', 'coordination.year-outside-term', message, { year: message })
    }
    await transaction
      .insertInto('coordination_report')
      .values({
        coordination_id: id,
        party_id: partyId,
        year,
        reported_on: today,
        content,
        created_by_account_id: official.accountId,
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'coordination.reported',
      subject: { kind: 'coordination', id },
      unitId: party.unitId ?? coordination.leadUnitId,
      summary: `${party.name} báo cáo kết quả năm ${year}`,
      after: { year, content },
    })
  })
}

export const REVIEW_KINDS = { interim: 'Sơ kết', final: 'Tổng kết' } as const

export type ReviewToKeep = {
  kind: keyof typeof REVIEW_KINDS
  heldOn: CalendarDate
  results: string
  shortcomings: string
  conclusions: string
}

/** Records that the parties looked back together. Refuses `coordination.review-day`: before it was signed, or still to come. */
export function reviewCoordination(
  database: Database,
  official: Official,
  { id, given, today }: { id: string; given: ReviewToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const coordination = await coordinationForChange(transaction, official, id, today)
    if (coordination.signedOn === null || given.heldOn < coordination.signedOn || given.heldOn > today) {
      const message =
        coordination.signedOn === null
          ? 'Chưa đủ chữ ký của các bên nên chưa thể sơ kết, tổng kết.'
          : `Ngày họp phải từ ngày ký đủ (${formatCalendarDate(coordination.signedOn)}) đến hôm nay.`
      throw new Refusal('invalid', 'coordination.review-day', message, { heldOn: message })
    }
    await transaction
      .insertInto('coordination_review')
      .values({
        coordination_id: id,
        kind: given.kind,
        held_on: given.heldOn,
        results: given.results,
        shortcomings: given.shortcomings,
        conclusions: given.conclusions,
        created_by_account_id: official.accountId,
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'coordination.reviewed',
      subject: { kind: 'coordination', id },
      unitId: coordination.leadUnitId,
      summary: `${REVIEW_KINDS[given.kind]} ngày ${formatCalendarDate(given.heldOn)}`,
      after: { ...given },
    })
  })
}

import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { waitingAppeals } from '../queries/appeals.ts'
import { rankingOf } from '../queries/ranking.ts'
import type { YearDecisions } from '../queries/tables.ts'
import { openSecondMarks } from '../queries/verification-work.ts'
import { rowsOfYear } from '../queries/year-parts.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { rankCode } from '../rules/rank-code.ts'
import type { Ranking } from '../rules/rank-units.ts'
import { type By, lockYear, moveAssessments, refuseDecided, refusePart } from './write-sheet.ts'

export type YearDecision = {
  yearId: string
  decisionNumber: string
  decidedOn: CalendarDate
  /** The decision in the register of outgoing documents; absent for years decided outside of it. */
  documentId?: string
  decisions?: YearDecisions
  /** Why units whose verification is not complete are not ranked; needed when there are such units. */
  reasonForUnverified?: string
  /** Why the year is decided although second marks or their differences are open; needed when there are such. */
  reasonForOpenMarks?: string
}

/**
 * Decides the ranks of a year and freezes every result with all that went into it; from then on nothing of it changes.
 * Refuses `criteria.not-your-province`, `criteria.part-of-a-year`, `criteria.year-decided`, `criteria.decision-in-the-future`,
 * `criteria.units-not-verified` without a reason for them, `criteria.appeals-waiting`, `criteria.second-marks-open`, `criteria.quota-exceeded` while neither enough units give way nor a
 * reason is given, and what ranking refuses.
 */
export function decideYear(database: Database, by: By, given: YearDecision, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    refusePart(year)
    refuseDecided(year)
    const rows = await rowsOfYear(transaction, year.id)
    for (const row of rows) await lockYear(transaction, row)
    if (by) await requireDecider(transaction, by, year.rootUnitId, today)
    if (given.decidedOn > today) {
      const message = `Ngày quyết định ${formatCalendarDate(given.decidedOn)} ở sau hôm nay (${formatCalendarDate(today)}). Hãy kiểm tra lại ngày.`
      throw new Refusal('invalid', 'criteria.decision-in-the-future', message, { decidedOn: message })
    }
    const decisions = given.decisions ?? {}
    const reason = given.reasonForUnverified ?? ''
    const { compiled, digest, sheets, ranking } = await rankingOf(transaction, given.yearId, {
      decisions,
      reasonForUnverified: reason,
    })
    const unverified = sheets.filter((sheet) => sheet.state !== 'verified')
    if (unverified.length > 0 && reason === '') {
      const message = `Còn ${unverified.length} đơn vị chưa thẩm định xong. Hãy thẩm định tiếp, hoặc ghi lý do không xếp loại các đơn vị này.`
      throw new Refusal('conflict', 'criteria.units-not-verified', message, { reasonForUnverified: message })
    }
    await refuseWaitingAppeals(transaction, rows)
    const left = await openMarksLeft(transaction, rows, given.reasonForOpenMarks ?? '')
    refuseExceededQuotas(ranking, decisions)

    const frozen = ranking.units.map((unit, index) => {
      const sheet = sheets[index]
      if (!sheet) throw new Error('A ranked unit has no sheet.')
      const level = compiled.ranks.findIndex((rank) => rank.title === unit.rank)
      return {
        assessmentId: sheet.assessmentId,
        selfTotal: sheet.selfTotal,
        verifiedTotal: sheet.state === 'verified' ? (sheet.appealed ? sheet.verifiedTotal : unit.total) : null,
        appealTotal: sheet.state === 'verified' && sheet.appealed ? unit.total : null,
        rank: unit.rank,
        level: unit.rank === null ? null : level + 1,
        code: unit.rank === null ? null : rankCode(unit.rank),
        byPoints: unit.rankByPoints,
        position: unit.position,
        notRanked: unit.notRanked,
        inputs: sheet.inputs,
        changed: sheet.changed,
        effects: unit.effects,
        earlierPart: sheet.earlier,
      }
    })
    await sql`
      insert into ranking_result (assessment_id, assessment_year_id, unit_id, year, block_id, self_total, verified_total,
        appeal_total, rank_title, rank_level, rank_code, rank_by_points, position, not_ranked_reason, set_digest, inputs, changed_points, effects, earlier_part)
      select assessment.id, assessment.assessment_year_id, assessment.unit_id, ${year.year}, assessment.block_id,
        given."selfTotal"::numeric, given."verifiedTotal"::numeric, given."appealTotal"::numeric, given.rank, given.level, given.code, given."byPoints",
        given.position, given."notRanked", ${digest}, given.inputs, given.changed, given.effects,
        nullif(given."earlierPart", 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(frozen)}::jsonb) as given ("assessmentId" bigint, "selfTotal" text,
        "verifiedTotal" text, "appealTotal" text, rank text, level int, code text, "byPoints" text, position int, "notRanked" text, inputs jsonb,
        changed jsonb, effects jsonb, "earlierPart" jsonb)
      join assessment on assessment.id = given."assessmentId"`.execute(transaction)
    await moveAssessments(
      transaction,
      by,
      sheets.flatMap((sheet) => [sheet.assessmentId, ...(sheet.earlier ? [sheet.earlier.assessmentId] : [])]),
      'decided',
    )
    await transaction
      .updateTable('assessment_year')
      .set({
        state: 'decided',
        decision_number: given.decisionNumber,
        decided_on: given.decidedOn,
        decision_document_id: given.documentId ?? null,
        second_marks_left_reason: left,
        decisions: JSON.stringify(decisions),
        version: sql`version + 1`,
      })
      .where('id', 'in', rows)
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.year-decided',
      subject: { kind: 'assessment-year', id: year.id },
      unitId: year.rootUnitId,
      summary: `Quyết định xếp loại năm ${year.year}: ${given.decisionNumber}, ngày ${formatCalendarDate(given.decidedOn)}; ${countsInWords(compiled, ranking)}${left === null ? '' : `. Chấm lần hai chưa xong: ${left}`}`,
      after: { decisionNumber: given.decisionNumber, decidedOn: given.decidedOn, decisions, digest },
    })
  })
}

/**
 * Announces the decided results: from then on everybody may read them. Refuses `criteria.not-your-province` and
 * `criteria.year-not-decided`.
 */
export function publishYear(
  database: Database,
  by: By,
  { yearId }: { yearId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refusePart(year)
    if (by) await requireDecider(transaction, by, year.rootUnitId, today)
    if (year.state !== 'decided') {
      throw new Refusal(
        'conflict',
        'criteria.year-not-decided',
        year.state === 'published'
          ? `Kết quả năm ${year.year} đã được công bố.`
          : `Kết quả năm ${year.year} chưa được quyết định nên chưa công bố được.`,
      )
    }
    await transaction
      .updateTable('assessment_year')
      .set({ state: 'published', published_on: today, version: sql`version + 1` })
      .where('id', 'in', await rowsOfYear(transaction, yearId))
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.year-published',
      subject: { kind: 'assessment-year', id: yearId },
      unitId: year.rootUnitId,
      summary: `Công bố kết quả xếp loại năm ${year.year}`,
    })
  })
}

export async function requireDecider(
  transaction: Database,
  by: NonNullable<By>,
  rootUnitId: string,
  today: CalendarDate,
) {
  const found = await transaction
    .selectFrom('unit')
    .select('id')
    .where('id', '=', rootUnitId)
    .where('id', 'in', unitsUnder(unitsFor(by, 'criteria.decide'), today))
    .executeTakeFirst()
  if (!found)
    throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này trong phạm vi của bạn.')
}

async function refuseWaitingAppeals(transaction: Database, yearIds: readonly string[]): Promise<void> {
  const waiting = await waitingAppeals(transaction, yearIds)
  if (waiting === 0) return
  throw new Refusal(
    'conflict',
    'criteria.appeals-waiting',
    `Còn ${formatNumber(waiting)} kiến nghị về điểm chưa được trả lời. Hãy trả lời các kiến nghị này rồi quyết định; nội dung đã nhập vẫn được giữ.`,
  )
}

/** Why open second marks are left as they are; null where none is open. Refuses `criteria.second-marks-open` without a word. */
async function openMarksLeft(
  transaction: Database,
  yearIds: readonly string[],
  reason: string,
): Promise<string | null> {
  const open = await openSecondMarks(transaction, yearIds)
  if (open === 0) return null
  if (reason !== '') return reason
  const message = `Còn ${formatNumber(open)} điểm trong mẫu chấm lần hai chưa chấm xong hoặc đang lệch nhau. Hãy chấm, thống nhất trước, hoặc ghi lý do quyết định ngay; nội dung đã nhập vẫn được giữ.`
  throw new Refusal('conflict', 'criteria.second-marks-open', message, { reasonForOpenMarks: message })
}

/** A quota is a rule for people: either enough give way, or the decision says why not. */
function refuseExceededQuotas(ranking: Ranking, decisions: YearDecisions): void {
  const passed = new Set((decisions.quotasPassed ?? []).map((each) => `${each.quota} ${each.block}`))
  const over = ranking.quotas.filter((quota) => quota.over > 0 && !passed.has(`${quota.code} ${quota.block}`))
  if (over.length === 0) return
  const message = `${over.map((quota) => quota.explanation).join(' ')} Hãy chọn đơn vị lùi mức, hoặc ghi lý do chấp nhận vượt tỷ lệ.`
  throw new Refusal('conflict', 'criteria.quota-exceeded', message, { quotaReason: message })
}

function countsInWords(compiled: CompiledCriteriaSet, ranking: Ranking): string {
  const counts = compiled.ranks.map(
    (rank) => `${ranking.units.filter((unit) => unit.rank === rank.title).length} “${rank.title}”`,
  )
  const notRanked = ranking.units.filter((unit) => unit.rank === null).length
  return [...counts, ...(notRanked > 0 ? [`${notRanked} không xếp loại`] : [])].join(', ')
}

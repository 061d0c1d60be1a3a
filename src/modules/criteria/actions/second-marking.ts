import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchAssessment, requireAssessment } from '../queries/assessments.ts'
import { setOfYear, sheetsOf } from '../queries/sheets.ts'
import { assignmentsOf, type SecondMark, secondMarks } from '../queries/verification-work.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { assignedTo, codesDownTo } from '../rules/assignment.ts'
import { pointsWithin } from '../rules/points-within.ts'
import { drawSample } from '../rules/sample.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { secondMarkState } from '../rules/second-mark.ts'
import { requireVerifier } from './assign-verification.ts'
import { askedPoints } from './file-appeal.ts'
import { refuseOwnUnit } from './own-unit.ts'
import { recordVerifications } from './record-verifications.ts'
import { requireManager } from './require-manager.ts'
import { type By, lockYear, refuseDecided } from './write-sheet.ts'

/**
 * Draws the sample that is marked a second time, by a seed that is said. Units of the marker, and points that the marker gave or was
 * given to verify, are not in it. A sample that was drawn before is drawn anew only for a reason and before any second mark was given;
 * it stays on record. Answers how many points were drawn. Refuses `criteria.no-such-year`, `criteria.year-decided`,
 * `criteria.no-such-verifier`, `criteria.sample-in-use`, `criteria.sample-drawn` without a reason, and `criteria.nothing-to-draw`.
 */
export function drawSecondMarking(
  database: Database,
  by: By,
  given: { yearId: string; seed: string; percent: number; accountId: string; reason?: string },
  today: CalendarDate,
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    await requireManager(transaction, by, year, today)
    refuseDecided(year)
    const marker = await requireVerifier(transaction, given, today)
    const replaced = await takeBackSample(transaction, by, given, today)
    const { set } = await setOfYear(transaction, given.yearId)
    const assignments = await assignmentsOf(transaction, given.yearId)
    const sheets = (await sheetsOf(transaction, { yearId: given.yearId })).filter(
      (sheet) => mayVerify(year.state, sheet.state) && !marker.ownUnitIds.includes(sheet.unitId),
    )
    const markable = sheets.flatMap((sheet) =>
      criteriaFor(set, sheet.unit.kind)
        .filter(isSelfScored)
        .filter(({ code }) => {
          const score = sheet.scores.find((each) => each.criterionCode === code)
          const given = assignedTo(assignments, sheet.unitId, codesDownTo(set, code))
          return score && score.verifiedByAccountId !== marker.accountId && !given.includes(marker.accountId)
        })
        .map(({ code }) => ({
          assessmentId: sheet.assessmentId,
          unitCode: sheet.unit.code ?? sheet.unitId,
          criterionCode: code,
        })),
    )
    const drawn = drawSample(markable, given.seed, given.percent)
    if (drawn.length === 0) {
      const message =
        'Chưa có bảng tự chấm nào đã nộp mà người này được chấm. Hãy chờ các đơn vị nộp, hoặc chọn người khác.'
      throw new Refusal('conflict', 'criteria.nothing-to-draw', message, { accountId: message })
    }
    await transaction
      .insertInto('second_marking')
      .values({
        ...{ assessment_year_id: given.yearId, seed: given.seed, percent: given.percent, drawn_on: today },
        ...{ marker_account_id: marker.accountId, drawn_by_account_id: by?.accountId ?? null },
      })
      .execute()
    await transaction
      .insertInto('second_mark')
      .values(
        drawn.map(({ assessmentId, criterionCode }) => ({
          ...{ assessment_id: assessmentId, criterion_code: criterionCode, marker_account_id: marker.accountId },
        })),
      )
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.second-marking-drawn',
      subject: { kind: 'assessment-year', id: year.id },
      unitId: year.rootUnitId,
      summary: `Rút mẫu chấm lần hai: ${formatNumber(drawn.length)} trên ${formatNumber(markable.length)} điểm (${given.percent}%), chuỗi rút mẫu “${given.seed}”, người chấm ${marker.fullName}${replaced ? `. Rút lại thay mẫu theo chuỗi rút mẫu “${replaced.seed}”: ${given.reason}` : ''}`,
      after: { ...given, markable: markable.length, drawn },
    })
    return drawn.length
  })
}

/**
 * The second marker's points, given without sight of the first. Refuses `criteria.no-such-assessment`,
 * `criteria.not-the-second-marker`, `criteria.second-mark-given`, `criteria.own-unit`, and points out of bounds.
 */
export function giveSecondMark(
  database: Database,
  official: Official,
  given: { assessmentId: string; criterion: string; points: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { assessment, mark, points } = await markToGive(transaction, official, given, today)
    if (mark.markerAccountId !== official.accountId) throw notTheSecondMarker()
    if (mark.points !== null) {
      throw new Refusal('conflict', 'criteria.second-mark-given', 'Bạn đã chấm lần hai điểm này. Không cần chấm lại.')
    }
    await transaction
      .updateTable('second_mark')
      .set({ points, reason: given.reason, marked_on: today })
      .where('id', '=', mark.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'criteria.second-mark-given',
      subject: { kind: 'assessment', id: assessment.id },
      unitId: assessment.unitId,
      // Not the points: the first verifier reads this trail and may not have marked yet.
      summary: `Chấm lần hai tiêu chí ${given.criterion}`,
    })
  })
}

/**
 * A third person settles two marks that differ; the settled points become the verified ones, both marks stay. Refuses
 * `criteria.no-such-assessment`, `criteria.nothing-to-settle`, `criteria.settler-has-marked`, `criteria.own-unit`, and what
 * verifying refuses.
 */
export function settleSecondMark(
  database: Database,
  official: Official,
  given: { assessmentId: string; criterion: string; points: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { assessment, mark, points } = await markToGive(transaction, official, given, today)
    if (secondMarkState(mark) !== 'different') throw nothingToSettle()
    if (hasMarked(official, mark)) throw settlerHasMarked()
    await transaction
      .updateTable('second_mark')
      .set({
        ...{ first_points: mark.firstPoints, settled_points: points, settled_reason: given.reason },
        ...{ settled_on: today, settled_by_account_id: official.accountId },
      })
      .where('id', '=', mark.id)
      .execute()
    const reason = `Thống nhất sau hai lần chấm (${formatNumber(mark.firstPoints ?? '0')} và ${formatNumber(mark.points ?? '0')}): ${given.reason}`
    await recordVerifications(transaction, official, {
      yearId: assessment.yearId,
      given: [
        {
          unitId: assessment.unitId,
          points: { [given.criterion]: { points: given.points, reason } },
          complete: false,
        },
      ],
      today,
    })
  })
}

/** True for the first and the second of the two who marked. */
export function hasMarked(official: Official, mark: SecondMark): boolean {
  return mark.markerAccountId === official.accountId || mark.firstAccountId === official.accountId
}

export function notTheSecondMarker(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.not-the-second-marker',
    'Điểm này không được giao cho bạn chấm lần hai, hoặc bạn đã chấm.',
  )
}

export function nothingToSettle(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.nothing-to-settle',
    'Chỉ thống nhất được khi cả hai lần chấm đã xong và điểm lệch nhau.',
  )
}

export function settlerHasMarked(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.settler-has-marked',
    'Bạn là một trong hai người đã chấm nên không thống nhất điểm này được. Hãy để người thứ ba quyết định.',
  )
}

async function markToGive(
  transaction: Database,
  official: Official,
  given: { assessmentId: string; criterion: string; points: string },
  today: CalendarDate,
) {
  await sql`select from assessment where id = ${given.assessmentId} for update`.execute(transaction)
  const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
  await refuseOwnUnit(transaction, official, [assessment.unitId], today)
  if (!assessment.isMineToVerify || !mayVerify(assessment.yearState, assessment.state)) throw noSuchAssessment()
  const mark = (await secondMarks(transaction, { assessmentId: assessment.id })).find(
    (each) => each.criterionCode === given.criterion,
  )
  if (!mark) throw notTheSecondMarker()
  const { set } = await setOfYear(transaction, assessment.yearId)
  const criterion = criteriaFor(set, assessment.unitKind).find((each) => each.code === given.criterion)
  if (!criterion) throw new Error(`The criterion ${given.criterion} of a second mark has gone.`)
  return { assessment, mark, points: askedPoints(() => pointsWithin(criterion, set.scale, given.points)) }
}

/** The sample that stood leaves for the record; undefined when there was none. */
async function takeBackSample(
  transaction: Database,
  by: By,
  { yearId, reason = '' }: { yearId: string; reason?: string },
  today: CalendarDate,
): Promise<{ seed: string } | undefined> {
  const drawn = await transaction
    .selectFrom('second_marking')
    .selectAll()
    .where('assessment_year_id', '=', yearId)
    .executeTakeFirst()
  if (!drawn) return undefined
  const marks = await secondMarks(transaction, { yearId })
  const given = marks.filter((mark) => mark.points !== null).length
  if (given > 0) {
    throw new Refusal(
      'conflict',
      'criteria.sample-in-use',
      `Đã có ${formatNumber(given)} điểm chấm lần hai theo mẫu này (chuỗi rút mẫu “${drawn.seed}”) nên không rút lại được nữa. Mẫu và các điểm đã chấm vẫn được giữ.`,
    )
  }
  if (reason === '') {
    const message = `Mẫu chấm lần hai của năm này đã được rút (chuỗi rút mẫu “${drawn.seed}”). Muốn rút lại, hãy ghi lý do.`
    throw new Refusal('conflict', 'criteria.sample-drawn', message, { reason: message })
  }
  const points = marks.map(({ assessmentId, criterionCode }) => ({ assessmentId, criterionCode }))
  await transaction
    .insertInto('second_marking_replaced')
    .values({
      ...drawn,
      drawn: JSON.stringify(points),
      ...{ replaced_on: today, replaced_by_account_id: by?.accountId ?? null, reason },
    })
    .execute()
  await sql`delete from second_mark mark using assessment
    where assessment.id = mark.assessment_id and assessment.assessment_year_id = ${yearId}`.execute(transaction)
  await transaction.deleteFrom('second_marking').where('assessment_year_id', '=', yearId).execute()
  return drawn
}

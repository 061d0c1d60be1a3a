import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type Appeal, appealsOf } from '../queries/appeals.ts'
import { type AssessmentRecord, noSuchAssessment, requireAssessment } from '../queries/assessments.ts'
import { finalPoints, isAppealed, type Sheet, setOfYear, sheetOf, verifiedInputs } from '../queries/sheets.ts'
import { APPEAL_STATES, appealOutcome, mayAppeal } from '../rules/appeal.ts'
import { pointsWithin } from '../rules/points-within.ts'
import { criteriaFor } from '../rules/score-sheet.ts'
import { scoreUnit } from '../rules/score-unit.ts'
import { appealNotNow, askedPoints } from './file-appeal.ts'
import { refuseOwnUnit } from './own-unit.ts'
import { writeAppealTotal } from './write-sheet.ts'

/**
 * Answers an appeal with points and a reason; self-assessed, verified and these points stay side by side. The reviewer is somebody
 * else than who verified the criterion or signed off the sheet, and never of the unit itself.
 * Refuses `criteria.no-such-assessment`, `criteria.no-such-appeal`, `criteria.own-unit`, `criteria.reviewer-is-verifier`,
 * `criteria.appeal-answered`, `criteria.appeal-not-now`, and points out of bounds.
 */
export function answerAppeal(
  database: Database,
  official: Official,
  given: { assessmentId: string; appealId: string; points: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from assessment where id = ${given.assessmentId} for update`.execute(transaction)
    const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
    const appeal = await requireAppeal(transaction, assessment, given.appealId)
    await refuseOwnUnit(transaction, official, [assessment.unitId], today)
    if (!assessment.isMineToVerify) throw noSuchAssessment()
    if (!mayAppeal(assessment.yearState, assessment.state)) throw appealNotNow()
    const compiled = await setOfYear(transaction, assessment.yearId)
    const sheet = await sheetOf(transaction, assessment.yearId, assessment.unitId)
    refuseVerifier(official, assessment, sheet, appeal)
    if (appeal.state !== 'waiting') {
      throw new Refusal('conflict', 'criteria.appeal-answered', 'Kiến nghị này đã được trả lời. Hãy xem câu trả lời.')
    }
    const criterion = criteriaFor(compiled.set, assessment.unitKind).find((each) => each.code === appeal.criterionCode)
    if (!criterion) throw new Error(`The criterion ${appeal.criterionCode} of an appeal has gone.`)
    const points = askedPoints(() => pointsWithin(criterion, compiled.set.scale, given.points))
    const verified = appeal.verifiedPoints ?? '0'
    const state = appealOutcome(
      compiled.scale.toParts(appeal.askedPoints),
      compiled.scale.toParts(verified),
      compiled.scale.toParts(points),
    )
    await keepAnswer(transaction, official, appeal, { points, reason: given.reason, state, today })
    const answered = await sheetOf(transaction, assessment.yearId, assessment.unitId)
    const { total } = scoreUnit(compiled, verifiedInputs(answered), finalPoints(answered))
    await writeAppealTotal(transaction, assessment.id, isAppealed(answered) ? total : null)
    await recordChange(transaction, {
      official,
      action: 'criteria.appeal-answered',
      subject: { kind: 'assessment', id: assessment.id },
      unitId: assessment.unitId,
      summary: `Trả lời kiến nghị tiêu chí ${criterion.code}: ${APPEAL_STATES[state].toLowerCase()}, ${formatNumber(points)} điểm (${given.reason})`,
      before: { points: verified },
      after: { criterion: criterion.code, points, reason: given.reason },
    })
  })
}

async function requireAppeal(transaction: Database, assessment: AssessmentRecord, appealId: string): Promise<Appeal> {
  const found = (await appealsOf(transaction, assessment.id)).find((appeal) => appeal.id === appealId)
  if (!found) throw new Refusal('not-found', 'criteria.no-such-appeal', 'Không có kiến nghị này trong bảng chấm điểm.')
  return found
}

/** True when the official gave the points that the appeal is about. */
export function isVerifierOf(official: Official, assessment: AssessmentRecord, sheet: Sheet, code: string): boolean {
  const score = sheet.scores.find((each) => each.criterionCode === code)
  return score?.verifiedByAccountId === official.accountId || assessment.verifiedByAccountId === official.accountId
}

function refuseVerifier(official: Official, assessment: AssessmentRecord, sheet: Sheet, appeal: Appeal): void {
  if (!isVerifierOf(official, assessment, sheet, appeal.criterionCode)) return
  throw new Refusal(
    'not-allowed',
    'criteria.reviewer-is-verifier',
    'Bạn đã thẩm định điểm này nên không xem xét kiến nghị về nó được. Hãy để người khác trong Đoàn thẩm định hoặc UBND tỉnh xem xét.',
  )
}

async function keepAnswer(
  transaction: Database,
  official: Official,
  appeal: Appeal,
  {
    points,
    reason,
    state,
    today,
  }: { points: string; reason: string; state: ReturnType<typeof appealOutcome>; today: CalendarDate },
): Promise<void> {
  await transaction
    .updateTable('assessment_appeal')
    .set({
      ...{ state, given_points: points, answer: reason },
      ...{ answered_on: today, answered_by_account_id: official.accountId },
    })
    .where('id', '=', appeal.id)
    .execute()
  if (state === 'refused') return
  await transaction
    .updateTable('assessment_score')
    .set({ appeal_points: points, appeal_reason: reason })
    .where('assessment_id', '=', appeal.assessmentId)
    .where('criterion_code', '=', appeal.criterionCode)
    .execute()
}

import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { explanationsOf } from '../queries/appeals.ts'
import { noSuchAssessment, requireAssessment } from '../queries/assessments.ts'
import { isRunning, mayVerify } from '../rules/assessment-state.ts'
import { refuseOwnUnit } from './own-unit.ts'

/**
 * A verifier asks the unit to explain a criterion; the points stay as they are. Refuses `criteria.no-such-assessment`,
 * `criteria.own-unit`, `criteria.not-submitted` and `criteria.explanation-waiting` while an earlier question has no answer.
 */
export function askExplanation(
  database: Database,
  official: Official,
  given: { assessmentId: string; criterion: string; question: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
    await refuseOwnUnit(transaction, official, [assessment.unitId], today)
    if (!assessment.isMineToVerify) throw noSuchAssessment()
    if (!mayVerify(assessment.yearState, assessment.state)) {
      throw new Refusal('not-allowed', 'criteria.not-submitted', 'Chỉ yêu cầu giải trình được sau khi đơn vị đã nộp.')
    }
    const asked = await explanationsOf(transaction, assessment.id)
    if (asked.some((each) => each.criterionCode === given.criterion && each.answer === null)) {
      const message = 'Đơn vị chưa trả lời yêu cầu giải trình trước về tiêu chí này. Hãy chờ trả lời.'
      throw new Refusal('conflict', 'criteria.explanation-waiting', message, { question: message })
    }
    await transaction
      .insertInto('assessment_explanation')
      .values({
        ...{ assessment_id: assessment.id, criterion_code: given.criterion, question: given.question },
        ...{ asked_on: today, asked_by_account_id: official.accountId },
        ...{ answer: null, answered_on: null, answered_by_account_id: null },
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'criteria.explanation-asked',
      subject: { kind: 'assessment', id: assessment.id },
      unitId: assessment.unitId,
      summary: `Yêu cầu giải trình tiêu chí ${given.criterion}: ${given.question}`,
    })
  })
}

/** The unit's answer. Refuses `criteria.no-such-assessment`, `criteria.no-such-explanation` and `criteria.explanation-answered`. */
export function answerExplanation(
  database: Database,
  official: Official,
  given: { assessmentId: string; explanationId: string; answer: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
    if (!assessment.isOwn) throw noSuchAssessment()
    const asked = (await explanationsOf(transaction, assessment.id)).find((each) => each.id === given.explanationId)
    if (!asked) {
      throw new Refusal('not-found', 'criteria.no-such-explanation', 'Không có yêu cầu giải trình này.')
    }
    if (asked.answer !== null || !isRunning(assessment.yearState)) {
      throw new Refusal(
        'conflict',
        'criteria.explanation-answered',
        'Yêu cầu giải trình đã được trả lời, hoặc kết quả đã được quyết định.',
      )
    }
    await transaction
      .updateTable('assessment_explanation')
      .set({ answer: given.answer, answered_on: today, answered_by_account_id: official.accountId })
      .where('id', '=', asked.id)
      .where('answer', 'is', null)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'criteria.explanation-answered',
      subject: { kind: 'assessment', id: assessment.id },
      unitId: assessment.unitId,
      summary: `Giải trình tiêu chí ${asked.criterionCode}: ${given.answer}`,
    })
  })
}

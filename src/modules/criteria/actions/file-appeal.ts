import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchAssessment, requireAssessment } from '../queries/assessments.ts'
import { setOfYear, sheetOf } from '../queries/sheets.ts'
import { timetableOf } from '../queries/timetable.ts'
import { mayAppeal } from '../rules/appeal.ts'
import { pointsWithin } from '../rules/points-within.ts'
import { criteriaFor } from '../rules/score-sheet.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'

/**
 * The head of a unit proposes other points than the verified ones for a criterion, once. Refuses `criteria.no-such-assessment` for
 * another's unit, `criteria.appeal-not-now`, `criteria.appeal-too-late`, `criteria.already-appealed`, `criteria.no-such-criterion`,
 * `criteria.appeal-asks-nothing`, and points out of bounds.
 */
export function fileAppeal(
  database: Database,
  official: Official,
  given: { assessmentId: string; criterion: string; points: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from assessment where id = ${given.assessmentId} for update`.execute(transaction)
    const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
    if (!assessment.isMineToSubmit) throw noSuchAssessment()
    if (!mayAppeal(assessment.yearState, assessment.state)) throw appealNotNow()
    await refuseTooLate(transaction, assessment.yearId, today)
    await refuseSecondAppeal(transaction, given)
    const compiled = await setOfYear(transaction, assessment.yearId)
    const criterion = criteriaFor(compiled.set, assessment.unitKind).find((each) => each.code === given.criterion)
    if (!criterion) {
      throw new Refusal(
        'not-found',
        'criteria.no-such-criterion',
        `Không có tiêu chí ${given.criterion} cho đơn vị này.`,
      )
    }
    const sheet = await sheetOf(transaction, assessment.yearId, assessment.unitId)
    const verified = sheet.scores.find((score) => score.criterionCode === given.criterion)?.verifiedPoints ?? '0'
    const asked = askedPoints(() => pointsWithin(criterion, compiled.set.scale, given.points))
    if (compiled.scale.toParts(asked) === compiled.scale.toParts(verified)) {
      const message = `Điểm đề nghị ${showDecimalText(asked)} bằng điểm thẩm định. Hãy ghi số điểm đơn vị đề nghị.`
      throw new Refusal('invalid', 'criteria.appeal-asks-nothing', message, { points: message })
    }
    await transaction
      .insertInto('assessment_appeal')
      .values({
        ...{ assessment_id: assessment.id, criterion_code: criterion.code, asked_points: asked, reason: given.reason },
        ...{ filed_on: today, filed_by_account_id: official.accountId },
        ...{ given_points: null, answer: null, answered_on: null, answered_by_account_id: null },
      })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'criteria.appealed',
      subject: { kind: 'assessment', id: assessment.id },
      unitId: assessment.unitId,
      summary: `Kiến nghị tiêu chí ${criterion.code}: đề nghị ${formatNumber(asked)} điểm thay vì ${formatNumber(verified)}`,
      after: { criterion: criterion.code, points: asked, reason: given.reason },
    })
  })
}

export function appealNotNow(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.appeal-not-now',
    'Chỉ kiến nghị được khi bảng điểm đã thẩm định xong và kết quả chưa được quyết định.',
  )
}

async function refuseTooLate(transaction: Database, yearId: string, today: CalendarDate): Promise<void> {
  const limit = (await timetableOf(transaction, yearId)).find(({ step }) => step === 'appeal')
  if (!limit || today <= limit.lastDay) return
  throw new Refusal(
    'conflict',
    'criteria.appeal-too-late',
    `Đã hết hạn giải trình, kiến nghị (ngày ${formatCalendarDate(limit.lastDay)}). Nếu có lý do chính đáng, hãy đề nghị cơ quan tổng hợp gia hạn.`,
  )
}

async function refuseSecondAppeal(
  transaction: Database,
  { assessmentId, criterion }: { assessmentId: string; criterion: string },
): Promise<void> {
  const found = await transaction
    .selectFrom('assessment_appeal')
    .select('id')
    .where('assessment_id', '=', assessmentId)
    .where('criterion_code', '=', criterion)
    .executeTakeFirst()
  if (!found) return
  throw new Refusal(
    'conflict',
    'criteria.already-appealed',
    `Tiêu chí ${criterion} đã được kiến nghị. Mỗi tiêu chí chỉ kiến nghị một lần; hãy xem kiến nghị ở trang tiêu chí.`,
  )
}

/** Points out of bounds are told at their field. */
export function askedPoints(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('invalid', error.code, error.messageForPerson, { points: error.messageForPerson })
  }
}

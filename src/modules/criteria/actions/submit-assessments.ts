import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { ownUnits } from '../queries/assessed-units.ts'
import { type Sheet, setOfYear, sheetsOf } from '../queries/sheets.ts'
import { maySelfAssess } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { type By, lockAssessments, lockYear, moveAssessments, refuseDecided } from './write-sheet.ts'

/**
 * Hands the self-assessments of units to the verifier; from then on the units change nothing. Late ones are taken and stay late.
 * Refuses `criteria.no-such-assessment`, `criteria.already-submitted`, `criteria.year-decided`, and
 * `criteria.self-assessment-incomplete` while a figure is missing.
 */
export function submitAssessments(
  database: Database,
  by: By,
  {
    yearId,
    unitIds,
    today,
    statement,
  }: { yearId: string; unitIds: readonly string[]; today: CalendarDate; statement?: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refuseDecided(year)
    await lockAssessments(transaction, yearId, unitIds, by && ownUnits(by, 'criteria.submit', today))
    const compiled = await setOfYear(transaction, yearId)
    const sheets = await sheetsOf(transaction, { yearId, unitIds })
    for (const sheet of sheets) {
      if (!maySelfAssess(year.state, sheet.state)) throw alreadySubmitted(sheet)
      const missing = missingCriteria(compiled, sheet)
      if (missing.length > 0) throw incomplete(sheet, missing)
    }
    const ids = sheets.map((sheet) => sheet.assessmentId)
    await transaction
      .updateTable('assessment')
      .set({
        submitted_on: today,
        submitted_by_account_id: by?.accountId ?? null,
        signed_title: by ? (postFor(by, 'criteria.submit')?.title ?? null) : null,
        signed_statement: statement ?? null,
      })
      .where('id', 'in', ids.length > 0 ? ids : ['0'])
      .execute()
    await moveAssessments(transaction, by, ids, 'submitted')
    for (const sheet of sheets) {
      await recordChange(transaction, {
        official: by,
        action: 'criteria.submitted',
        subject: { kind: 'assessment', id: sheet.assessmentId },
        unitId: sheet.unitId,
        summary: `Nộp bảng tự chấm năm ${year.year}: ${formatNumber(sheet.selfTotal ?? '0')} điểm`,
      })
    }
  })
}

/** The criteria of the unit's own part that still miss a figure. */
export function missingCriteria(compiled: CompiledCriteriaSet, sheet: Sheet): string[] {
  const states = new Map(sheet.scores.map((score) => [score.criterionCode, score.selfState]))
  return criteriaFor(compiled.set, sheet.unit.kind)
    .filter(isSelfScored)
    .map((criterion) => criterion.code)
    .filter((code) => (states.get(code) ?? 'missing') === 'missing')
}

function incomplete(sheet: Sheet, missing: readonly string[]): Refusal {
  return new Refusal(
    'conflict',
    'criteria.self-assessment-incomplete',
    `${sheet.unit.title} còn ${missing.length} tiêu chí chưa có số liệu: ${missing.join(', ')}. Hãy nhập đủ (hoặc ghi “không áp dụng” kèm lý do) rồi nộp; phần đã nhập vẫn được giữ.`,
  )
}

function alreadySubmitted(sheet: Sheet): Refusal {
  return new Refusal(
    'conflict',
    'criteria.already-submitted',
    `${sheet.unit.title} đã nộp bảng tự chấm. Không cần nộp lại.`,
  )
}

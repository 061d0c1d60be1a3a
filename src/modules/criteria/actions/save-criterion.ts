import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachFiles } from '../../documents/index.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { countedFigures } from '../queries/counted-figures.ts'
import { evidenceCounts, evidenceSubject } from '../queries/evidence.ts'
import { setOfYear, sheetOf } from '../queries/sheets.ts'
import { evidenceReasonField, lackingEvidence } from '../rules/evidence-asked.ts'
import type { FigureValue } from '../rules/input.ts'
import { criteriaFor } from '../rules/score-sheet.ts'
import { recordSelfAssessments } from './record-self-assessments.ts'
import { submitAssessments } from './submit-assessments.ts'

export type CriterionToSave = {
  assessmentId: string
  criterion: string
  /** The version that the person saw; null from programs that saw none. */
  version: string | null
  figures: Readonly<Record<string, FigureValue | null>>
  notApplicable: boolean
  note: string
  /** Files received with the form, to be evidence. */
  files: readonly string[]
}

/**
 * Keeps what a unit says of one criterion, with everything that the system can count counted anew.
 * Throws StaleEdit when somebody else said something of the criterion meanwhile. Refuses as `recordSelfAssessments` does.
 */
export async function saveCriterion(
  transaction: Database,
  official: Official,
  given: CriterionToSave,
  { facts, today }: { facts: readonly Fact[]; today: CalendarDate },
): Promise<void> {
  await sql`select from assessment where id = ${given.assessmentId} for update`.execute(transaction)
  const assessment = await requireAssessment(transaction, official, given.assessmentId, today)
  const { yearId, unitId } = assessment
  const score = (await sheetOf(transaction, yearId, unitId)).scores.find(
    (each) => each.criterionCode === given.criterion,
  )
  if (given.version !== null && score && Number(given.version) !== score.version) {
    throw new StaleEdit({
      version: String(score.version),
      values: {},
      changedBy: score.changedBy ?? 'Hệ thống',
      changedAt: score.changedAt,
    })
  }
  const { figures, notApplicable, note } = given
  await recordSelfAssessments(transaction, official, {
    yearId,
    given: [
      {
        unitId,
        figures,
        counted: await countedNow(transaction, facts, { yearId, unitId, assessment, today }),
        criteria: { [given.criterion]: { notApplicable, note } },
      },
    ],
    today,
  })
  await attachFiles(transaction, official, {
    subject: evidenceSubject(given.assessmentId, given.criterion),
    unitId,
    storedFileIds: given.files,
    readPermission: 'criteria.read',
  })
}

/**
 * Counts everything a last time and hands the sheet in under the head's statement, with a reason for each piece of required evidence
 * that is not there. Refuses `criteria.evidence-missing`, and as `submitAssessments` does.
 */
export async function submitCounted(
  transaction: Database,
  official: Official,
  {
    assessmentId,
    statement,
    reasons,
  }: { assessmentId: string; statement: string; reasons: Readonly<Record<string, string>> },
  { facts, today }: { facts: readonly Fact[]; today: CalendarDate },
): Promise<void> {
  const assessment = await requireAssessment(transaction, official, assessmentId, today)
  const { yearId, unitId } = assessment
  const counted = await countedNow(transaction, facts, { yearId, unitId, assessment, today })
  await recordSelfAssessments(transaction, official, { yearId, given: [{ unitId, counted }], today })
  await keepEvidenceReasons(transaction, { assessmentId, yearId, unitId, reasons })
  await submitAssessments(transaction, official, { yearId, unitIds: [unitId], today, statement })
}

async function keepEvidenceReasons(
  transaction: Database,
  given: { assessmentId: string; yearId: string; unitId: string; reasons: Readonly<Record<string, string>> },
): Promise<void> {
  const { set } = await setOfYear(transaction, given.yearId)
  const sheet = await sheetOf(transaction, given.yearId, given.unitId)
  const counts = await evidenceCounts(transaction, given.assessmentId)
  const lacking = lackingEvidence(criteriaFor(set, sheet.unit.kind), sheet.scores, counts)
  const unexplained = lacking.filter(({ code }) => (given.reasons[code] ?? '') === '')
  const [first] = unexplained
  if (first) {
    const problems = unexplained.map(({ code }) => [
      evidenceReasonField(code),
      `Tiêu chí ${code} thiếu minh chứng bắt buộc. Hãy bổ sung minh chứng hoặc ghi lý do chưa có.`,
    ])
    const message = `Còn ${unexplained.length} tiêu chí thiếu minh chứng bắt buộc mà chưa ghi lý do: ${unexplained.map(({ code }) => code).join(', ')}.`
    throw new Refusal('invalid', 'criteria.evidence-missing', message, Object.fromEntries(problems))
  }
  for (const { code } of criteriaFor(set, sheet.unit.kind)) {
    const reason = lacking.some((each) => each.code === code) ? (given.reasons[code] ?? '') : ''
    await transaction
      .updateTable('assessment_score')
      .set({ evidence_reason: reason })
      .where('assessment_id', '=', given.assessmentId)
      .where('criterion_code', '=', code)
      .where('evidence_reason', '<>', reason)
      .execute()
  }
}

async function countedNow(
  transaction: Database,
  facts: readonly Fact[],
  {
    yearId,
    unitId,
    assessment,
    today,
  }: {
    yearId: string
    unitId: string
    assessment: { windowFrom: CalendarDate; windowTo: CalendarDate }
    today: CalendarDate
  },
) {
  const { set } = await setOfYear(transaction, yearId)
  const window = { from: assessment.windowFrom, to: assessment.windowTo }
  const counted = await countedFigures(transaction, facts, { set, unitIds: [unitId], window, today })
  return counted.get(unitId) ?? {}
}

import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { attachFiles } from '../../documents/index.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { countedFigures } from '../queries/counted-figures.ts'
import { evidenceSubject } from '../queries/evidence.ts'
import { setOfYear, sheetOf } from '../queries/sheets.ts'
import type { FigureValue } from '../rules/input.ts'
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

/** Counts everything a last time and hands the sheet in. Refuses as `submitAssessments` does. */
export async function submitCounted(
  transaction: Database,
  official: Official,
  { assessmentId }: { assessmentId: string },
  { facts, today }: { facts: readonly Fact[]; today: CalendarDate },
): Promise<void> {
  const assessment = await requireAssessment(transaction, official, assessmentId, today)
  const { yearId, unitId } = assessment
  const counted = await countedNow(transaction, facts, { yearId, unitId, assessment, today })
  await recordSelfAssessments(transaction, official, { yearId, given: [{ unitId, counted }], today })
  await submitAssessments(transaction, official, { yearId, unitIds: [unitId], today })
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

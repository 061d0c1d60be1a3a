import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AssessmentState } from '../rules/assessment-state.ts'
import { compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import { type ForgivingSet, forgiving } from '../rules/forgiving-set.ts'
import type { FigureValue } from '../rules/input.ts'
import type { DecimalText } from '../rules/score-scale.ts'
import type { UnitIdentity, UnitInputs } from '../rules/unit-inputs.ts'
import './tables.ts'

export type StoredFigure = {
  code: string
  value: FigureValue
  source: 'counted' | 'unit' | 'verifier'
  recordCount: number | null
}

export type StoredScore = {
  id: string
  criterionCode: string
  notApplicable: boolean
  selfPoints: DecimalText | null
  selfExplanation: string | null
  selfState: string | null
  selfNote: string
  verifiedPoints: DecimalText | null
  verifiedExplanation: string | null
  verifiedChanged: boolean
  verifiedReason: string
  verifiedOn: string | null
  verifiedBy: string | null
  verifiedByAccountId: string | null
  /** Null where no appeal changed the points. */
  appealPoints: DecimalText | null
  appealReason: string | null
  /** Why required evidence is not there. */
  evidenceReason: string
  version: number
  changedAt: Date
  changedBy: string | null
}

/** All that one unit is scored with. Nothing here has been checked against a reader: the caller has done so. */
export type Sheet = {
  assessmentId: string
  unitId: string
  state: AssessmentState
  unit: Required<UnitIdentity>
  year: number
  notRankedReason: string | null
  selfTotal: DecimalText | null
  verifiedTotal: DecimalText | null
  appealTotal: DecimalText | null
  figures: StoredFigure[]
  scores: StoredScore[]
}

/** The sheets of a year, all or those of the given units, in the order of their ids. */
export async function sheetsOf(
  database: Database,
  { yearId, unitIds }: { yearId: string; unitIds?: readonly string[] | undefined },
): Promise<Sheet[]> {
  let query = database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .innerJoin('unit', 'unit.id', 'assessment.unit_id')
    .innerJoin('block', 'block.id', 'assessment.block_id')
    .select([
      'assessment.id as assessmentId',
      'assessment.unit_id as unitId',
      'assessment.state',
      'assessment.unit_kind as unitKind',
      'assessment.not_ranked_reason as notRankedReason',
      'assessment.self_total as selfTotal',
      'assessment.verified_total as verifiedTotal',
      'assessment.appeal_total as appealTotal',
      'unit.code as unitCode',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
      'block.code as blockCode',
      'year.year',
    ])
    .where('assessment.assessment_year_id', '=', yearId)
    .orderBy('assessment.id')
  if (unitIds) query = query.where('assessment.unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
  const assessments = await query.execute()
  const ids = assessments.map((assessment) => assessment.assessmentId)
  const [figures, scores] = [await figuresOf(database, ids), await scoresOf(database, ids)]
  return assessments.map(({ assessmentId, unitId, state, unitKind, unitCode, unitName, blockCode, ...rest }) => ({
    assessmentId,
    unitId,
    state,
    unit: { code: unitCode, title: unitName, kind: unitKind, block: blockCode },
    ...rest,
    figures: figures.get(assessmentId) ?? [],
    scores: scores.get(assessmentId) ?? [],
  }))
}

/** The sheet of one unit. */
export async function sheetOf(database: Database, yearId: string, unitId: string): Promise<Sheet> {
  const [sheet] = await sheetsOf(database, { yearId, unitIds: [unitId] })
  if (!sheet) throw new Error(`The assessment of unit ${unitId} in year ${yearId} has gone.`)
  return sheet
}

/** The criteria set of a year, made ready to score sheets with that may not be in order yet. */
export async function setOfYear(database: Database, yearId: string): Promise<ForgivingSet> {
  const found = await database
    .selectFrom('assessment_year as year')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .select('set.content')
    .where('year.id', '=', yearId)
    .executeTakeFirst()
  if (!found) throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này.')
  return forgiving(compileCriteriaSet(found.content))
}

/** What the unit and the counting gave. */
export function selfInputs(sheet: Sheet): UnitInputs {
  return inputsWith(
    sheet,
    sheet.figures.filter((figure) => figure.source !== 'verifier'),
  )
}

/** That, and what the verifier gave where others than the unit score. */
export function verifiedInputs(sheet: Sheet): UnitInputs {
  const inputs = inputsWith(sheet, sheet.figures)
  return sheet.notRankedReason === null ? inputs : { ...inputs, notRanked: sheet.notRankedReason }
}

/** The points that the verifier gave instead of the unit's. */
export function changedPoints(sheet: Sheet): Record<string, DecimalText> {
  return Object.fromEntries(
    sheet.scores.flatMap((score) =>
      score.verifiedChanged && score.verifiedPoints !== null ? [[score.criterionCode, score.verifiedPoints]] : [],
    ),
  )
}

/** The same, and above them the points that an answer to an appeal gave: what the unit is ranked by. */
export function finalPoints(sheet: Sheet): Record<string, DecimalText> {
  const appealed = sheet.scores.flatMap((score) =>
    score.appealPoints === null ? [] : [[score.criterionCode, score.appealPoints]],
  )
  return { ...changedPoints(sheet), ...Object.fromEntries(appealed) }
}

/** True when an answer to an appeal gave points of the sheet. */
export function isAppealed(sheet: Sheet): boolean {
  return sheet.scores.some((score) => score.appealPoints !== null)
}

function inputsWith(sheet: Sheet, figures: readonly StoredFigure[]): UnitInputs {
  return {
    unit: sheet.unit,
    year: sheet.year,
    figures: Object.fromEntries(figures.map((figure) => [figure.code, figure.value])),
    notApplicable: sheet.scores.filter((score) => score.notApplicable).map((score) => score.criterionCode),
  }
}

async function figuresOf(database: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, StoredFigure[]>()
  const rows = await database
    .selectFrom('assessment_figure')
    .select(['assessment_id as assessmentId', 'code', 'value', 'source', 'record_count as recordCount'])
    .where('assessment_id', 'in', [...ids])
    .orderBy('code')
    .execute()
  return grouped(rows)
}

async function scoresOf(database: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, StoredScore[]>()
  const rows = await database
    .selectFrom('assessment_score as score')
    .leftJoin('account', 'account.id', 'score.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('account as verifier_account', 'verifier_account.id', 'score.verified_by_account_id')
    .leftJoin('person as verifier', 'verifier.id', 'verifier_account.person_id')
    .select([
      'score.assessment_id as assessmentId',
      'score.id',
      'score.criterion_code as criterionCode',
      'score.not_applicable as notApplicable',
      'score.self_points as selfPoints',
      'score.self_explanation as selfExplanation',
      'score.self_state as selfState',
      'score.self_note as selfNote',
      'score.verified_points as verifiedPoints',
      'score.verified_explanation as verifiedExplanation',
      'score.verified_changed as verifiedChanged',
      'score.verified_reason as verifiedReason',
      'score.verified_on as verifiedOn',
      'verifier.full_name as verifiedBy',
      'score.verified_by_account_id as verifiedByAccountId',
      'score.appeal_points as appealPoints',
      'score.appeal_reason as appealReason',
      'score.evidence_reason as evidenceReason',
      'score.version',
      'score.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('score.assessment_id', 'in', [...ids])
    .execute()
  return grouped(rows)
}

function grouped<Row extends { assessmentId: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'assessmentId'>[]> {
  const byAssessment = new Map<string, Omit<Row, 'assessmentId'>[]>()
  for (const { assessmentId, ...row } of rows) {
    const already = byAssessment.get(assessmentId)
    if (already) already.push(row)
    else byAssessment.set(assessmentId, [row])
  }
  return byAssessment
}

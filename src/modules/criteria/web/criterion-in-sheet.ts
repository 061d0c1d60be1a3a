import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachmentsOf } from '../../documents/index.ts'
import { type Appeal, appealsOf, type Explanation, explanationsOf } from '../queries/appeals.ts'
import { type AssessmentRecord, requireAssessment } from '../queries/assessments.ts'
import { type CountedFigures, countedFigures } from '../queries/counted-figures.ts'
import { evidenceFor, evidenceSubject } from '../queries/evidence.ts'
import { type Predecessor, predecessorsIn } from '../queries/predecessors.ts'
import { type Sheet, type StoredFigure, selfInputs, setOfYear, sheetOf } from '../queries/sheets.ts'
import { blindCodes } from '../queries/verification-work.ts'
import { isRunning, maySelfAssess } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { type CriteriaNode, type Criterion, isCriterion } from '../rules/criteria-set.ts'
import { criteriaFor, isSelfScored, selfScore } from '../rules/score-sheet.ts'
import type { CriterionScore, ScoredUnit } from '../rules/score-unit.ts'
import { type AskedFigure, figuresOfCriterion } from '../rules/set-inputs.ts'

/** A sheet as its pages show it. While the unit works on it, figures are counted anew at every look. */
export type ShownSheet = {
  assessment: AssessmentRecord
  compiled: CompiledCriteriaSet
  sheet: Sheet
  /** What the system counts now; empty once the year is decided. */
  counted: CountedFigures
  /** The units that passed into this one in the days that are assessed. */
  predecessors: Predecessor[]
  /** For a unit with predecessors: the counted figures with what each of them did; else empty. */
  merged: CountedFigures
  /** The self-assessment as it stands, or would stand if it were saved now. */
  self: ScoredUnit
  mayAssess: boolean
  /** Criteria that the reader is to mark a second time: what the first verifier gave is not shown. */
  blind: ReadonlySet<string>
  /** What verifiers asked the unit to explain, and what the unit proposed against verified points. */
  explanations: Explanation[]
  appeals: Appeal[]
}

/** Refuses `criteria.no-such-assessment`. */
export async function shownSheet(
  { database, official, today }: Context,
  assessmentId: string,
  facts: readonly Fact[],
): Promise<ShownSheet> {
  const assessment = await requireAssessment(database, official, assessmentId, today)
  const compiled = await setOfYear(database, assessment.yearId)
  const stored = await sheetOf(database, assessment.yearId, assessment.unitId)
  const window = { from: assessment.windowFrom, to: assessment.windowTo }
  const predecessors = await predecessorsIn(database, assessment.unitId, window)
  const running = isRunning(assessment.yearState)
  const counts = running || predecessors.length > 0
  const asked = { set: compiled.set, unitIds: [assessment.unitId], window, today }
  const now = counts ? ((await countedFigures(database, facts, asked)).get(assessment.unitId) ?? {}) : {}
  const counted = running ? now : {}
  const blind = await blindCodes(database, official, assessmentId)
  const seen = withoutPointsOf(stored, blind)
  const sheet = maySelfAssess(assessment.yearState, assessment.state) ? withCounted(seen, counted) : seen
  const [explanations, appeals] = await Promise.all([
    explanationsOf(database, assessmentId),
    appealsOf(database, assessmentId),
  ])
  return {
    blind,
    explanations,
    appeals,
    assessment,
    compiled,
    sheet,
    counted,
    predecessors,
    merged: predecessors.length > 0 ? now : {},
    self: selfScore(compiled, selfInputs(sheet)),
    mayAssess: assessment.isOwn && maySelfAssess(assessment.yearState, assessment.state),
  }
}

function withoutPointsOf(sheet: Sheet, blind: ReadonlySet<string>): Sheet {
  const hidden = {
    ...{ verifiedPoints: null, verifiedExplanation: null, verifiedChanged: false, verifiedReason: '' },
    ...{ verifiedOn: null, verifiedBy: null, appealPoints: null, appealReason: null },
  }
  return {
    ...sheet,
    ...(blind.size > 0 ? { verifiedTotal: null, appealTotal: null } : {}),
    scores: sheet.scores.map((score) => (blind.has(score.criterionCode) ? { ...score, ...hidden } : score)),
  }
}

function withCounted(sheet: Sheet, counted: CountedFigures): Sheet {
  const now = Object.entries(counted).map(
    ([code, { value, recordCount }]): StoredFigure => ({ code, value, recordCount, source: 'counted' }),
  )
  return { ...sheet, figures: [...sheet.figures.filter((figure) => counted[figure.code] === undefined), ...now] }
}

/** One criterion of a sheet with everything that is known of it. */
export type ShownCriterion = ShownSheet & {
  criterion: Criterion
  /** Groups and criteria above it, outermost first. */
  path: CriteriaNode[]
  figures: AskedFigure[]
  /** The unit's points; null where others score. */
  own: CriterionScore | null
  score: Sheet['scores'][number] | undefined
  evidence: Awaited<ReturnType<typeof evidenceFor>>
  files: Awaited<ReturnType<typeof attachmentsOf>>
  /** The neighbours in the order of the set. */
  previous: Criterion | undefined
  next: Criterion | undefined
}

/** Refuses `criteria.no-such-assessment` and `criteria.no-such-criterion`. */
export async function shownCriterion(
  context: Context,
  { assessmentId, code }: { assessmentId: string; code: string },
  facts: readonly Fact[],
): Promise<ShownCriterion> {
  const shown = await shownSheet(context, assessmentId, facts)
  const criteria = criteriaFor(shown.compiled.set, shown.assessment.unitKind)
  const place = criteria.findIndex((criterion) => criterion.code === code)
  const criterion = criteria[place]
  if (!criterion) {
    throw new Refusal('not-found', 'criteria.no-such-criterion', `Không có tiêu chí ${code} trong bảng chấm điểm này.`)
  }
  const [evidence, files] = await Promise.all([
    evidenceFor(context.database, facts, context.official, { assessmentId, criterion: code, today: context.today }),
    attachmentsOf(context.database, evidenceSubject(assessmentId, code)),
  ])
  return {
    ...shown,
    criterion,
    path: pathTo(shown.compiled.set.groups, code),
    figures: figuresOfCriterion(criterion),
    own: isSelfScored(criterion) ? (shown.self.criteria.find((each) => each.code === code) ?? null) : null,
    score: shown.sheet.scores.find((score) => score.criterionCode === code),
    evidence,
    files,
    previous: criteria[place - 1],
    next: criteria[place + 1],
  }
}

function pathTo(nodes: readonly CriteriaNode[], code: string): CriteriaNode[] {
  for (const node of nodes) {
    if (isCriterion(node)) continue
    if (node.children.some((child) => child.code === code)) return [node]
    const below = pathTo(node.children, code)
    if (below.length > 0) return [node, ...below]
  }
  return []
}

/** The address of a criterion's page, or of what is done there. */
export function criterionPath(assessmentId: string, code: string, act?: string): string {
  return `/assessments/${assessmentId}/criteria/${encodeURIComponent(code)}${act === undefined ? '' : `/${act}`}`
}

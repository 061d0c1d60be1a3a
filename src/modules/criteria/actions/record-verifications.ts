import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsInReach } from '../queries/assessed-units.ts'
import {
  changedPoints,
  finalPoints,
  isAppealed,
  type Sheet,
  setOfYear,
  sheetsOf,
  verifiedInputs,
} from '../queries/sheets.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { refuseContradiction } from '../rules/forgiving-set.ts'
import type { FigureValue } from '../rules/input.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { scoreUnit } from '../rules/score-unit.ts'
import { refuseOwnUnit } from './own-unit.ts'
import { refuseUnitsFigures, type Verdict, verdictsOn } from './verdicts.ts'
import {
  type By,
  type LockedYear,
  lockAssessments,
  lockYear,
  moveAssessments,
  refuseDecided,
  writeAppealTotal,
  writeFigures,
  writeVerifiedScores,
} from './write-sheet.ts'

/** What the verifier says of one unit. What is left out stays as it was. */
export type Verification = {
  unitId: string
  /** Points for criteria that the unit scored, as typed (`3,5`), by code; the reason may be empty where nothing is changed. */
  points?: Readonly<Record<string, { points: string; reason: string }>>
  /** Figures for what the unit does not score itself, and answers to knock-outs and ceilings; null takes one away. */
  figures?: Readonly<Record<string, FigureValue | null>>
  /** Words on criteria that others than the unit score, by code. */
  words?: Readonly<Record<string, string>>
  /** Why the unit is not ranked; null lets it be ranked. */
  notRankedReason?: string | null
  /** True when the verification of the unit is complete. */
  complete: boolean
}

/**
 * Keeps verifications of any number of units of a year and scores them anew; the unit's own points stay beside them.
 * The first one of a year begins its verification.
 * Refuses `criteria.no-such-assessment`, `criteria.own-unit`, `criteria.not-submitted`, `criteria.year-decided`,
 * `criteria.change-needs-reason`, `criteria.figure-of-the-unit`, `criteria.verification-incomplete`, and points out of bounds.
 */
export function recordVerifications(
  database: Database,
  by: By,
  { yearId, given, today }: { yearId: string; given: readonly Verification[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refuseDecided(year)
    const unitIds = given.map((unit) => unit.unitId)
    await lockAssessments(transaction, yearId, unitIds, by && unitsInReach(by, 'criteria.verify', today))
    if (by) await refuseOwnUnit(transaction, by, unitIds, today)
    const compiled = await setOfYear(transaction, yearId)
    const before = new Map((await sheetsOf(transaction, { yearId, unitIds })).map((sheet) => [sheet.unitId, sheet]))
    const verdicts = given.flatMap((unit) => {
      const sheet = before.get(unit.unitId)
      if (!sheet || !mayVerify(year.state, sheet.state)) throw notSubmitted(sheet)
      refuseUnitsFigures(compiled, Object.keys(unit.figures ?? {}))
      return verdictsOn(compiled, sheet, unit)
    })
    await writeFigures(
      transaction,
      by,
      given.flatMap((unit) =>
        Object.entries(unit.figures ?? {}).map(([code, value]) => ({
          assessmentId: before.get(unit.unitId)?.assessmentId ?? '',
          code,
          value,
          source: 'verifier' as const,
          recordCount: null,
        })),
      ),
    )
    await writeVerdicts(transaction, by, verdicts, today)
    await writeReasonsNotRanked(transaction, yearId, given)

    const sheets = await sheetsOf(transaction, { yearId, unitIds })
    for (const sheet of sheets) {
      const unit = given.find((each) => each.unitId === sheet.unitId)
      refuseContradiction(compiled, verifiedInputs(sheet), Object.keys(unit?.figures ?? {}))
    }
    const scored = sheets.map((sheet) => ({
      assessmentId: sheet.assessmentId,
      scored: scoreUnit(compiled, verifiedInputs(sheet), changedPoints(sheet)),
    }))
    await writeVerifiedScores(transaction, scored)
    for (const sheet of sheets.filter(isAppealed)) {
      const { total } = scoreUnit(compiled, verifiedInputs(sheet), finalPoints(sheet))
      await writeAppealTotal(transaction, sheet.assessmentId, total)
    }
    for (const [index, sheet] of sheets.entries()) {
      const unit = given.find((each) => each.unitId === sheet.unitId)
      const total = scored[index]?.scored.total ?? '0'
      if (unit?.complete) {
        refuseIncomplete(compiled, sheet, scored[index]?.scored.criteria ?? [])
        await complete(transaction, by, sheet, today)
      }
      await moveAssessments(transaction, by, [sheet.assessmentId], unit?.complete ? 'verified' : sheet.state)
      const changed = verdicts.filter((verdict) => verdict.assessmentId === sheet.assessmentId && verdict.isNewChange)
      await recordChange(transaction, {
        official: by,
        action: unit?.complete ? 'criteria.verified' : 'criteria.verification-saved',
        subject: { kind: 'assessment', id: sheet.assessmentId },
        unitId: sheet.unitId,
        summary: summaryOf(unit?.complete ?? false, total, changed),
        after: { points: unit?.points ?? {}, figures: unit?.figures ?? {} },
      })
    }
    await beginVerifying(transaction, year)
  })
}

function summaryOf(isComplete: boolean, total: string, changed: readonly Verdict[]): string {
  const what = isComplete ? 'Hoàn thành thẩm định' : 'Lưu thẩm định'
  const changes = changed
    .slice(0, 5)
    .map((verdict) => `${verdict.code} còn ${formatNumber(verdict.points ?? '0')} điểm (${verdict.reason})`)
  const rest = changed.length > changes.length ? `; và ${changed.length - changes.length} tiêu chí khác` : ''
  return `${what}: tổng ${formatNumber(total)} điểm${changes.length > 0 ? `. Thay đổi: ${changes.join('; ')}${rest}` : ''}`
}

/** A verdict stays with who gave it: whoever saves the sheet later without changing it does not take it over. */
async function writeVerdicts(
  transaction: Database,
  by: By,
  verdicts: readonly Verdict[],
  today: CalendarDate,
): Promise<void> {
  if (verdicts.length === 0) return
  await sql`
    update assessment_score score set
      verified_points = coalesce(given.points::numeric, score.verified_points), verified_changed = given.changed,
      verified_reason = given.reason, verified_by_account_id = ${by?.accountId ?? null}, verified_on = ${today}::date,
      changed_by_account_id = ${by?.accountId ?? null}, changed_at = now(), version = score.version + 1
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb)
      as given ("assessmentId" bigint, code text, points text, changed boolean, reason text)
    where score.assessment_id = given."assessmentId" and score.criterion_code = given.code
      and (score.verified_on is null or (coalesce(given.points::numeric, score.verified_points), given.changed, given.reason)
        is distinct from (score.verified_points, score.verified_changed, score.verified_reason))`.execute(transaction)
}

async function writeReasonsNotRanked(
  transaction: Database,
  yearId: string,
  given: readonly Verification[],
): Promise<void> {
  for (const { unitId, notRankedReason } of given) {
    if (notRankedReason === undefined) continue
    await transaction
      .updateTable('assessment')
      .set({ not_ranked_reason: notRankedReason })
      .where('assessment_year_id', '=', yearId)
      .where('unit_id', '=', unitId)
      .execute()
  }
}

/** What nobody looked at one by one is verified as it stands. */
async function complete(transaction: Database, by: By, sheet: Sheet, today: CalendarDate): Promise<void> {
  await transaction
    .updateTable('assessment_score')
    .set({ verified_on: today, verified_by_account_id: by?.accountId ?? null })
    .where('assessment_id', '=', sheet.assessmentId)
    .where('verified_on', 'is', null)
    .execute()
  await transaction
    .updateTable('assessment')
    .set({ verified_on: today, verified_by_account_id: by?.accountId ?? null })
    .where('id', '=', sheet.assessmentId)
    .execute()
}

async function beginVerifying(transaction: Database, year: LockedYear): Promise<void> {
  if (year.state !== 'open') return
  await transaction
    .updateTable('assessment_year')
    .set({ state: 'verifying', version: sql`version + 1` })
    .where('id', '=', year.id)
    .execute()
}

function refuseIncomplete(
  compiled: CompiledCriteriaSet,
  sheet: Sheet,
  scores: readonly { code: string; state: string }[],
): void {
  const others = new Set(
    criteriaFor(compiled.set, sheet.unit.kind)
      .filter((criterion) => !isSelfScored(criterion))
      .map((criterion) => criterion.code),
  )
  const missing = scores
    .filter((score) => score.state === 'missing' && others.has(score.code))
    .map((score) => score.code)
  if (missing.length === 0) return
  throw new Refusal(
    'conflict',
    'criteria.verification-incomplete',
    `Chưa hoàn thành thẩm định ${sheet.unit.title} được: tiêu chí ${missing.join(', ')} do cơ quan khác chấm, chưa có số liệu. Hãy ghi số liệu rồi hoàn thành; phần đã nhập vẫn còn trong ô.`,
  )
}

function notSubmitted(sheet: Sheet | undefined): Refusal {
  return new Refusal(
    'conflict',
    'criteria.not-submitted',
    `${sheet?.unit.title ?? 'Đơn vị'} chưa nộp bảng tự chấm nên chưa thẩm định được. Hãy nhắc đơn vị nộp trước.`,
  )
}

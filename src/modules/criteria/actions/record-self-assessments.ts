import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { ownUnits } from '../queries/assessed-units.ts'
import type { CountedFigures } from '../queries/counted-figures.ts'
import { type Sheet, selfInputs, setOfYear, sheetsOf } from '../queries/sheets.ts'
import { maySelfAssess } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { refuseContradiction } from '../rules/forgiving-set.ts'
import type { FigureValue } from '../rules/input.ts'
import { isSelfScored, selfScore } from '../rules/score-sheet.ts'
import { criteriaOf, figuresOfCriterion } from '../rules/set-inputs.ts'
import {
  type By,
  type FigureToWrite,
  lockAssessments,
  lockYear,
  moveAssessments,
  refuseDecided,
  writeFigures,
  writeSelfScores,
} from './write-sheet.ts'

/** What one unit says of itself. What is left out stays as it was. */
export type SelfAssessment = {
  unitId: string
  /** Figures that the unit types, by code; null takes one away. */
  figures?: Readonly<Record<string, FigureValue | null>>
  /** Figures that the system counted for the unit; they stand before typed ones. */
  counted?: CountedFigures
  /** By code of criterion: whether no such task arose in the year, and what the unit has to say. */
  criteria?: Readonly<Record<string, { notApplicable: boolean; note: string }>>
}

/**
 * Keeps self-assessments of any number of units of a year and scores them anew.
 * Refuses `criteria.no-such-assessment` for a unit that is not the official's own, `criteria.already-submitted`,
 * `criteria.year-decided`, `criteria.not-for-the-unit` for figures that the unit is not asked for, `criteria.reason-needed`
 * for a criterion said not to apply without a word why, and what scoring refuses.
 */
export function recordSelfAssessments(
  database: Database,
  by: By,
  { yearId, given, today }: { yearId: string; given: readonly SelfAssessment[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refuseDecided(year)
    const unitIds = given.map((unit) => unit.unitId)
    await lockAssessments(transaction, yearId, unitIds, by && ownUnits(by, 'criteria.self-assess', today))
    const compiled = await setOfYear(transaction, yearId)
    const before = new Map((await sheetsOf(transaction, { yearId, unitIds })).map((sheet) => [sheet.unitId, sheet]))
    const sheetFor = (unitId: string): Sheet => {
      const sheet = before.get(unitId)
      if (!sheet) throw new Error(`The sheet of unit ${unitId} has gone.`)
      return sheet
    }
    for (const unit of given) {
      const sheet = sheetFor(unit.unitId)
      if (!maySelfAssess(year.state, sheet.state)) throw alreadySubmitted(sheet)
      refuseOthersFigures(compiled, Object.keys(unit.figures ?? {}))
    }
    await writeFigures(
      transaction,
      by,
      given.flatMap((unit) => figuresToWrite(sheetFor(unit.unitId), unit)),
    )
    await writeWords(
      transaction,
      by,
      given.flatMap((unit) => wordsToWrite(compiled, sheetFor(unit.unitId), unit)),
    )

    const withheld = new Set(
      criteriaOf(compiled.set.groups)
        .filter((criterion) => !isSelfScored(criterion))
        .map((criterion) => criterion.code),
    )
    const sheets = await sheetsOf(transaction, { yearId, unitIds })
    for (const sheet of sheets) {
      const unit = given.find((each) => each.unitId === sheet.unitId)
      refuseContradiction(compiled, selfInputs(sheet), Object.keys(unit?.figures ?? {}))
    }
    const scored = sheets.map((sheet) => ({
      assessmentId: sheet.assessmentId,
      scored: selfScore(compiled, selfInputs(sheet)),
      withheld,
    }))
    await writeSelfScores(transaction, scored)
    await moveAssessments(
      transaction,
      by,
      sheets.map((sheet) => sheet.assessmentId),
      'self-assessing',
    )
    for (const [index, sheet] of sheets.entries()) {
      const unit = given.find((each) => each.unitId === sheet.unitId)
      const codes = Object.keys(unit?.criteria ?? {})
      await recordChange(transaction, {
        official: by,
        action: 'criteria.self-assessed',
        subject: { kind: 'assessment', id: sheet.assessmentId },
        unitId: sheet.unitId,
        summary: `Tự chấm ${codes.length === 1 ? `tiêu chí ${codes[0]}` : 'điểm'}: tổng ${formatNumber(scored[index]?.scored.total ?? '0')} điểm`,
        after: { figures: unit?.figures ?? {}, criteria: unit?.criteria ?? {} },
      })
    }
  })
}

function figuresToWrite(sheet: Sheet, unit: SelfAssessment): FigureToWrite[] {
  const counted = unit.counted ?? {}
  const typed = Object.entries(unit.figures ?? {}).filter(([code]) => counted[code] === undefined)
  return [
    ...typed.map(([code, value]) => ({
      assessmentId: sheet.assessmentId,
      code,
      value,
      source: 'unit' as const,
      recordCount: null,
    })),
    ...Object.entries(counted).map(([code, { value, recordCount }]) => ({
      assessmentId: sheet.assessmentId,
      code,
      value,
      source: 'counted' as const,
      recordCount,
    })),
  ]
}

type Words = { assessmentId: string; code: string; notApplicable: boolean; note: string }

function wordsToWrite(compiled: CompiledCriteriaSet, sheet: Sheet, unit: SelfAssessment): Words[] {
  return Object.entries(unit.criteria ?? {}).map(([code, { notApplicable, note }]) => {
    if (!compiled.treeFor(sheet.unit.kind).criteria.some((criterion) => criterion.code === code)) {
      throw new Refusal('not-found', 'criteria.no-such-criterion', `Không có tiêu chí ${code} cho đơn vị này.`)
    }
    if (notApplicable && note === '') {
      const message = `Hãy nêu lý do tiêu chí ${code} không áp dụng trong năm.`
      throw new Refusal('invalid', 'criteria.reason-needed', message, { note: message })
    }
    return { assessmentId: sheet.assessmentId, code, notApplicable, note }
  })
}

async function writeWords(transaction: Database, by: By, words: readonly Words[]): Promise<void> {
  if (words.length === 0) return
  await sql`
    insert into assessment_score (assessment_id, criterion_code, not_applicable, self_note, changed_by_account_id, version)
    select given."assessmentId", given.code, given."notApplicable", given.note, ${by?.accountId ?? null}, 1
    from jsonb_to_recordset(${JSON.stringify(words)}::jsonb)
      as given ("assessmentId" bigint, code text, "notApplicable" boolean, note text)
    on conflict (assessment_id, criterion_code) do update set not_applicable = excluded.not_applicable,
      self_note = excluded.self_note, changed_by_account_id = excluded.changed_by_account_id,
      version = assessment_score.version + 1, changed_at = now()`.execute(transaction)
}

function refuseOthersFigures(compiled: CompiledCriteriaSet, codes: readonly string[]): void {
  const asked = new Set(
    criteriaOf(compiled.set.groups)
      .filter(isSelfScored)
      .flatMap((criterion) => figuresOfCriterion(criterion).map((figure) => figure.code)),
  )
  const other = codes.find((code) => !asked.has(code))
  if (other === undefined) return
  throw new Refusal(
    'invalid',
    'criteria.not-for-the-unit',
    `Số liệu “${other}” không do đơn vị tự khai. Cơ quan thẩm định sẽ ghi khi thẩm định.`,
  )
}

function alreadySubmitted(sheet: Sheet): Refusal {
  return new Refusal(
    'conflict',
    'criteria.already-submitted',
    `${sheet.unit.title} đã nộp bảng tự chấm nên không sửa được nữa. Nếu cần sửa, hãy liên hệ cơ quan thẩm định.`,
  )
}

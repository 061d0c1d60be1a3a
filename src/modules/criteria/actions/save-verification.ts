import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { type Sheet, setOfYear, sheetOf } from '../queries/sheets.ts'
import { assignmentsOf, blindCodes } from '../queries/verification-work.ts'
import { codesDownTo, isMineToMark } from '../rules/assignment.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { recordVerifications, type Verification } from './record-verifications.ts'
import { reasonField } from './verdicts.ts'

/**
 * Keeps what a verifier says of one unit, on the sheet or of a single criterion. `version` is that of the sheet the person saw.
 * Throws StaleEdit when somebody else worked on the sheet meanwhile. What the verifier is to mark a second time stays as the first
 * one left it. Refuses `criteria.not-assigned`, and as `recordVerifications` does.
 */
export async function saveVerification(
  transaction: Database,
  official: Official,
  { assessmentId, version, ...said }: Omit<Verification, 'unitId'> & { assessmentId: string; version: string | null },
  today: CalendarDate,
): Promise<void> {
  await sql`select from assessment where id = ${assessmentId} for update`.execute(transaction)
  const assessment = await requireAssessment(transaction, official, assessmentId, today)
  refuseStaleEdit(version, assessment, () => ({}))
  const { yearId, unitId } = assessment
  const blind = await blindCodes(transaction, official, assessmentId)
  const points = without(said.points ?? {}, blind)
  const words = without(said.words ?? {}, blind)
  const sheet = await sheetOf(transaction, yearId, unitId)
  await refuseOthersWork(transaction, official, yearId, sheet, { points, words })
  await recordVerifications(transaction, official, { yearId, given: [{ unitId, ...said, points, words }], today })
}

/** What a verifier says of one criterion of one unit among many, with the version of the sheet that was seen. */
export type VerdictInGrid = { assessmentId: string; version: string; points: string; reason: string }

/**
 * Keeps points of one criterion for several units at once, all or none. Refuses `criteria.sheet-changed` where somebody else worked
 * on a sheet meanwhile, and as `saveVerification` does, each problem at its field.
 */
export function saveCriterionOverUnits(
  database: Database,
  official: Official,
  { criterion, given }: { criterion: string; given: readonly VerdictInGrid[] },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const problems: Record<string, string> = {}
    for (const { assessmentId, version, points, reason } of given) {
      try {
        const assessment = await requireAssessment(transaction, official, assessmentId, today)
        if (String(assessment.version) !== version) throw sheetChanged(assessment.unitName)
        const said = { points: { [criterion]: { points, reason } }, complete: false }
        await saveVerification(transaction, official, { assessmentId, version, ...said }, today)
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind === 'not-found') throw error
        const isReason = error.fields[reasonField(criterion)] !== undefined
        problems[`${isReason ? 'reason' : 'points'}:${assessmentId}`] = error.messageForPerson
      }
    }
    const [first] = Object.values(problems)
    if (first) throw new Refusal('invalid', 'criteria.points-not-accepted', first, problems)
  })
}

function without<Value>(given: Readonly<Record<string, Value>>, codes: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(given).filter(([code]) => !codes.has(code)))
}

/** What the verifier leaves as it stands is nobody's work; what they change must be theirs, as far as the work is shared out. */
async function refuseOthersWork(
  transaction: Database,
  official: Official,
  yearId: string,
  sheet: Sheet,
  { points, words }: { points: NonNullable<Verification['points']>; words: NonNullable<Verification['words']> },
): Promise<void> {
  const assignments = await assignmentsOf(transaction, yearId)
  if (assignments.length === 0) return
  const { set } = await setOfYear(transaction, yearId)
  const standing = (code: string) => sheet.scores.find((score) => score.criterionCode === code)
  const isTouched = (code: string) => {
    const score = standing(code)
    const said = points[code]
    if (!said) return (words[code] ?? '') !== (score?.verifiedReason ?? '')
    const before = (score?.verifiedChanged ? score.verifiedPoints : score?.selfPoints) ?? '0'
    return said.reason.trim() !== (score?.verifiedReason ?? '') || said.points.trim() !== showDecimalText(before)
  }
  const notMine = [...Object.keys(points), ...Object.keys(words)].filter(
    (code) => isTouched(code) && !isMineToMark(assignments, official.accountId, sheet.unitId, codesDownTo(set, code)),
  )
  const [first] = notMine
  if (first === undefined) return
  const message = `Tiêu chí ${notMine.join(', ')} của ${sheet.unit.title} được giao cho người khác thẩm định. Hãy để nguyên các tiêu chí đó, hoặc đề nghị phân công lại.`
  throw new Refusal('invalid', 'criteria.not-assigned', message, {
    ...Object.fromEntries(notMine.map((code) => [points[code] ? `points:${code}` : `reason:${code}`, message])),
  })
}

function sheetChanged(unitName: string): Refusal {
  return new Refusal(
    'conflict',
    'criteria.sheet-changed',
    `Người khác vừa sửa bảng điểm của ${unitName}. Hãy mở lại trang để xem điểm mới nhất; chưa có gì được lưu.`,
  )
}

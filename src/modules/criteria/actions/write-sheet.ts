import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isEarlierPart } from '../queries/year-parts.ts'
import type { AssessmentState, YearState } from '../rules/assessment-state.ts'
import type { FigureValue } from '../rules/input.ts'
import type { ScoredUnit } from '../rules/score-unit.ts'

/** Who changes a sheet; null for the system itself, which loads the demonstration. */
export type By = Official | null

/** What the actions on a year need to know of it; its row is locked until the transaction ends. */
export type LockedYear = {
  id: string
  year: number
  state: YearState
  rootUnitId: string
  version: number
  isEarlierPart: boolean
}

/** Refuses `criteria.no-such-year`. */
export async function lockYear(transaction: Database, yearId: string): Promise<LockedYear> {
  const found = await transaction
    .selectFrom('assessment_year as year')
    .select(['id', 'year', 'state', 'root_unit_id as rootUnitId', 'version', isEarlierPart.as('isEarlierPart')])
    .where('id', '=', yearId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này.')
  return found
}

/** One figure to be kept; null takes it away. */
export type FigureToWrite = {
  assessmentId: string
  code: string
  value: FigureValue | null
  source: 'counted' | 'unit' | 'verifier'
  recordCount: number | null
}

/** Keeps the figures of any number of sheets in two statements. */
export async function writeFigures(transaction: Database, by: By, figures: readonly FigureToWrite[]): Promise<void> {
  const removed = figures.filter((figure) => figure.value === null)
  if (removed.length > 0) {
    await sql`delete from assessment_figure figure using jsonb_to_recordset(${JSON.stringify(removed)}::jsonb)
      as gone ("assessmentId" bigint, code text)
      where figure.assessment_id = gone."assessmentId" and figure.code = gone.code`.execute(transaction)
  }
  const kept = figures.filter((figure) => figure.value !== null)
  if (kept.length === 0) return
  await sql`
    insert into assessment_figure (assessment_id, code, value, source, record_count, given_by_account_id)
    select given."assessmentId", given.code, given.value, given.source, given."recordCount", ${by?.accountId ?? null}
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
      as given ("assessmentId" bigint, code text, value jsonb, source text, "recordCount" int)
    on conflict (assessment_id, code) do update set value = excluded.value, source = excluded.source,
      record_count = excluded.record_count, given_by_account_id = excluded.given_by_account_id, given_at = now()
    where (assessment_figure.value, assessment_figure.source, assessment_figure.record_count)
      is distinct from (excluded.value, excluded.source, excluded.record_count)`.execute(transaction)
}

/** Keeps the unit's points with their explanations; `withheld` names the criteria that others than the unit score. */
export async function writeSelfScores(
  transaction: Database,
  scored: readonly { assessmentId: string; scored: ScoredUnit; withheld: ReadonlySet<string> }[],
): Promise<void> {
  const rows = scored.flatMap(({ assessmentId, scored: unit, withheld }) =>
    unit.criteria.map(({ code, points, explanation, state }) => ({
      assessmentId,
      code,
      ...(withheld.has(code) ? {} : { points, explanation, state }),
    })),
  )
  await sql`
    insert into assessment_score (assessment_id, criterion_code, self_points, self_explanation, self_state)
    select given."assessmentId", given.code, given.points::numeric, given.explanation, given.state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given ("assessmentId" bigint, code text, points text, explanation text, state text)
    on conflict (assessment_id, criterion_code) do update set self_points = excluded.self_points,
      self_explanation = excluded.self_explanation, self_state = excluded.self_state`.execute(transaction)
  await writeTotals(transaction, 'self_total', scored)
}

/** Keeps the verified points with their explanations. Which of them were changed, and why, is written by the verification. */
export async function writeVerifiedScores(
  transaction: Database,
  scored: readonly { assessmentId: string; scored: ScoredUnit }[],
): Promise<void> {
  const rows = scored.flatMap(({ assessmentId, scored: unit }) =>
    unit.criteria.map(({ code, points, explanation }) => ({ assessmentId, code, points, explanation })),
  )
  await sql`
    update assessment_score score set verified_points = given.points::numeric, verified_explanation = given.explanation
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given ("assessmentId" bigint, code text, points text, explanation text)
    where score.assessment_id = given."assessmentId" and score.criterion_code = given.code`.execute(transaction)
  await writeTotals(transaction, 'verified_total', scored)
}

/** Keeps the total after appeals; null where none changed a point. */
export async function writeAppealTotal(
  transaction: Database,
  assessmentId: string,
  total: string | null,
): Promise<void> {
  await transaction.updateTable('assessment').set({ appeal_total: total }).where('id', '=', assessmentId).execute()
}

async function writeTotals(
  transaction: Database,
  column: 'self_total' | 'verified_total',
  scored: readonly { assessmentId: string; scored: ScoredUnit }[],
): Promise<void> {
  const totals = scored.map(({ assessmentId, scored: unit }) => ({ assessmentId, total: unit.total }))
  await sql`
    update assessment set ${sql.ref(column)} = given.total::numeric
    from jsonb_to_recordset(${JSON.stringify(totals)}::jsonb) as given ("assessmentId" bigint, total text)
    where assessment.id = given."assessmentId"`.execute(transaction)
}

/** Moves the assessments on to a state and counts the change. */
export async function moveAssessments(
  transaction: Database,
  by: By,
  assessmentIds: readonly string[],
  state: AssessmentState,
): Promise<void> {
  await transaction
    .updateTable('assessment')
    .set({
      state,
      version: sql`version + 1`,
      changed_at: sql`now()`,
      changed_by_account_id: by?.accountId ?? null,
    })
    .where('id', 'in', assessmentIds.length > 0 ? [...assessmentIds] : ['0'])
    .execute()
}

/**
 * The assessments of the units in the year, locked; each must be within `scope`, a list of unit ids in SQL.
 * Refuses `criteria.no-such-assessment` for a unit that is not scored that year or not in the scope.
 */
export async function lockAssessments(
  transaction: Database,
  yearId: string,
  unitIds: readonly string[],
  scope: ReturnType<typeof sql<string>> | null,
): Promise<void> {
  let query = transaction
    .selectFrom('assessment')
    .select('id')
    .where('assessment_year_id', '=', yearId)
    .where('unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['0'])
    .orderBy('id')
    .forUpdate()
  if (scope) query = query.where('unit_id', 'in', scope)
  const found = await query.execute()
  if (found.length < new Set(unitIds).size) {
    throw new Refusal('not-found', 'criteria.no-such-assessment', 'Không có bảng chấm điểm này trong phạm vi của bạn.')
  }
}

/** What is decided is decided for the whole year. Refuses `criteria.part-of-a-year` for its earlier part. */
export function refusePart({ year, isEarlierPart: isPart }: Pick<LockedYear, 'year' | 'isEarlierPart'>): void {
  if (isPart) throw partOfAYear(year)
}

/** What sends from the earlier part of a year to the whole of it. */
export function partOfAYear(year: number): Refusal {
  return new Refusal(
    'not-found',
    'criteria.part-of-a-year',
    `Đây là phần đầu của năm ${year}, không xếp loại riêng. Hãy mở trang của cả năm ${year}: điểm của phần này được tính vào đó.`,
  )
}

/** Refuses `criteria.year-decided`. */
export function refuseDecided({ year, state }: { year: number; state: YearState }): void {
  if (state === 'open' || state === 'verifying') return
  throw new Refusal(
    'conflict',
    'criteria.year-decided',
    `Kết quả năm ${year} đã được quyết định nên không sửa điểm được nữa. Số liệu đã quyết định vẫn được giữ nguyên.`,
  )
}

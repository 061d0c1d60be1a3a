import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import { forgiving } from '../rules/forgiving-set.ts'
import { type Ranking, rankUnits } from '../rules/rank-units.ts'
import type { DecimalText } from '../rules/score-scale.ts'
import { type ScoredUnit, scoreUnit } from '../rules/score-unit.ts'
import type { UnitInputs } from '../rules/unit-inputs.ts'
import { finalPoints, type Sheet, sheetsOf, verifiedInputs } from './sheets.ts'
import type { YearDecisions } from './tables.ts'

/** A sheet with what it is scored by, ready to be frozen. */
export type RankedSheet = Sheet & { inputs: UnitInputs; changed: Record<string, DecimalText> }

const NOT_VERIFIED_YET = 'Chưa thẩm định xong'

/**
 * How the year stands, or would stand with these decisions: every unit scored and ranked against its block. A unit whose
 * verification is not complete is not ranked, for the reason given. Units and sheets come in the same order.
 */
export async function rankingOf(
  database: Database,
  yearId: string,
  { decisions = {}, reasonForUnverified = '' }: { decisions?: YearDecisions; reasonForUnverified?: string } = {},
): Promise<{ compiled: CompiledCriteriaSet; digest: string; sheets: RankedSheet[]; ranking: Ranking }> {
  const set = await database
    .selectFrom('assessment_year as year')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .select(['set.content', 'set.digest'])
    .where('year.id', '=', yearId)
    .executeTakeFirst()
  if (!set) throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này.')
  const compiled = forgiving(compileCriteriaSet(set.content))
  const sheets = (await sheetsOf(database, { yearId })).map((sheet) => ({
    ...sheet,
    inputs: inputsOf(sheet, reasonForUnverified === '' ? NOT_VERIFIED_YET : reasonForUnverified),
    changed: finalPoints(sheet),
  }))
  const scored = sheets.map((sheet) => scoreUnit(compiled, sheet.inputs, sheet.changed))
  return { compiled, digest: set.digest, sheets, ranking: rankUnits(compiled, scored, decisions) }
}

function inputsOf(sheet: Sheet, reason: string): UnitInputs {
  const inputs = verifiedInputs(sheet)
  if (sheet.state === 'verified' || inputs.notRanked !== undefined) return inputs
  return { ...inputs, notRanked: reason }
}

/** A frozen result that does not come out the same when it is computed again. */
export type Deviation = { unitId: string; frozen: string; computed: string }

/**
 * Computes a decided year again from what was frozen with it, the set of its digest included, and answers what differs: nothing,
 * unless program or data were tampered with. Totals are compared digit by digit.
 */
export async function recomputedYear(
  database: Database,
  yearId: string,
): Promise<{ units: number; deviations: Deviation[] }> {
  const results = await database
    .selectFrom('ranking_result as result')
    .innerJoin('assessment_year as year', 'year.id', 'result.assessment_year_id')
    .innerJoin('criteria_set as set', (join) =>
      join.onRef('set.id', '=', 'year.criteria_set_id').onRef('set.digest', '=', 'result.set_digest'),
    )
    .select([
      'result.unit_id as unitId',
      sql<string | null>`coalesce(result.appeal_total, result.verified_total)`.as('total'),
      'result.rank_title as rank',
      'result.position',
      'result.inputs',
      'result.changed_points as changed',
      'set.content',
      'year.decisions',
    ])
    .where('result.assessment_year_id', '=', yearId)
    .orderBy('result.assessment_id')
    .execute()
  const [first] = results
  if (!first) return { units: 0, deviations: [] }
  const compiled = forgiving(compileCriteriaSet(first.content))
  const scored: ScoredUnit[] = results.map((result) => scoreUnit(compiled, result.inputs, result.changed))
  const { units } = rankUnits(compiled, scored, first.decisions)
  const words = (total: string | null, rank: string | null, position: number | null) =>
    `${total ?? 'không tính'} | ${rank ?? 'không xếp loại'} | ${position ?? '–'}`
  const deviations = results.flatMap((result, index) => {
    const unit = units[index]
    const frozen = words(result.total, result.rank, result.position)
    const computed = words(
      result.total === null ? null : (unit?.total ?? ''),
      unit?.rank ?? null,
      unit?.position ?? null,
    )
    return frozen === computed ? [] : [{ unitId: result.unitId, frozen, computed }]
  })
  return { units: results.length, deviations }
}

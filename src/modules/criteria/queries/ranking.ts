import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import { complement } from '../rules/exact.ts'
import { forgiving } from '../rules/forgiving-set.ts'
import { type Ranking, rankUnits } from '../rules/rank-units.ts'
import { type PartOfYear, scoreOfParts, totalOfParts } from '../rules/score-by-periods.ts'
import type { DecimalText } from '../rules/score-scale.ts'
import { type ScoredUnit, scoreUnit } from '../rules/score-unit.ts'
import type { Effect } from '../rules/sum-tree.ts'
import type { UnitInputs } from '../rules/unit-inputs.ts'
import { mergersInYear } from './predecessors.ts'
import { finalPoints, isAppealed, type Sheet, sheetsOf, verifiedInputs } from './sheets.ts'
import type { FrozenPart, YearDecisions } from './tables.ts'
import { splitOf, type YearSplit } from './year-parts.ts'

/**
 * A unit's year with what it is scored by, ready to be frozen. In a year of two parts sheet, inputs and changed points are those of
 * the later part; state and totals are those of the year: the state of the part that is further behind, the totals of both together.
 */
export type RankedSheet = Sheet & {
  inputs: UnitInputs
  changed: Record<string, DecimalText>
  /** True when an answer to an appeal gave points, in whichever part. */
  appealed: boolean
  earlier: FrozenPart | null
}

type ScoredSheet = { sheet: Sheet; inputs: UnitInputs; changed: Record<string, DecimalText>; scored: ScoredUnit }

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
  const reason = reasonForUnverified === '' ? NOT_VERIFIED_YET : reasonForUnverified
  const own = await scoredSheets(database, yearId, reason)
  const { compiled, digest } = own
  const split = await splitOf(database, yearId)
  const earlier = split && (await scoredSheets(database, split.earlierYearId, reason))
  const mergers = await mergersOf(database, split?.wholeYearId ?? yearId)
  const units = own.units.map((unit) => {
    const merger = mergers.get(unit.sheet.unitId) ?? []
    const before = earlier?.units.find((each) => each.sheet.unitId === unit.sheet.unitId)
    const year =
      split && earlier && before ? yearOfParts(split, { ...earlier, unit: before }, { compiled, unit }) : alone(unit)
    return { ...year, scored: { ...year.scored, effects: [...merger, ...year.scored.effects] } }
  })
  const sheets = units.map((unit) => unit.ranked)
  const scored = units.map((unit) => unit.scored)
  return { compiled, digest, sheets, ranking: rankUnits(compiled, scored, decisions) }
}

async function scoredSheets(database: Database, yearId: string, reasonForUnverified: string) {
  const set = await database
    .selectFrom('assessment_year as year')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .select(['set.content', 'set.digest'])
    .where('year.id', '=', yearId)
    .executeTakeFirst()
  if (!set) throw new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này.')
  const compiled = forgiving(compileCriteriaSet(set.content))
  const units = (await sheetsOf(database, { yearId })).map((sheet): ScoredSheet => {
    const [inputs, changed] = [inputsOf(sheet, reasonForUnverified), finalPoints(sheet)]
    return { sheet, inputs, changed, scored: scoreUnit(compiled, inputs, changed) }
  })
  return { compiled, digest: set.digest, units }
}

type RankedUnitYear = { ranked: RankedSheet; scored: ScoredUnit }

function alone({ sheet, inputs, changed, scored }: ScoredSheet): RankedUnitYear {
  return { ranked: { ...sheet, inputs, changed, appealed: isAppealed(sheet), earlier: null }, scored }
}

function yearOfParts(
  split: YearSplit,
  earlier: { compiled: CompiledCriteriaSet; digest: string; unit: ScoredSheet },
  later: { compiled: CompiledCriteriaSet; unit: ScoredSheet },
): RankedUnitYear {
  const [before, after] = [earlier.unit, later.unit]
  const together = (totalOf: (sheet: Sheet) => DecimalText | null) => {
    const [first, second] = [totalOf(before.sheet), totalOf(after.sheet)]
    if (first === null || second === null) return null
    return totalOfParts([
      { part: split.earlier, compiled: earlier.compiled, total: first },
      { part: split.later, compiled: later.compiled, total: second },
    ]).total
  }
  const appealed = isAppealed(before.sheet) || isAppealed(after.sheet)
  const ranked: RankedSheet = {
    ...after.sheet,
    ...{ inputs: after.inputs, changed: after.changed, appealed },
    state: after.sheet.state === 'verified' ? before.sheet.state : after.sheet.state,
    selfTotal: together((sheet) => sheet.selfTotal),
    verifiedTotal: together((sheet) => sheet.verifiedTotal),
    appealTotal: appealed ? together((sheet) => sheet.appealTotal ?? sheet.verifiedTotal) : null,
    earlier: {
      ...{
        ...split.earlier,
        setDigest: earlier.digest,
        assessmentId: before.sheet.assessmentId,
        selfTotal: before.sheet.selfTotal,
      },
      ...{ total: before.scored.total, inputs: before.inputs, changed: before.changed },
    },
  }
  const scored = scoreOfParts([
    { part: split.earlier, compiled: earlier.compiled, scored: before.scored },
    { part: split.later, compiled: later.compiled, scored: after.scored },
  ])
  return { ranked, scored }
}

function inputsOf(sheet: Sheet, reason: string): UnitInputs {
  const inputs = verifiedInputs(sheet)
  if (sheet.state === 'verified' || inputs.notRanked !== undefined) return inputs
  return { ...inputs, notRanked: reason }
}

/** Why the work of units that ended in the year counts for another, by the unit that answers for it. */
async function mergersOf(database: Database, yearId: string): Promise<Map<string, Effect[]>> {
  const mergers = await mergersInYear(database, yearId)
  return new Map(
    mergers.map(({ unitId, names, on }) => [
      unitId,
      [
        {
          kind: 'merger',
          code: '',
          applied: true,
          explanation: `Đơn vị tiếp nhận ${names.join(', ')} từ ngày ${formatCalendarDate(on)}: đơn vị mới trả lời cho cả năm; hồ sơ của các đơn vị cũ từ đầu năm được hệ thống đếm theo dòng kế thừa`,
        },
      ],
    ]),
  )
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
      'result.earlier_part as earlier',
      'set.content',
      'year.decisions',
      'year.window_from as from',
      'year.window_to as to',
    ])
    .where('result.assessment_year_id', '=', yearId)
    .orderBy('result.assessment_id')
    .execute()
  const [first] = results
  if (!first) return { units: 0, deviations: [] }
  const compiled = forgiving(compileCriteriaSet(first.content))
  const earlierSets = await setsByDigest(
    database,
    results.flatMap((result) => result.earlier?.setDigest ?? []),
  )
  const scored: ScoredUnit[] = results.map(({ inputs, changed, earlier }) => {
    const later = scoreUnit(compiled, inputs, changed)
    const earlierSet = earlier && earlierSets.get(earlier.setDigest)
    if (!earlier || !earlierSet) return later
    const before = scoreUnit(earlierSet, earlier.inputs, earlier.changed)
    return scoreOfParts([
      { part: earlier, compiled: earlierSet, scored: before },
      { part: laterPart(first, earlier), compiled, scored: later },
    ])
  })
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

const laterPart = ({ from, to }: Pick<PartOfYear, 'from' | 'to'>, { percent }: PartOfYear): PartOfYear => ({
  ...{ from, to },
  percent: complement(percent),
})

async function setsByDigest(database: Database, digests: readonly string[]): Promise<Map<string, CompiledCriteriaSet>> {
  if (digests.length === 0) return new Map()
  const sets = await database
    .selectFrom('criteria_set')
    .select(['digest', 'content'])
    .where('digest', 'in', [...new Set(digests)])
    .execute()
  return new Map(sets.map((set) => [set.digest, forgiving(compileCriteriaSet(set.content))]))
}

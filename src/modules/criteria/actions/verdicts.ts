import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Sheet } from '../queries/sheets.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { Criterion } from '../rules/criteria-set.ts'
import { pointsWithin } from '../rules/points-within.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { criteriaOf, figuresOfCriterion } from '../rules/set-inputs.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'

/** What the verifier decided on one criterion. */
export type Verdict = {
  assessmentId: string
  code: string
  /** Null where the points follow from figures. */
  points: string | null
  /** True when they are not the unit's. */
  changed: boolean
  reason: string
  /** True when the change was not there before, for the trail. */
  isNewChange: boolean
}

/** The names of the fields of one criterion on the verifier's sheet. */
export const pointsField = (code: string) => `points:${code}`
export const reasonField = (code: string) => `reason:${code}`

/**
 * The verdicts on the criteria of one sheet; every refusal names its field. What the unit left out of the scale has no points to
 * decide on. Refuses `criteria.change-needs-reason` and, through their fields, points that are none or out of bounds.
 */
export function verdictsOn(
  compiled: CompiledCriteriaSet,
  sheet: Sheet,
  given: {
    points?: Readonly<Record<string, { points: string; reason: string }>>
    words?: Readonly<Record<string, string>>
  },
): Verdict[] {
  const byCode = new Map(criteriaFor(compiled.set, sheet.unit.kind).map((criterion) => [criterion.code, criterion]))
  const problems: Record<string, string> = {}
  const verdicts = Object.entries(given.points ?? {}).flatMap(([code, said]) => {
    const criterion = byCode.get(code)
    if (!criterion || !isSelfScored(criterion)) throw noSuchCriterion(code)
    try {
      return [verdictOn(compiled, sheet, criterion, said)]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems[error.code === 'criteria.change-needs-reason' ? reasonField(code) : pointsField(code)] =
        error.messageForPerson
      return []
    }
  })
  const [first] = Object.entries(problems)
  if (first) {
    const isReason = first[0].startsWith('reason:')
    const code = isReason ? 'criteria.change-needs-reason' : 'criteria.points-not-accepted'
    throw new Refusal('invalid', code, first[1], problems)
  }
  const words = Object.entries(given.words ?? {}).map(([code, reason]) => {
    if (!byCode.has(code)) throw noSuchCriterion(code)
    return { assessmentId: sheet.assessmentId, code, points: null, changed: false, reason, isNewChange: false }
  })
  return [...verdicts, ...words]
}

function verdictOn(
  compiled: CompiledCriteriaSet,
  sheet: Sheet,
  criterion: Criterion,
  said: { points: string; reason: string },
): Verdict {
  const score = sheet.scores.find((each) => each.criterionCode === criterion.code)
  const own = score?.selfPoints ?? '0'
  const points = score?.selfState === 'left-out' ? own : pointsWithin(criterion, compiled.set.scale, said.points)
  const reason = said.reason.trim()
  const changed = compiled.scale.toParts(points) !== compiled.scale.toParts(own)
  if (changed && reason === '') {
    throw new Refusal(
      'invalid',
      'criteria.change-needs-reason',
      `Tiêu chí ${criterion.code}: điểm thẩm định ${showDecimalText(points)} khác điểm tự chấm ${showDecimalText(own)}. Hãy ghi lý do thay đổi.`,
    )
  }
  const before = score?.verifiedChanged ? score.verifiedPoints : null
  const isNewChange = changed && (before !== points || score?.verifiedReason !== reason)
  return { assessmentId: sheet.assessmentId, code: criterion.code, points, changed, reason, isNewChange }
}

/** A verifier mends the unit's points, with a reason, and never the figures behind them. Refuses `criteria.figure-of-the-unit`. */
export function refuseUnitsFigures(compiled: CompiledCriteriaSet, codes: readonly string[]): void {
  const ofUnits = new Set(
    criteriaOf(compiled.set.groups)
      .filter(isSelfScored)
      .flatMap((criterion) => figuresOfCriterion(criterion).map((figure) => figure.code)),
  )
  const taken = codes.find((code) => ofUnits.has(code))
  if (taken === undefined) return
  throw new Refusal(
    'invalid',
    'criteria.figure-of-the-unit',
    `Số liệu “${taken}” do đơn vị khai hoặc hệ thống đếm. Người thẩm định sửa điểm và ghi lý do, không sửa số liệu của đơn vị.`,
  )
}

function noSuchCriterion(code: string): Refusal {
  return new Refusal('not-found', 'criteria.no-such-criterion', `Không có tiêu chí ${code} do đơn vị này tự chấm.`)
}

import { nodesFor } from '../compiled-tree.ts'
import type { Condition } from '../condition.ts'
import { type CriteriaSet, isCriterion } from '../criteria-set.ts'
import { compare } from '../exact.ts'
import { checkWords } from './header.ts'
import { checkMonthDay, readNumber } from './method.ts'
import { placedNodes } from './node-place.ts'
import type { ReadableScale } from './readable-scale.ts'
import { inside, type Place, type Problems, WHOLE_SET } from './set-problem.ts'

/** Thresholds, knock-outs, ceilings, quotas and the tie order, and every name they call by. */
export function checkRanking(set: CriteriaSet, scale: ReadableScale, problems: Problems): void {
  checkThresholds(set, scale, problems)
  const nodeCodes = new Set(placedNodes(set).map(({ node }) => node.code))
  const check: ReferenceCheck = { nodeCodes, ranks: new Set(set.ranks.map((rank) => rank.title)), problems }
  checkRules(set, check)
  checkQuotas(set, check)
  for (const [index, code] of (set.tieOrder ?? []).entries()) {
    checkNodeCode(inside(inside(WHOLE_SET, 'tieOrder', 'Thứ tự khi bằng điểm'), index, `thứ ${index + 1}`), code, check)
  }
  checkCriterionConditions(set, problems)
}

interface ReferenceCheck {
  readonly nodeCodes: ReadonlySet<string>
  readonly ranks: ReadonlySet<string>
  readonly problems: Problems
}

function checkThresholds(set: CriteriaSet, scale: ReadableScale, problems: Problems) {
  const list = inside(WHOLE_SET, 'ranks', 'Mức xếp loại')
  const best = bestTotal(set, scale)
  let above: number | null = null
  set.ranks.forEach((rank, index) => {
    const place = inside(list, index, `“${rank.title}”`)
    checkWords(place, rank.title, problems)
    if (set.ranks.findIndex((other) => other.title === rank.title) < index) {
      problems.mistake(place, 'duplicate-rank', `Có hai mức cùng tên “${rank.title}”.`)
    }
    const from = scale.points(place, rank.from)
    const below = rank.below === undefined ? null : scale.points(place, rank.below)
    if (from !== null && above !== null && from >= above) {
      problems.mistake(
        place,
        'thresholds-overlap',
        `Ngưỡng ${scale.show(from)} không thấp hơn ngưỡng của mức đứng trước (${scale.show(above)}): hai mức chồng nhau, hoặc chưa xếp từ cao xuống thấp.`,
      )
    }
    if (below !== null) checkUpperBound(place, below, above, best, scale, problems)
    if (from !== null && best !== null && from > best) {
      problems.mistake(
        place,
        'rank-out-of-reach',
        `Không thể đạt mức này: tổng điểm cao nhất có thể có là ${scale.show(best)}.`,
      )
    }
    above = from
  })
  if (set.ranks.length === 0) problems.mistake(list, 'no-ranks', 'Chưa có mức xếp loại nào.')
  else if (above !== null && above > 0) {
    problems.mistake(list, 'thresholds-leave-gap', `Tổng điểm dưới ${scale.show(above)} không thuộc mức xếp loại nào.`)
  }
}

function checkUpperBound(
  place: Place,
  below: number,
  above: number | null,
  best: number | null,
  scale: ReadableScale,
  problems: Problems,
) {
  if (above !== null && below > above) {
    problems.mistake(
      place,
      'thresholds-overlap',
      `Mức này ghi đến dưới ${scale.show(below)}, chồng lên mức đứng trước (từ ${scale.show(above)}).`,
    )
  } else if (above !== null && below < above) {
    problems.mistake(
      place,
      'thresholds-leave-gap',
      `Tổng điểm từ ${scale.show(below)} đến dưới ${scale.show(above)} không thuộc mức nào.`,
    )
  } else if (above === null && (best === null || below <= best)) {
    problems.mistake(place, 'thresholds-leave-gap', `Tổng điểm từ ${scale.show(below)} trở lên không thuộc mức nào.`)
  }
}

/** The highest total that some kind of unit can reach; `null` when bonus points have no limit. */
function bestTotal(set: CriteriaSet, scale: ReadableScale): number | null {
  const cap = set.scale.totalMaximum === undefined ? null : scale.quietly(set.scale.totalMaximum)
  const totals = set.unitKinds.map((kind) =>
    nodesFor(set.groups, kind.code)
      .filter((node) => node.role !== 'deduction')
      .reduce<number | null>((sum, node) => {
        const max = scale.quietly(node.maxPoints)
        return sum === null || max === null ? null : sum + max
      }, 0),
  )
  const best = totals.reduce<number | null>(
    (most, total) => (most === null || total === null ? null : Math.max(most, total)),
    0,
  )
  return best === null ? cap : cap === null ? best : Math.min(best, cap)
}

function checkRules(set: CriteriaSet, check: ReferenceCheck) {
  const { problems } = check
  const lists = [
    { name: 'knockOuts', words: 'Điều kiện loại', rules: set.knockOuts ?? [] },
    { name: 'ceilings', words: 'Điều kiện khống chế', rules: set.ceilings ?? [] },
    { name: 'notRankedWhen', words: 'Không xếp loại', rules: set.notRankedWhen ?? [] },
    { name: 'quotas', words: 'Tỷ lệ tối đa', rules: set.quotas ?? [] },
  ]
  const seen = new Set(check.nodeCodes)
  for (const { name, words, rules } of lists) {
    rules.forEach((rule, index) => {
      const place = inside(inside(WHOLE_SET, name, words), index, `“${rule.code}”`)
      checkWords(place, rule.title, problems)
      if (seen.has(rule.code)) problems.mistake(place, 'duplicate-code', `Mã “${rule.code}” đã dùng cho mục khác.`)
      seen.add(rule.code)
      if ('when' in rule && rule.when !== undefined) checkCondition(inside(place, 'when', 'khi'), rule.when, check)
      if ('rank' in rule) checkRank(place, rule.rank, check)
      if (
        name === 'knockOuts' &&
        'rank' in rule &&
        rule.rank !== set.ranks.at(-1)?.title &&
        check.ranks.has(rule.rank)
      ) {
        problems.doubt(
          place,
          'knock-out-may-lift',
          `Đơn vị ít điểm hơn cũng được xếp đúng mức “${rule.rank}”. Nếu chỉ muốn không xếp cao hơn mức này thì dùng khống chế.`,
        )
      }
      if ('notAbove' in rule) {
        checkRank(place, rule.notAbove, check)
        if (rule.notAbove === set.ranks[0]?.title) {
          problems.doubt(place, 'ceiling-without-effect', 'Khống chế ở mức cao nhất thì không có tác dụng.')
        }
      }
    })
  }
}

function checkQuotas(set: CriteriaSet, check: ReferenceCheck) {
  for (const [index, quota] of (set.quotas ?? []).entries()) {
    const place = inside(inside(WHOLE_SET, 'quotas', 'Tỷ lệ tối đa'), index, `“${quota.code}”`)
    const percent = readNumber(place, quota.atMostPercent, check.problems)
    if (percent !== null && compare(percent, 0) < 0) {
      check.problems.mistake(place, 'bad-percent', 'Tỷ lệ tối đa không được nhỏ hơn 0.')
    }
    if (quota.of !== 'ranked') for (const rank of quota.of) checkRank(place, rank, check)
    if (quota.rank === set.ranks.at(-1)?.title) {
      check.problems.doubt(place, 'quota-on-lowest-rank', 'Dưới mức thấp nhất không còn mức nào để chuyển xuống.')
    }
  }
}

function checkCondition(place: Place, condition: Condition, check: ReferenceCheck) {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    if (parts.length === 0) check.problems.mistake(place, 'empty-condition', 'Điều kiện này còn để trống.')
    for (const part of parts) checkCondition(place, part, check)
    return
  }
  if ('pointsOf' in condition) checkNodeCode(place, condition.pointsOf, check)
  if ('percentOf' in condition) checkNodeCode(place, condition.percentOf, check)
  if ('sumOf' in condition) {
    if (condition.sumOf.length === 0) check.problems.mistake(place, 'empty-condition', 'Điều kiện này còn để trống.')
    for (const code of condition.sumOf) checkNodeCode(place, code, check)
  }
  if ('value' in condition) readNumber(place, condition.value, check.problems)
  if ('dateOf' in condition) checkMonthDay(place, condition.after.monthDay, check.problems)
}

/** Conditions inside a criterion may not ask for points: those are not there yet while criteria are being scored. */
function checkCriterionConditions(set: CriteriaSet, problems: Problems) {
  for (const { node, place } of placedNodes(set)) {
    if (!isCriterion(node)) continue
    const method = node.method.kind === 'deduction' ? node.method.before : node.method
    if (method?.kind !== 'yes-no' || method.when === undefined) continue
    if (asksForPoints(method.when)) {
      problems.mistake(place, 'condition-on-points', 'Điều kiện của một tiêu chí không được dựa vào điểm của mục khác.')
    }
    checkCondition(place, method.when, {
      nodeCodes: new Set(placedNodes(set).map(({ node }) => node.code)),
      ranks: new Set(),
      problems,
    })
  }
}

function asksForPoints(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForPoints)
  if ('any' in condition) return condition.any.some(asksForPoints)
  return 'pointsOf' in condition || 'percentOf' in condition || 'sumOf' in condition
}

function checkRank(place: Place, rank: string, { ranks, problems }: ReferenceCheck) {
  if (!ranks.has(rank)) problems.mistake(place, 'no-such-rank', `Không có mức xếp loại “${rank}” trong bộ tiêu chí.`)
}

function checkNodeCode(place: Place, code: string, { nodeCodes, problems }: ReferenceCheck) {
  if (!nodeCodes.has(code)) problems.mistake(place, 'no-such-criterion', `Không có mục “${code}” trong bộ tiêu chí.`)
}

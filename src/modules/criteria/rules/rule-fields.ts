import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Ceiling, CriteriaSet, KnockOut, NotRankedRule, Quota } from './criteria-set.ts'
import { conditionFields, FieldReader, readCondition } from './method-fields.ts'
import { filledLines } from './method-lines.ts'
import { showDecimalText } from './vietnamese-number.ts'

export type RuleList = 'knock-outs' | 'ceilings' | 'not-ranked' | 'quotas'
export type RankingRule = KnockOut | Ceiling | NotRankedRule | Quota

export const RULE_LISTS: Readonly<Record<RuleList, string>> = {
  'knock-outs': 'Điều kiện loại',
  ceilings: 'Khống chế',
  'not-ranked': 'Trường hợp không xếp loại',
  quotas: 'Tỷ lệ tối đa của một mức',
}

const NAMES = {
  'knock-outs': 'knockOuts',
  ceilings: 'ceilings',
  'not-ranked': 'notRankedWhen',
  quotas: 'quotas',
} as const

export function ruleIn(set: CriteriaSet, list: RuleList, code: string): RankingRule | undefined {
  const rules: readonly RankingRule[] = set[NAMES[list]] ?? []
  return rules.find((rule) => rule.code === code)
}

/** A rule in its form's fields; those of a new one where there is none. */
export function ruleFields(list: RuleList, rule: RankingRule | undefined): Record<string, string | string[]> {
  if (rule === undefined) return { test: 'person', bound: 'rank', rounding: 'down' }
  const common = { code: rule.code, title: rule.title }
  if ('atMostPercent' in rule) {
    const of = rule.of === 'ranked' ? [] : [...rule.of]
    return {
      ...common,
      rank: rule.rank,
      atMostPercent: showDecimalText(rule.atMostPercent),
      of,
      rounding: rule.rounding,
    }
  }
  if ('notAboveRankOf' in rule) {
    const { figure, holds } = rule.notAboveRankOf
    return { ...common, test: 'person', bound: holds === 'unit' ? 'unit-of' : 'rank-of', figure }
  }
  const condition = rule.when === undefined ? { test: 'person' } : conditionFields(rule.when)
  const rank = 'notAbove' in rule ? rule.notAbove : 'rank' in rule ? rule.rank : ''
  return {
    ...common,
    ...condition,
    ...(list === 'not-ranked' ? {} : { rank }),
    ...(list === 'ceilings' ? { bound: 'rank' } : {}),
  }
}

/** The rule that the fields say. Refuses `criteria.method-unreadable` with a message for each field. */
export function ruleOf(
  list: RuleList,
  fields: Readonly<Record<string, string>>,
  kept: RankingRule | undefined,
  indicators: ReadonlySet<string>,
): RankingRule {
  const reader = new FieldReader(fields, (fields.code ?? '').trim(), indicators)
  const common = { code: reader.text('code'), title: reader.text('title') }
  if (list === 'quotas') {
    const atMostPercent = reader.decimal('atMostPercent') ?? '0'
    const of = filledLines(reader.text('of'))
    const rounding =
      (['half-up', 'half-even', 'up'] as const).find((each) => each === reader.text('rounding')) ?? 'down'
    reader.refuseProblems()
    return { ...common, rank: reader.text('rank'), atMostPercent, of: of.length === 0 ? 'ranked' : of, rounding }
  }
  const bound = reader.text('bound')
  if (list === 'ceilings' && (bound === 'unit-of' || bound === 'rank-of')) {
    const figure = kept !== undefined && 'notAboveRankOf' in kept ? kept.notAboveRankOf.figure : common.code
    reader.refuseProblems()
    return { ...common, notAboveRankOf: { figure, holds: bound === 'unit-of' ? 'unit' : 'rank' } }
  }
  const when = readCondition(reader, kept !== undefined && 'when' in kept ? kept.when : undefined)
  reader.refuseProblems()
  const conditional = when === undefined ? common : { ...common, when }
  if (list === 'knock-outs') return { ...conditional, rank: reader.text('rank') }
  return list === 'ceilings' ? { ...conditional, notAbove: reader.text('rank') } : conditional
}

/** Puts the rule in the place of that with the code, or at the end for `new`. Refuses `criteria.code-taken`. */
export function withRule(set: CriteriaSet, list: RuleList, code: string, rule: RankingRule): CriteriaSet {
  const rules: readonly RankingRule[] = set[NAMES[list]] ?? []
  if (rule.code !== code && rules.some((each) => each.code === rule.code)) {
    const message = `Mã “${rule.code}” đã dùng cho quy định khác. Hãy đặt mã khác.`
    throw new Refusal('invalid', 'criteria.code-taken', message, { code: message })
  }
  const changed = code === 'new' ? [...rules, rule] : rules.map((each) => (each.code === code ? rule : each))
  return { ...set, [NAMES[list]]: changed }
}

export function withoutRule(set: CriteriaSet, list: RuleList, code: string): CriteriaSet {
  const rules: readonly RankingRule[] = set[NAMES[list]] ?? []
  return { ...set, [NAMES[list]]: rules.filter((rule) => rule.code !== code) }
}

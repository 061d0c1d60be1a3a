import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type KeptCriteriaSet, newestVersion, setsInRow } from '../queries/criteria-sets.ts'
import type { AssessmentYear, CriteriaSet } from '../rules/criteria-set.ts'
import { planForYear, type YearPart, type YearPlan } from '../rules/set-for-year.ts'

/** One stretch of the year that is opened, with the kept set that scores it. */
export type PartToOpen = Pick<YearPart, 'from' | 'to' | 'percent'> & { setId: string; set: CriteriaSet }

/** How a year is opened: its parts in the order of time, one for nearly every year, and why so. */
export type OpeningPlan = { parts: readonly PartToOpen[]; because: string }

/**
 * What the sets that replace one another say of the year for the chosen kinds of unit. Refuses `criteria.other-set-holds` where the
 * chosen set does not score a kind at the end of the year, and `criteria.kinds-differ` where kinds share the year in different ways.
 */
export async function planOpening(
  transaction: Database,
  kept: KeptCriteriaSet,
  window: AssessmentYear,
  kinds: readonly string[],
): Promise<OpeningPlan> {
  const family = await setsInRow(transaction, kept.content)
  const alone = { parts: [{ ...window, percent: '100', setId: kept.id, set: kept.content }], because: '' }
  if (family.length < 2) return alone
  const titleOf = (kind: string) => kept.content.unitKinds.find((each) => each.code === kind)?.title ?? kind
  const plans = [...new Set(kinds)].map((kind) => ({
    title: titleOf(kind),
    plan: planForYear(family, kind, window.year),
  }))
  for (const { title, plan } of plans) {
    if (plan.parts.at(-1)?.set.id !== kept.content.id)
      throw problem('other-set-holds', `${title}: ${plan.because} Hãy mở năm theo bộ đó.`)
  }
  const [first, ...others] = plans
  if (first === undefined) return alone
  const different = others.find((other) => !isSame(first.plan, other.plan))
  if (different) {
    throw problem(
      'kinds-differ',
      `${first.title}: ${first.plan.because} ${different.title}: ${different.plan.because} Hai loại đơn vị chia năm khác nhau nên không mở chung được; hãy mở cho từng loại.`,
    )
  }
  const parts = await Promise.all(
    first.plan.parts.map(async ({ set, from, to, percent }) => {
      if (set.id === kept.content.id) return { from, to, percent, setId: kept.id, set: kept.content }
      const earlier = await newestVersion(transaction, set.id)
      if (!earlier) throw new Error(`The set ${set.id} has gone.`)
      return { from, to, percent, setId: earlier.id, set: earlier.content }
    }),
  )
  return { parts, because: first.plan.because }
}

function isSame(first: YearPlan, second: YearPlan): boolean {
  const words = ({ parts }: YearPlan) =>
    parts.map(({ set, from, to, percent }) => [set.id, from, to, percent].join(' ')).join(', ')
  return words(first) === words(second)
}

function problem(code: string, message: string): Refusal {
  return new Refusal('invalid', `criteria.${code}`, message, { form: message })
}

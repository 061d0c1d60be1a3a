import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { proposalsWaiting } from '../queries/awards.ts'

/** Proposals that wait for this official's decision, one duty for each year. */
export async function awardDuties({ database, official, today }: Context): Promise<Duty[]> {
  if (!may(official, 'award.decide')) return []
  const waiting = await proposalsWaiting(database, official, today)
  return waiting.map(({ forYear, count }) => ({
    state: 'waiting',
    title: `${formatNumber(count)} đề nghị khen thưởng năm ${forYear} chờ quyết định`,
    href: `/awards/decision?year=${forYear}`,
    dueOn: null,
    note: 'Khen thưởng',
  }))
}

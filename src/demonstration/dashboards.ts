import { subscribe } from '../modules/dashboards/actions/keep-subscription.ts'
import { saveView, shareView } from '../modules/dashboards/actions/keep-view.ts'
import type { PivotQuestion } from '../modules/dashboards/rules/pivot.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import type { Database } from '../platform/database/database.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { HauGiang } from './hau-giang.ts'
import { addMap } from './map.ts'

const ILLUSTRATION = 'Bảng minh họa; số trong bảng được đếm từ dữ liệu minh họa.'

/** Tables that people of the demonstration keep: one of the province shared with all below, one of a commune for itself, sent each week. */
export async function addDashboards(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const question: PivotQuestion = {
    ...{
      indicators: ['dialogue.count'],
      rows: 'unit',
      columns: 'period',
      dimension: null,
      unitId: hauGiang.provinceId,
    },
    ...{
      level: 'district',
      span: 'this-year',
      from: null,
      to: null,
      step: 'quarter',
      reading: 'now',
      shownAs: 'table',
    },
  }
  const of = async (userName: string) => {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`The account ${userName} of the demonstration has gone.`)
    return official
  }
  const [collector, clerk, leader] = [await of('tonghop.snv'), await of('canbo.xa'), await of('lanhdao.tinh')]
  const ofProvince = await saveView(database, leader, {
    title: 'Đối thoại của các huyện theo quý',
    question: { ...question, shownAs: 'bar' },
    illustration: ILLUSTRATION,
  })
  const shared = { sharedWith: 'below', byLink: true } as const
  await shareView(database, leader, { id: ofProvince, today, version: null }, shared)
  await subscribe(database, leader, { viewId: ofProvince, rhythm: 'monthly', today })
  await saveView(database, collector, {
    title: 'Đơn thư theo loại và huyện',
    question: {
      ...question,
      indicators: ['petition.received'],
      rows: 'dimension',
      columns: 'unit',
      dimension: 'petition.kind',
    },
    illustration: ILLUSTRATION,
  })
  const ofCommune = await saveView(database, clerk, {
    title: 'Việc của xã theo tháng',
    question: {
      ...question,
      ...{ indicators: ['dialogue.count', 'petition.received'], rows: 'period', columns: 'indicator' },
      ...{ unitId: null, step: 'month', shownAs: 'line' },
    },
    illustration: ILLUSTRATION,
  })
  await subscribe(database, clerk, { viewId: ofCommune, rhythm: 'weekly', today })
  await addMap(database, hauGiang, await of('quantri'))
}

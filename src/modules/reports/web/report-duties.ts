import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { openDuties, reportsToDecide } from '../queries/open-duties.ts'
import { ownUnits } from '../queries/reach.ts'
import { titleOf } from './report-words.ts'

/** A duty is “near” from this many days before its day. */
const NEAR_IN_DAYS = 14

/** Reports that the official's own units owe, and those that wait for the collector. */
export async function reportDuties({ database, official, today }: Context): Promise<Duty[]> {
  const [owed, toDecide] = await Promise.all([
    openDuties(
      database,
      [...new Set([...ownUnits(official, 'report.write'), ...ownUnits(official, 'report.submit')])],
      today,
    ),
    reportsToDecide(database, unitsFor(official, 'report.collect'), today),
  ])
  const near = addDays(today, NEAR_IN_DAYS)
  return [
    ...owed
      .filter((duty) => duty.lastGoodDay <= near || duty.state === 'returned')
      .map(
        (duty): Duty => ({
          state: duty.lastGoodDay < today ? 'late' : duty.lastGoodDay <= near ? 'due' : 'waiting',
          title: titleOf(duty),
          href: duty.reportId === null ? `/reports/new?duty=${duty.dutyId}` : `/reports/${duty.reportId}`,
          // The same duty before and after somebody has begun to write the report.
          key: `report-duty:${duty.dutyId}`,
          dueOn: duty.lastGoodDay,
          note:
            duty.state === 'returned'
              ? `Bị trả lại: ${duty.returnedReason} – ${duty.unitName}`
              : `Báo cáo phải gửi – ${duty.unitName}`,
        }),
      ),
    ...toDecide.map(
      (report): Duty => ({
        state: 'waiting',
        title: titleOf(report),
        href: `/reports/${report.id}`,
        dueOn: null,
        note: `Chờ tiếp nhận – ${report.unitName}`,
      }),
    ),
  ].slice(0, 50)
}

import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { type OpenDuty, openDuties, reportsToDecide, supplementsToDecide } from '../queries/open-duties.ts'
import { ownUnits } from '../queries/reach.ts'
import { sectionsWaitingFor } from '../queries/section-work.ts'
import { titleOf } from './report-words.ts'

/** A duty is “near” from this many days before its day. */
const NEAR_IN_DAYS = 14

/** Reports that the official's own units owe, and those that wait for the collector. */
export async function reportDuties({ database, official, today }: Context): Promise<Duty[]> {
  const [owed, toDecide, supplements, sections] = await Promise.all([
    openDuties(
      database,
      [...new Set([...ownUnits(official, 'report.write'), ...ownUnits(official, 'report.submit')])],
      today,
    ),
    reportsToDecide(database, unitsFor(official, 'report.collect'), today),
    supplementsToDecide(database, unitsFor(official, 'report.collect'), today),
    sectionsWaitingFor(database, official.personId),
  ])
  const near = addDays(today, NEAR_IN_DAYS)
  return [
    ...owed
      .filter((duty) => duty.lastGoodDay <= near || duty.returnedReason !== null || duty.remindedOn !== null)
      .map(
        (duty): Duty => ({
          state: duty.lastGoodDay < today ? 'late' : duty.lastGoodDay <= near ? 'due' : 'waiting',
          title: titleOf(duty),
          href: duty.reportId === null ? `/reports/new?duty=${duty.dutyId}` : `/reports/${duty.reportId}`,
          // The same duty before and after somebody has begun to write the report.
          key: `report-duty:${duty.dutyId}`,
          dueOn: duty.lastGoodDay,
          isUrged: duty.remindedOn !== null,
          urging: duty.reminderId,
          note: noteOf(duty),
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
    ...supplements.map(
      (supplement): Duty => ({
        state: 'waiting',
        title: `Báo cáo bổ sung số ${supplement.number}: ${titleOf(supplement)}`,
        href: `/reports/${supplement.reportId}/supplements/${supplement.number}`,
        dueOn: null,
        note: `Chờ tiếp nhận – ${supplement.unitName}`,
      }),
    ),
    ...sections.map(
      (section): Duty => ({
        state: section.dueOn < today ? 'late' : section.dueOn <= near ? 'due' : 'waiting',
        title: `Soạn mục “${section.sectionTitle}”`,
        href: `/reports/${section.reportId}#${section.sectionCode}`,
        dueOn: section.dueOn,
        note: [titleOf(section), section.note].filter((part) => part !== '').join(' – '),
      }),
    ),
  ].slice(0, 50)
}

function noteOf({ state, returnedReason, remindedOn, message, unitName }: OpenDuty): string {
  if (remindedOn !== null) return `Đôn đốc ngày ${formatCalendarDate(remindedOn)}: ${message} – ${unitName}`
  if (state === 'returned') return `Bị trả lại: ${returnedReason} – ${unitName}`
  if (state === 'reopened') return `Mở lại: ${returnedReason} – ${unitName}`
  return `Báo cáo phải gửi – ${unitName}`
}

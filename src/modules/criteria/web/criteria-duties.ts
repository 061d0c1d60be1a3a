import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import {
  appealsToAnswer,
  explanationsToGive,
  sheetsToHandIn,
  sheetsToVerify,
  yearsToDecide,
} from '../queries/duties.ts'
import { yearInWords } from './year-parts.tsx'

/** A duty is near when its day is this many days ahead. */
const NOTICE_IN_DAYS = 14

/** What waits for this official in scoring: to score one's own unit, to verify, to decide. */
export async function criteriaDuties({ database, official, today }: Context): Promise<Duty[]> {
  const [own, verifying, deciding, explaining, appeals] = await Promise.all([
    may(official, 'criteria.self-assess') ? sheetsToHandIn(database, official, today) : [],
    may(official, 'criteria.verify') ? sheetsToVerify(database, official, today) : [],
    may(official, 'criteria.decide') ? yearsToDecide(database, official, today) : [],
    may(official, 'criteria.self-assess') ? explanationsToGive(database, official, today) : [],
    may(official, 'criteria.verify') ? appealsToAnswer(database, official, today) : [],
  ])
  const state = (dueOn: CalendarDate): Duty['state'] =>
    dueOn < today ? 'late' : dueOn <= addDays(today, NOTICE_IN_DAYS) ? 'due' : 'waiting'
  return [
    ...own.map((sheet) => ({
      state: state(sheet.selfAssessBy),
      title: `Tự chấm điểm ${yearInWords(sheet)}`,
      href: `/assessments/${sheet.id}`,
      dueOn: sheet.selfAssessBy,
      note: sheet.unitName,
    })),
    ...explaining.map((sheet) => ({
      state: sheet.dueOn === null ? ('due' as const) : state(sheet.dueOn),
      title: `Giải trình ${formatNumber(sheet.questions)} nội dung chấm điểm năm ${sheet.year}`,
      href: `/assessments/${sheet.id}`,
      key: `/assessments/${sheet.id}/explanations/${sheet.first}`,
      dueOn: sheet.dueOn,
      note: sheet.unitName,
    })),
    ...appeals.map((year) => ({
      state: year.dueOn === null ? ('due' as const) : state(year.dueOn),
      title: `${formatNumber(year.appeals)} kiến nghị về điểm năm ${year.year} chờ trả lời`,
      href: `/assessments/years/${year.yearId}/appeals`,
      dueOn: year.dueOn,
      note: year.rootName,
    })),
    ...verifying.map((year) => ({
      state: state(year.verifyBy),
      title: `${formatNumber(year.sheets)} bảng tự chấm ${yearInWords(year)} chờ thẩm định`,
      href: `/assessments/years/${year.yearId}?state=submitted`,
      dueOn: year.verifyBy,
      note: year.rootName,
    })),
    ...deciding.map((year) => ({
      state: year.state === 'decided' ? ('waiting' as const) : state(year.decideBy),
      title:
        year.state === 'decided' ? `Công bố kết quả xếp loại năm ${year.year}` : `Quyết định xếp loại năm ${year.year}`,
      href: `/assessments/years/${year.id}/${year.state === 'decided' ? 'publication' : 'decision'}`,
      dueOn: year.state === 'decided' ? null : year.decideBy,
      note: year.rootName,
    })),
  ]
}

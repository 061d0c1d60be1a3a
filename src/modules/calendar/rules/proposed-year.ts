import { addDays, type CalendarDate, weekday } from '../../../vocabulary/calendar-date.ts'
import { lunarDays } from './lunar-days.ts'
import type { SpecialDay, SpecialDayKind } from './working-days.ts'

const LABOUR_CODE = 'Khoản 1 Điều 112 Bộ luật Lao động 45/2019/QH14'
const COMPENSATION = 'Khoản 3 Điều 111 Bộ luật Lao động 45/2019/QH14 (nghỉ bù vào ngày làm việc kế tiếp)'

/**
 * What the law and the lunar calendar say of a year for which nothing was decided: a draft for whoever enters the decision, never a
 * calendar. The five days of Tết and the day beside National Day are decided each year and only proposed here (Tết from the eve).
 */
export function proposedYear(year: number): SpecialDay[] {
  const { firstOfTet, hungKings } = lunarDays(year)
  const day = (date: CalendarDate, name: string, status: SpecialDay['status'], kind: SpecialDayKind = 'holiday') => ({
    date,
    kind,
    name,
    source: kind === 'compensatory-off' ? COMPENSATION : LABOUR_CODE,
    status,
  })
  const holidays = [
    day(`${year}-01-01`, 'nghỉ Tết Dương lịch', 'decided'),
    ...[-1, 0, 1, 2, 3].map((after) => day(addDays(firstOfTet, after), 'nghỉ Tết Nguyên đán', 'proposed')),
    day(hungKings, 'nghỉ Giỗ Tổ Hùng Vương', 'computed'),
    day(`${year}-04-30`, 'nghỉ Ngày Chiến thắng 30/4', 'decided'),
    day(`${year}-05-01`, 'nghỉ Ngày Quốc tế Lao động 01/5', 'decided'),
    day(`${year}-09-02`, 'nghỉ Quốc khánh', 'decided'),
  ]
  const taken = new Set(holidays.map(({ date }) => date))
  const inReturn: SpecialDay[] = []
  // Each holiday at a weekend is made good on the next day that is still worked, in the order of the dates.
  for (const holiday of holidays.filter(({ date }) => weekday(date) > 5)) {
    let free = holiday.date
    while (weekday(free) > 5 || taken.has(free)) free = addDays(free, 1)
    taken.add(free)
    const status = holiday.status === 'decided' ? 'computed' : holiday.status
    inReturn.push(day(free, holiday.name.replace('nghỉ', 'nghỉ bù'), status, 'compensatory-off'))
  }
  return [...holidays, ...inReturn].sort((first, second) => first.date.localeCompare(second.date))
}

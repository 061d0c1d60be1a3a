import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId, addressYear } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  FilterBar,
  filterView,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SourceNote,
} from '../../../platform/page/index.ts'
import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, isWorkingDay, type WorkingCalendar } from '../../calendar/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { daysOfYear } from '../queries/days.ts'
import { frequencyOn } from '../queries/frequency.ts'
import { frequencyOfYear } from '../rules/schedule.ts'
import { ReceptionNavigation } from './reception-parts.tsx'
import { monthInWords } from './schedule-page.tsx'

/** What the law asks of a head in a year, what stood in the schedule, and what was held, month by month. */
export function frequencyPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/frequency',
    permission: 'reception.read',
    query: z.object({ unitId: addressId, year: addressYear }),
    draw: async ({ database, official, today, page, query }) => {
      const [units, calendar] = await Promise.all([
        unitsOnDay(database, { today, roots: unitsFor(official, 'reception.read') }),
        calendarInForce(database),
      ])
      const own = units.find(({ id }) => id === official.posts[0]?.unitId)
      const unit = units.find(({ id }) => id === query.unitId) ?? own ?? units[0]
      const year = query.year ?? yearOf(today)
      const kind = unit?.kindCode ?? ''
      const rules = {
        frequencyOn: (day: CalendarDate) => frequencyOn(kind, day),
        isWorkingDay: (day: CalendarDate) => worksOrUnknown(day, calendar),
        today,
      }
      const days = unit ? await daysOfYear(database, unit.id, year) : { scheduled: [], held: [], since: null }
      const months = unit ? frequencyOfYear(year, days, { ...rules, since: days.since }) : []
      const rule = frequencyOn(kind, `${year}-12-31`) ?? frequencyOn(kind, `${year}-01-01`)
      const inWeeks = rule?.per === 'week'
      const form = filterView({ unitId: unit?.id ?? '', year: String(year) })
      const sum = (key: 'scheduled' | 'held' | 'missing') => months.reduce((total, month) => total + month[key], 0)
      return (
        <Layout title="Số ngày tiếp công dân theo luật" context={page} wide>
          <PageHeading caption={unit?.name}>Số ngày tiếp công dân theo luật</PageHeading>
          <ReceptionNavigation current="frequency" />
          <FilterBar resetHref="/reception/frequency" active={query.unitId !== undefined || query.year !== undefined}>
            <SelectField
              form={form}
              name="unitId"
              label="Đơn vị"
              options={units.map((each) => ({ value: each.id, text: each.name }))}
            />
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <p class="govuk-body">
            {rule
              ? `${rule.title} ít nhất ${rule.times} ngày mỗi ${inWeeks ? 'tuần; đếm theo tuần, mỗi tuần thuộc tháng có ngày thứ Năm của tuần đó' : 'tháng'}. Chỉ buổi tiếp định kỳ do chính người đứng đầu tiếp mới được tính. Thời gian trước ngày đầu tiên có trong hệ thống không tính là thiếu.`
              : 'Chưa tìm thấy quy định về số ngày tiếp công dân của người đứng đầu loại đơn vị này; bảng chỉ cho biết lịch và buổi đã tiếp.'}
          </p>
          <DataTable
            caption={`Năm ${year}`}
            captionHidden
            empty="Chưa có đơn vị nào trong phạm vi của bạn."
            columns={[
              { key: 'month', title: 'Tháng', rowHeader: true },
              { key: 'required', title: inWeeks ? 'Số tuần phải tiếp' : 'Số ngày phải tiếp', numeric: true },
              { key: 'scheduled', title: 'Có trong lịch', numeric: true },
              { key: 'held', title: 'Đã tiếp', numeric: true },
              { key: 'missing', title: 'Còn thiếu', numeric: true },
            ]}
            rows={months.map((month) => ({
              month: monthInWords(month.month),
              required: month.required ?? '–',
              scheduled: month.scheduled,
              held: month.held,
              missing: month.missing === 0 ? '' : <strong>{month.missing}</strong>,
            }))}
            footer={{
              month: 'Cả năm',
              required: '',
              scheduled: sum('scheduled'),
              held: sum('held'),
              missing: sum('missing'),
            }}
          />
          {rule && (
            <SourceNote>
              {rule.source}
              {rule.note ? `. ${rule.note}` : ''}
            </SourceNote>
          )}
        </Layout>
      )
    },
  })
}

/** Years whose days off are not known count as if every weekday were worked: the table is then a little too strict, not empty. */
function worksOrUnknown(day: CalendarDate, calendar: WorkingCalendar): boolean {
  try {
    return isWorkingDay(day, calendar)
  } catch (refusal) {
    if (refusal instanceof Refusal) return true
    throw refusal
  }
}

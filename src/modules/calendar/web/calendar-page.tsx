import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressYear } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SubNavigation,
  Tag,
  type TagColour,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { calendarInForce, enteredYear } from '../queries/calendar-in-force.ts'
import { type DayStatus, daysOfYear, weekdayName } from '../rules/working-days.ts'
import { DAY_KINDS, DAY_STATUSES } from './calendar-words.ts'

const COLOURS: Readonly<Record<DayStatus, TagColour>> = {
  decided: 'green',
  computed: 'green',
  proposed: 'yellow',
  unverified: 'yellow',
}

/** The days off by which limits are counted: `/calendar?year=2027`. */
export function calendarPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/calendar',
    permission: 'signed-in',
    query: z.object({ year: addressYear }),
    draw: async ({ database, official, today, page, query }) => {
      const calendar = await calendarInForce(database)
      const known = calendar.knownYears ?? { first: yearOf(today), last: yearOf(today) }
      const year = query.year ?? yearOf(today)
      const [entered, changes] = await Promise.all([
        enteredYear(database, year),
        changesOf(database, { kind: 'calendar-year', id: String(year) }),
      ])
      const days = daysOfYear(calendar, year)
      const doubts = calendar.undecided.filter((span) => yearOf(span.from) === year)
      const years = Array.from({ length: known.last - known.first + 1 }, (_, index) => known.first + index)
      const mayManage = may(official, 'calendar.manage')
      return (
        <Layout title={`Lịch nghỉ năm ${year}`} context={page}>
          <PageHeading
            caption="Ngày làm việc dùng để tính thời hạn"
            actions={
              mayManage && (
                <ActionBar>
                  <ButtonLink href={`/calendar/${year}/edit`}>{`Ghi lịch nghỉ năm ${year}`}</ButtonLink>
                  {year === known.last && (
                    <ButtonLink href={`/calendar/${year + 1}/edit`} variant="secondary">
                      {`Ghi lịch nghỉ năm ${year + 1}`}
                    </ButtonLink>
                  )}
                </ActionBar>
              )
            }
          >
            Lịch nghỉ năm {year}
          </PageHeading>
          <SubNavigation
            label="Năm"
            items={years.map((each) => ({
              href: `/calendar?year=${each}`,
              text: String(each),
              current: each === year,
            }))}
          />
          <InsetText>
            {entered
              ? `Ghi theo ${entered.decision}.`
              : 'Theo văn bản, thông báo nghỉ lễ đã tra được; nguồn ghi ở từng ngày.'}{' '}
            Cơ quan làm việc từ thứ Hai đến thứ Sáu, trừ các ngày dưới đây (Điều 111, Điều 112 Bộ luật Lao động
            45/2019/QH14).
          </InsetText>
          {doubts.map((doubt) => (
            <WarningText key={doubt.from}>
              {formatCalendarDate(doubt.from)}
              {doubt.to === doubt.from ? '' : ` – ${formatCalendarDate(doubt.to)}`}: {doubt.reason}. Thời hạn tính qua
              những ngày này là tạm tính.
            </WarningText>
          ))}
          <DataTable
            caption="Các ngày không theo lịch tuần"
            phone="stack"
            empty={`Chưa có lịch nghỉ của năm ${year}: chưa tính được thời hạn rơi vào năm này.`}
            columns={[
              { key: 'day', title: 'Ngày', rowHeader: true },
              { key: 'name', title: 'Nội dung' },
              { key: 'kind', title: 'Loại' },
              { key: 'source', title: 'Căn cứ', width: 'one-third' },
              { key: 'status', title: 'Mức chắc chắn' },
            ]}
            rows={days.map((day) => ({
              day: `${weekdayName(day.date)}, ${formatCalendarDate(day.date)}`,
              name: day.name,
              kind: DAY_KINDS[day.kind],
              source: day.source,
              status: <Tag colour={COLOURS[day.status]} text={DAY_STATUSES[day.status]} />,
            }))}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  EmptyState,
  Form,
  Layout,
  PageHeading,
  SourceNote,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { publishDays } from '../actions/change-day.ts'
import { proposedDaysOf } from '../queries/days.ts'
import { publicationDeadline } from '../queries/publication-limit.ts'
import { PublicationFields } from './reception-fields.ts'
import { dayInWords, hoursOf, leaderOf } from './reception-parts.tsx'

/** Making proposed days public, with a word where the law wanted it earlier. */
export function publicationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/publication',
    permission: 'reception.schedule',
    fields: PublicationFields,
    load: async ({ database, official, today, query }) => {
      const unitId = /^\d{1,18}$/.test(query.unitId ?? '') ? query.unitId : undefined
      const [days, calendar] = await Promise.all([
        proposedDaysOf(database, official, today, unitId),
        calendarInForce(database),
      ])
      return days.map((day) => ({ ...day, publishBy: publicationDeadline(day.plannedOn, calendar)?.due ?? null }))
    },
    initial: (days) => ({ dayIds: days.map(({ id }) => id) }),
    draw: ({ context, data: days, form }) => (
      <Layout
        title="Công bố lịch tiếp công dân"
        context={context.page}
        form={form}
        backLink={{ href: '/reception', text: 'Lịch tiếp công dân' }}
      >
        <PageHeading>Công bố lịch tiếp công dân</PageHeading>
        {days.length === 0 ? (
          <EmptyState title="Không có ngày nào chờ công bố" action={{ href: '/reception/days/new', text: 'Lập lịch' }}>
            <p class="govuk-body">Mọi ngày trong lịch dự kiến đã được công bố.</p>
          </EmptyState>
        ) : (
          <>
            {days.some((day) => isLate(day, context.today)) && (
              <WarningText>
                Có ngày công bố muộn hơn 5 ngày làm việc trước ngày tiếp. Vẫn công bố được; hệ thống ghi lại là muộn.
              </WarningText>
            )}
            <Form form={form}>
              <CheckboxField
                form={form}
                name="dayIds"
                label="Ngày công bố"
                options={days.map((day) => ({
                  value: day.id,
                  text: `${dayInWords(day.plannedOn)}, ${hoursOf(day)}: ${leaderOf(day)}`,
                  hint: `${day.unitName}, ${day.place}. ${limitLine(day, context.today)}`,
                }))}
              />
              <p class="govuk-body">
                Lịch hiện ngay trên trang công khai và nhận đăng ký của công dân. Sau khi công bố chỉ được lùi lịch,
                không bỏ ngày.
              </p>
              <SubmitButtons cancelHref="/reception">
                <SubmitButton>Công bố</SubmitButton>
              </SubmitButtons>
            </Form>
            <SourceNote>Khoản 4 Điều 24 Luật Tiếp công dân 42/2013/QH13</SourceNote>
          </>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { dayIds }) => {
      await publishDays(database, official, { ids: dayIds, today })
      return '/reception'
    },
  })
}

type Limited = { publishBy: CalendarDate | null }

const isLate = ({ publishBy }: Limited, today: CalendarDate) => publishBy !== null && today > publishBy

function limitLine(day: Limited, today: CalendarDate): string {
  if (day.publishBy === null) return 'Chưa có lịch nghỉ của năm này để tính hạn công bố.'
  return `Hạn công bố ${formatCalendarDate(day.publishBy)}${isLate(day, today) ? ': công bố muộn' : ''}`
}

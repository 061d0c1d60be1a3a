import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { proposedDaysOf, receptionDays } from '../queries/days.ts'
import { dayStanding } from '../rules/reception-day.ts'
import { addMonths, lastOf, type Month, monthOf } from '../rules/schedule.ts'
import { MODES } from '../rules/session.ts'
import { DayTag, dayInWords, hoursOf, leaderOf, ReceptionNavigation } from './reception-parts.tsx'

/** A month in an address, `2026-11`. What cannot be read is not asked. */
export const addressMonth = z
  .string()
  .optional()
  .transform((typed): Month | undefined =>
    typed && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(typed) ? typed : undefined,
  )

/** `Tháng 11/2026`. */
export const monthInWords = (month: Month) => `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`

/** Months around one, for choosing. */
export function monthsAround(month: Month, { before, after }: { before: number; after: number }) {
  return Array.from({ length: before + after + 1 }, (_, index) => addMonths(month, index - before)).map((value) => ({
    value,
    text: monthInWords(value),
  }))
}

/** The schedule of leaders' reception days, a month at a time. */
export function schedulePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception',
    permission: 'reception.read',
    query: z.object({ month: addressMonth, unitId: addressId }),
    draw: async ({ database, official, today, page, query }) => {
      const month = query.month ?? monthOf(today)
      const [days, units, proposed] = await Promise.all([
        receptionDays(database, official, { unitId: query.unitId, from: `${month}-01`, to: lastOf(month) }, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'reception.read') }),
        proposedDaysOf(database, official, today),
      ])
      const form = filterView({ month, unitId: query.unitId ?? '' })
      return (
        <Layout title="Lịch tiếp công dân" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                {may(official, 'reception.schedule') && <ButtonLink href="/reception/days/new">Lập lịch</ButtonLink>}
                {may(official, 'reception.record') && (
                  <ButtonLink href="/reception/sessions/new" variant="secondary">
                    Mở buổi tiếp
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            Lịch tiếp công dân
          </PageHeading>
          <ReceptionNavigation current="schedule" />
          {proposed.length > 0 && (
            <InsetText>
              Có {proposed.length} ngày dự kiến chưa công bố.{' '}
              <a class="govuk-link" href="/reception/publication">
                Xem và công bố lịch
              </a>
            </InsetText>
          )}
          <FilterBar resetHref="/reception" active={query.month !== undefined || query.unitId !== undefined}>
            <SelectField
              form={form}
              name="month"
              label="Tháng"
              options={monthsAround(monthOf(today), { before: 11, after: 6 })}
            />
            <UnitFilterField form={form} units={units} />
          </FilterBar>
          <DayTable days={days} today={today} caption={monthInWords(month)} />
        </Layout>
      )
    },
  })
}

type DayRow = Awaited<ReturnType<typeof receptionDays>>[number]

function DayTable({ days, today, caption }: { days: readonly DayRow[]; today: CalendarDate; caption: string }) {
  return (
    <DataTable
      caption={`Ngày tiếp công dân – ${caption}`}
      phone="stack"
      empty="Tháng này chưa có ngày tiếp công dân nào trong lịch."
      columns={[
        { key: 'day', title: 'Ngày', rowHeader: true },
        { key: 'hours', title: 'Giờ', width: 'narrow' },
        { key: 'leader', title: 'Người tiếp' },
        { key: 'unit', title: 'Đơn vị' },
        { key: 'place', title: 'Nơi tiếp' },
        { key: 'turns', title: 'Đã đăng ký', numeric: true },
        { key: 'standing', title: 'Tình trạng' },
      ]}
      rows={days.map((day) => ({
        day: (
          <a class="govuk-link" href={`/reception/days/${day.id}`}>
            {dayInWords(day.plannedOn)}
          </a>
        ),
        hours: hoursOf(day),
        leader: leaderOf(day),
        unit: day.unitName,
        place: day.mode === 'online' ? `${day.place} (${MODES.online.toLowerCase()})` : day.place,
        turns: `${day.taken}/${day.seats}`,
        standing: <DayTag standing={dayStanding(day, today)} />,
      }))}
    />
  )
}

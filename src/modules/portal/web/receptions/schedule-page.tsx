import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId } from '../../../../platform/http/address-fields.ts'
import { publicPage } from '../../../../platform/http/page.tsx'
import { DataTable, filterView, SelectField, SourceNote, SubmitButton } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { weekdayName } from '../../../calendar/index.ts'
import { publishedDays, unitsWithDays } from '../../../reception/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'

const T = vi.receptions
export const RECEPTIONS_PATH = '/public/receptions'
export const TURN_PATH = `${RECEPTIONS_PATH}/turn`

type Day = Awaited<ReturnType<typeof publishedDays>>[number]

/** `Thứ Năm, 26/11/2026`. */
export const dayInWords = (day: string) => `${weekdayName(day)}, ${formatCalendarDate(day)}`

/** Who will be there on the day. */
export function whoReceives(day: Day): string {
  const leader = `${day.leaderTitle} ${day.leaderName}`
  return day.substituteName === null ? leader : T.insteadOf(`${day.substituteTitle} ${day.substituteName}`, leader)
}

/** Leaders' reception days to come, of all bodies or of one. */
export function publicReceptionsPage(app: FastifyInstance): void {
  publicPage(app, {
    path: RECEPTIONS_PATH,
    query: z.object({ unitId: addressId }),
    draw: async (context) => {
      const { database, today, query } = context
      const [units, days] = await Promise.all([
        unitsWithDays(database, today),
        publishedDays(database, { from: today, unitId: query.unitId, today }),
      ])
      const form = filterView({ unitId: query.unitId ?? '' })
      return (
        <PublicPage context={context} path={RECEPTIONS_PATH} title={T.title}>
          <p class="govuk-body">{T.introduction}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={TURN_PATH}>
              {T.myTurn}
            </a>
          </p>
          {units.length > 1 && (
            <form class="app-form" method="get">
              <SelectField
                form={form}
                name="unitId"
                label={T.unit}
                emptyText={T.everyUnit}
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
              <SubmitButton variant="secondary">{T.show}</SubmitButton>
            </form>
          )}
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.empty}
            columns={[
              { key: 'day', title: T.day, rowHeader: true },
              { key: 'hours', title: T.hours },
              { key: 'unit', title: T.unit },
              { key: 'leader', title: T.leader },
              { key: 'place', title: T.place },
              { key: 'turns', title: T.turns },
            ]}
            rows={days.map((day) => ({
              day: dayInWords(day.plannedOn),
              hours: `${day.startsAt}–${day.endsAt}`,
              unit: day.unitName,
              leader: whoReceives(day),
              place: day.mode === 'online' ? `${day.place} (${T.online})` : day.place,
              turns: <Turn day={day} today={today} />,
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function Turn({ day, today }: { day: Day; today: string }) {
  if (day.isHeld || day.plannedOn <= today || day.seats === 0) return T.closed
  if (day.taken >= day.seats) return T.full
  return (
    <a class="govuk-link" href={`${RECEPTIONS_PATH}/${day.id}/registration`}>
      {T.register}
      <span class="govuk-visually-hidden">
        {' '}
        {T.registerFor(formatCalendarDate(day.plannedOn))}, {day.unitName}
      </span>
    </a>
  )
}

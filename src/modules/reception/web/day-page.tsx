import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  WarningText,
} from '../../../platform/page/index.ts'
import { inGroups } from '../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { noSuchDay } from '../actions/out-of-reach.ts'
import { dayById, postponementsOf, type ReceptionDay } from '../queries/days.ts'
import { type Registration, registrationsOf } from '../queries/registrations.ts'
import { dayStanding } from '../rules/reception-day.ts'
import { MODES } from '../rules/session.ts'
import { PROTECTED_VISITOR, VISIT_KINDS } from '../rules/visit.ts'
import { publicationLine } from './publication-day.ts'
import { RECEPTION_LABELS as L } from './reception-fields.ts'
import { DayTag, dayInWords, hoursOf } from './reception-parts.tsx'

export const DayParams = z.object({ dayId: Id })

/** One day of the schedule: who receives, who registered, how it was put off. */
export function dayPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/days/:dayId',
    permission: 'reception.read',
    params: DayParams,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const day = await dayById(database, official, { id: params.dayId, today })
      if (!day) throw noSuchDay()
      const [postponements, turns, changes, calendar] = await Promise.all([
        postponementsOf(database, day.id),
        registrationsOf(database, day.id),
        changesOf(database, { kind: 'reception-day', id: day.id }),
        calendarInForce(database),
      ])
      const standing = dayStanding(day, today)
      return (
        <Layout
          title={`Ngày tiếp công dân ${formatCalendarDate(day.plannedOn)}`}
          context={page}
          breadcrumbs={[
            { href: `/reception?month=${day.plannedOn.slice(0, 7)}`, text: 'Lịch tiếp công dân' },
            { text: formatCalendarDate(day.plannedOn) },
          ]}
        >
          <PageHeading caption={day.unitName} actions={<Acts day={day} context={context} />}>
            Tiếp công dân {dayInWords(day.plannedOn)}
          </PageHeading>
          {standing === 'missed' && (
            <WarningText>
              Ngày này đã qua mà chưa có buổi tiếp trong sổ. Nếu đã tiếp, hãy mở buổi tiếp; nếu không, hãy báo lùi lịch
              và nêu lý do.
            </WarningText>
          )}
          {day.illustration && <InsetText>{day.illustration}</InsetText>}
          <DaySummary day={day} today={today} calendar={calendar} />
          {postponements.length > 0 && (
            <DataTable
              caption="Đã lùi lịch"
              phone="stack"
              empty=""
              columns={[
                { key: 'from', title: 'Từ ngày', rowHeader: true },
                { key: 'to', title: 'Sang ngày' },
                { key: 'announced', title: 'Báo ngày' },
                { key: 'reason', title: 'Lý do' },
              ]}
              rows={postponements.map(({ fromDay, toDay, announcedOn, reason }) => ({
                from: formatCalendarDate(fromDay),
                to: formatCalendarDate(toDay),
                announced:
                  announcedOn > fromDay
                    ? `${formatCalendarDate(announcedOn)} (sau ngày tiếp)`
                    : formatCalendarDate(announcedOn),
                reason,
              }))}
            />
          )}
          {day.publishedOn !== null && <Turns turns={turns} />}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function DaySummary({ day, today, calendar }: { day: ReceptionDay; today: string; calendar: WorkingCalendar }) {
  return (
    <SummaryList
      rows={[
        { label: 'Tình trạng', value: <DayTag standing={dayStanding(day, today)} /> },
        { label: L.postId, value: `${day.leaderTitle} ${day.leaderName}` },
        ...(day.substituteName === null
          ? []
          : [
              {
                label: L.substitutePostId,
                value: `${day.substituteTitle} ${day.substituteName}: ${day.substituteReason}${day.substitutePaper ? ` (${day.substitutePaper})` : ''}`,
              },
            ]),
        { label: 'Giờ', value: hoursOf(day) },
        { label: L.place, value: day.place },
        { label: L.mode, value: MODES[day.mode] },
        { label: 'Công bố', value: publicationLine(day, calendar) },
        { label: 'Đăng ký trước', value: `${day.taken} trên ${day.seats} lượt` },
        ...(day.attendants ? [{ label: L.attendants, value: day.attendants }] : []),
        ...(day.topic ? [{ label: L.topic, value: day.topic }] : []),
        ...(day.sessionId
          ? [
              {
                label: 'Buổi tiếp',
                value: (
                  <a class="govuk-link" href={`/reception/sessions/${day.sessionId}`}>
                    Mở buổi tiếp trong sổ
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Acts({ day, context: { official, today } }: { day: ReceptionDay; context: Context }) {
  if (day.isHeld) return null
  const path = `/reception/days/${day.id}`
  const isPublished = day.publishedOn !== null
  const schedules = may(official, 'reception.schedule')
  return (
    <ActionBar>
      {isPublished && day.plannedOn <= today && may(official, 'reception.record') && (
        <ButtonLink href={`/reception/sessions/new?day=${day.id}`}>Mở buổi tiếp</ButtonLink>
      )}
      {schedules && !isPublished && day.plannedOn >= today && (
        <ButtonLink href={`/reception/publication?unitId=${day.unitId}`}>Công bố lịch</ButtonLink>
      )}
      {schedules && (
        <ButtonLink href={`${path}/edit`} variant="secondary">
          Sửa
        </ButtonLink>
      )}
      {schedules && isPublished && (
        <ButtonLink href={`${path}/postponement`} variant="secondary">
          Lùi lịch
        </ButtonLink>
      )}
      {schedules && day.plannedOn >= today && (
        <ButtonLink href={`${path}/substitution`} variant="secondary">
          Người tiếp thay
        </ButtonLink>
      )}
      {schedules && !isPublished && (
        <ButtonLink href={`${path}/removal`} variant="secondary">
          Bỏ ngày này
        </ButtonLink>
      )}
    </ActionBar>
  )
}

function Turns({ turns }: { turns: readonly Registration[] }) {
  return (
    <DataTable
      caption="Công dân đã đăng ký"
      phone="stack"
      empty="Chưa có công dân nào đăng ký trước."
      columns={[
        { key: 'code', title: 'Mã', width: 'narrow', rowHeader: true },
        { key: 'name', title: 'Họ tên' },
        { key: 'contact', title: 'Liên hệ' },
        { key: 'subject', title: 'Việc muốn trình bày' },
        { key: 'at', title: 'Đăng ký lúc' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={turns.map((turn) => ({
        code: inGroups(turn.code),
        name: turn.kind === 'denunciation' ? PROTECTED_VISITOR : turn.fullName,
        contact: turn.contact,
        subject: [turn.kind && VISIT_KINDS[turn.kind], turn.subject].filter(Boolean).join(': '),
        at: formatInstant(turn.registeredAt),
        state: turn.visitId ? 'Đã tiếp' : turn.cancelledAt ? 'Đã hủy' : 'Chờ tiếp',
      }))}
    />
  )
}

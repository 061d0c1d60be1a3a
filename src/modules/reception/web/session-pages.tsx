import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressDay, addressId } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SummaryList,
  Tag,
  UnitFilterField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { noSuchSession } from '../actions/out-of-reach.ts'
import { type Conclusion, conclusionOf } from '../queries/conclusions.ts'
import { registrationsOf } from '../queries/registrations.ts'
import { type Session, sessionById, sessions } from '../queries/sessions.ts'
import { type Visit, visitsOf } from '../queries/visits.ts'
import { isLargeGroup } from '../rules/large-group.ts'
import { MODES, RECEIVERS, SESSION_KINDS } from '../rules/session.ts'
import { OUTCOMES, PROTECTED_CONTENT, PROTECTED_VISITOR, VISIT_KINDS } from '../rules/visit.ts'
import { RECEPTION_LABELS as L } from './reception-fields.ts'
import { countsInWords, ReceptionNavigation } from './reception-parts.tsx'

export const SessionParams = z.object({ sessionId: Id })

/** The sessions that were held, and one of them with its rows in the register. */
export function sessionPages(app: FastifyInstance): void {
  listPage(app)
  onePage(app)
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/sessions',
    permission: 'reception.read',
    query: z.object({ unitId: addressId, from: addressDay, to: addressDay, after: z.string().max(60).optional() }),
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        sessions(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'reception.read') }),
      ])
      const asked = Object.fromEntries(
        [
          ['unitId', query.unitId ?? ''],
          ['from', query.from ? formatCalendarDate(query.from) : ''],
          ['to', query.to ? formatCalendarDate(query.to) : ''],
        ].filter(([, value]) => value !== ''),
      )
      const form = filterView(asked)
      return (
        <Layout title="Buổi tiếp công dân" context={page} wide>
          <PageHeading
            actions={
              may(official, 'reception.record') && (
                <ActionBar>
                  <ButtonLink href="/reception/sessions/new">Mở buổi tiếp</ButtonLink>
                </ActionBar>
              )
            }
          >
            Buổi tiếp công dân
          </PageHeading>
          <ReceptionNavigation current="sessions" />
          <FilterBar resetHref="/reception/sessions" active={Object.keys(asked).length > 0}>
            <UnitFilterField form={form} units={units} />
            <DateField form={form} name="from" label="Từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
          </FilterBar>
          <DataTable
            caption="Các buổi tiếp"
            captionHidden
            phone="stack"
            empty={
              Object.keys(asked).length > 0
                ? 'Không có buổi tiếp nào khớp điều kiện lọc.'
                : 'Chưa có buổi tiếp nào trong sổ.'
            }
            columns={[
              { key: 'day', title: 'Ngày', rowHeader: true, width: 'narrow' },
              { key: 'kind', title: 'Hình thức' },
              { key: 'by', title: 'Người tiếp' },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'visits', title: 'Lượt', numeric: true },
              { key: 'persons', title: 'Người', numeric: true },
              { key: 'cases', title: 'Vụ việc', numeric: true },
            ]}
            rows={list.rows.map((session) => ({
              day: (
                <a class="govuk-link" href={`/reception/sessions/${session.id}`}>
                  {formatCalendarDate(session.heldOn)}
                </a>
              ),
              kind: SESSION_KINDS[session.kind],
              by: session.receivedBy,
              unit: session.unitName,
              visits: formatNumber(session.counts.visits),
              persons: formatNumber(session.counts.persons),
              cases: formatNumber(session.counts.cases),
            }))}
          />
          <Pagination
            nextHref={
              list.next ? `/reception/sessions?${new URLSearchParams({ ...asked, after: list.next })}` : undefined
            }
          />
        </Layout>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/sessions/:sessionId',
    permission: 'reception.read',
    params: SessionParams,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const session = await sessionById(database, official, { id: params.sessionId, today })
      if (!session) throw noSuchSession()
      const [visits, conclusion, turns, changes] = await Promise.all([
        visitsOf(database, official, session.id, today),
        conclusionOf(database, session.id),
        session.dayId === null ? [] : registrationsOf(database, session.dayId),
        changesOf(database, { kind: 'reception-session', id: session.id }),
      ])
      const waiting = turns.filter((turn) => turn.visitId === null && turn.cancelledAt === null).length
      return (
        <Layout
          title={`Buổi tiếp công dân ${formatCalendarDate(session.heldOn)}`}
          context={page}
          breadcrumbs={[
            { href: '/reception/sessions', text: 'Buổi tiếp công dân' },
            { text: formatCalendarDate(session.heldOn) },
          ]}
          wide
        >
          <PageHeading
            caption={session.unitName}
            actions={<Acts session={session} context={context} waiting={waiting} />}
          >
            {SESSION_KINDS[session.kind]}, ngày {formatCalendarDate(session.heldOn)}
          </PageHeading>
          {session.withdrawnOn && (
            <WarningText>{`Đã hủy ghi ngày ${formatCalendarDate(session.withdrawnOn)}: ${session.withdrawnReason}`}</WarningText>
          )}
          {session.illustration && <InsetText>{session.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Số liệu', value: countsInWords(session.counts) },
              { label: 'Người tiếp', value: `${session.receivedBy} (${RECEIVERS[session.receiver].toLowerCase()})` },
              { label: L.place, value: session.place },
              { label: L.mode, value: MODES[session.mode] },
              ...(session.dayId
                ? [
                    {
                      label: 'Theo lịch',
                      value: (
                        <a class="govuk-link" href={`/reception/days/${session.dayId}`}>
                          Ngày tiếp công dân đã công bố
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(session.note ? [{ label: L.note, value: <span class="app-prewrap">{session.note}</span> }] : []),
              ...(may(official, 'activity.read')
                ? [
                    {
                      label: 'Hoạt động',
                      value: (
                        <a class="govuk-link" href={`/activities/${session.activityId}`}>
                          Buổi tiếp trong danh sách hoạt động (đếm một lần)
                        </a>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <VisitTable visits={visits} />
          {session.kind !== 'regular' && <ConclusionPart session={session} conclusion={conclusion} context={context} />}
          <ChangeHistory changes={changes} folded="Ai đã ghi, sửa buổi tiếp này" />
        </Layout>
      )
    },
  })
}

function Acts({ session, context: { official }, waiting }: { session: Session; context: Context; waiting: number }) {
  if (!may(official, 'reception.record') || session.withdrawnOn !== null) return null
  const path = `/reception/sessions/${session.id}`
  return (
    <ActionBar>
      <ButtonLink href={`${path}/visits/new`}>Ghi lượt tiếp</ButtonLink>
      {session.dayId !== null && (
        <ButtonLink href={`${path}/arrivals`} variant="secondary">
          {`Người đã đăng ký (${waiting})`}
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/edit`} variant="secondary">
        Sửa
      </ButtonLink>
      {session.counts.visits === 0 && (
        <ButtonLink href={`${path}/withdrawal`} variant="secondary">
          Hủy ghi
        </ButtonLink>
      )}
    </ActionBar>
  )
}

/** Who was received, without addresses and numbers of papers. */
function VisitTable({ visits }: { visits: readonly Visit[] }) {
  return (
    <DataTable
      caption="Các lượt tiếp"
      phone="stack"
      empty="Chưa có lượt tiếp nào."
      columns={[
        { key: 'position', title: 'Lượt', width: 'narrow' },
        { key: 'who', title: 'Người được tiếp', rowHeader: true },
        { key: 'persons', title: 'Số người', numeric: true },
        { key: 'kind', title: 'Loại việc' },
        { key: 'content', title: 'Nội dung', width: 'one-third' },
        { key: 'outcome', title: 'Kết quả tiếp' },
      ]}
      rows={visits.map((visit) => ({
        position: visit.position,
        who: (
          <a class="govuk-link" href={`/reception/visits/${visit.id}`}>
            {visit.kind === 'denunciation' ? PROTECTED_VISITOR : visit.visitors.map((each) => each.fullName).join(', ')}
          </a>
        ),
        persons: (
          <>
            {formatNumber(visit.personCount)}
            {isLargeGroup(visit.personCount) && (
              <>
                {' '}
                <Tag colour="orange" text="Đoàn đông người" />
              </>
            )}
          </>
        ),
        kind: VISIT_KINDS[visit.kind],
        content: visit.contentIsOpen ? visit.content : PROTECTED_CONTENT,
        outcome: visit.outcome === null ? <Tag colour="yellow" text="Chưa ghi" /> : OUTCOMES[visit.outcome],
      }))}
    />
  )
}

function ConclusionPart({
  session,
  conclusion,
  context: { official, today },
}: {
  session: Session
  conclusion: Conclusion | null
  context: Context
}) {
  const mayWrite = may(official, 'reception.record') && session.withdrawnOn === null
  return (
    <>
      <h2 class="govuk-heading-m">Thông báo kết luận</h2>
      {conclusion === null ? (
        <p class="govuk-body">
          Chưa có thông báo kết luận. Ý kiến chỉ đạo của người đứng đầu phải được lập thành văn bản, gửi cơ quan có
          trách nhiệm và ghi thời hạn.
        </p>
      ) : (
        <>
          <p class="govuk-body">
            {conclusion.documentNumber ? `Số ${conclusion.documentNumber}, ngày` : 'Ngày'}{' '}
            {formatCalendarDate(conclusion.issuedOn)}
          </p>
          {conclusion.summary && <p class="govuk-body app-prewrap">{conclusion.summary}</p>}
          <DataTable
            caption="Việc phải làm theo kết luận"
            captionHidden
            phone="stack"
            empty="Kết luận không giao việc cho cơ quan nào."
            columns={[
              { key: 'content', title: 'Việc', rowHeader: true, width: 'one-half' },
              { key: 'unit', title: 'Cơ quan thực hiện' },
              { key: 'due', title: 'Hạn', width: 'narrow' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={conclusion.items.map((item) => ({
              content: item.content,
              unit: item.responsibleUnitName,
              due: formatCalendarDate(item.dueOn),
              state: <ItemState item={item} today={today} mayComplete={may(official, 'reception.record')} />,
            }))}
          />
        </>
      )}
      <ActionBar>
        {mayWrite && (
          <ButtonLink href={`/reception/sessions/${session.id}/conclusion`} variant="secondary">
            {conclusion === null ? 'Lập thông báo kết luận' : 'Sửa thông báo kết luận'}
          </ButtonLink>
        )}
        {conclusion !== null && (
          <ButtonLink href={`/reception/sessions/${session.id}/conclusion.docx`} variant="secondary">
            Tải thông báo (Word)
          </ButtonLink>
        )}
      </ActionBar>
    </>
  )
}

/** Where a task of a conclusion stands, and the way to say that it is done. */
export function ItemState({
  item,
  today,
  mayComplete,
}: {
  item: { id: string; dueOn: string; doneOn: string | null; result: string }
  today: string
  mayComplete: boolean
}) {
  if (item.doneOn !== null) {
    return (
      <>
        <Tag colour="green" text={`Xong ${formatCalendarDate(item.doneOn)}`} /> {item.result}
      </>
    )
  }
  return (
    <>
      {item.dueOn < today ? <Tag colour="red" text="Quá hạn" /> : <Tag colour="yellow" text="Chưa xong" />}{' '}
      {mayComplete && (
        <a class="govuk-link" href={`/reception/conclusion-items/${item.id}/completion`}>
          Ghi kết quả
        </a>
      )}
    </>
  )
}

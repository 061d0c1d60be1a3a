import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Details,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SourceNote,
  SummaryList,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { AttachmentList, attachmentsOf } from '../../documents/index.ts'
import { noSuchConsultation } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import {
  type Consultation,
  consultationById,
  consultations,
  type OpinionsShown,
  opinionsByTheme,
  themesOf,
} from '../queries/consultations.ts'
import { CONSULTATION_MATTERS, consultationState, OPINION_CHANNELS } from '../rules/consultation.ts'
import { CONSULTATION_LABELS as L } from './democracy-fields.ts'
import { ConsultationParams, ConsultationTag, DemocracyNavigation } from './democracy-parts.tsx'

export const CONSULTATIONS_PATH = '/democracy/consultations'

/** What the people were asked before the authority decides, what they said, and what became of it. */
export function consultationPages(app: FastifyInstance): void {
  list(app)
  onePage(app)
}

const periodOf = ({ opensOn, closesOn }: { opensOn: CalendarDate; closesOn: CalendarDate }) =>
  `${formatCalendarDate(opensOn)} đến hết ${formatCalendarDate(closesOn)}`

function list(app: FastifyInstance): void {
  staffPage(app, {
    path: CONSULTATIONS_PATH,
    permission: 'democracy.read',
    query: z.object({ after: addressAfter }),
    draw: async ({ database, official, today, page, query }) => {
      const [found, writable] = await Promise.all([
        consultations(database, official, query, today),
        communesFor(database, official, 'democracy.write', today),
      ])
      return (
        <Layout title="Dân tham gia ý kiến" context={page} wide>
          <PageHeading
            actions={
              writable.length > 0 && (
                <ActionBar>
                  <ButtonLink href={`${CONSULTATIONS_PATH}/new`}>Soạn cuộc lấy ý kiến</ButtonLink>
                </ActionBar>
              )
            }
          >
            Dân tham gia ý kiến
          </PageHeading>
          <DemocracyNavigation current="consultations" />
          <DataTable
            caption="Các cuộc lấy ý kiến"
            captionHidden
            phone="stack"
            empty="Chưa có cuộc lấy ý kiến nào."
            columns={[
              { key: 'title', title: L.title, rowHeader: true, width: 'one-third' },
              { key: 'unit', title: L.unitId },
              { key: 'period', title: 'Thời gian' },
              { key: 'opinions', title: 'Ý kiến', numeric: true },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={found.rows.map((each) => ({
              title: (
                <a class="govuk-link" href={`${CONSULTATIONS_PATH}/${each.id}`}>
                  {each.title}
                </a>
              ),
              unit: each.unitName,
              period: periodOf(each),
              opinions: formatNumber(each.opinionCount),
              state: <ConsultationTag state={consultationState(each, today)} />,
            }))}
          />
          <Pagination nextHref={found.next ? `${CONSULTATIONS_PATH}?after=${found.next}` : undefined} />
        </Layout>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId`,
    permission: 'democracy.read',
    params: ConsultationParams,
    draw: async ({ database, official, today, page, params }) => {
      const consultation = await consultationById(database, official, params.consultationId, today)
      if (!consultation) throw noSuchConsultation()
      const { id } = consultation
      const [files, themes, opinions, changes] = await Promise.all([
        attachmentsOf(database, { kind: 'consultation', id }),
        themesOf(database, id),
        opinionsByTheme(database, id),
        changesOf(database, { kind: 'consultation', id }),
      ])
      const loose = opinions.get(null)
      const state = consultationState(consultation, today)
      const mayAct = consultation.isTheirs && state !== 'withdrawn' && state !== 'concluded'
      const isPublic = state !== 'draft' && state !== 'withdrawn'
      return (
        <Layout
          title={consultation.title}
          context={page}
          breadcrumbs={[{ href: CONSULTATIONS_PATH, text: 'Dân tham gia ý kiến' }, { text: consultation.title }]}
        >
          <PageHeading
            caption={consultation.unitName}
            actions={mayAct && <NextSteps consultation={consultation} today={today} hasLoose={loose !== undefined} />}
          >
            {consultation.title}
          </PageHeading>
          {consultation.illustration && <InsetText>{consultation.illustration}</InsetText>}
          {consultation.withdrawnOn !== null && (
            <InsetText>
              Đã thu hồi ngày {formatCalendarDate(consultation.withdrawnOn)}: {consultation.withdrawnReason}
            </InsetText>
          )}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <ConsultationTag state={state} /> },
              { label: 'Thời gian lấy ý kiến', value: periodOf(consultation) },
              { label: L.matter, value: CONSULTATION_MATTERS[consultation.matter] },
              ...(consultation.documentNumber ? [{ label: L.documentNumber, value: consultation.documentNumber }] : []),
              { label: L.content, value: <span class="app-prewrap">{consultation.content}</span> },
              ...(files.length > 0 ? [{ label: L.files, value: <AttachmentList attachments={files} /> }] : []),
              ...(isPublic
                ? [
                    {
                      label: 'Địa chỉ công khai',
                      value: (
                        <a class="govuk-link" href={`/public/consultations/${id}`}>
                          {`/public/consultations/${id}`}
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(consultation.concludedOn
                ? [
                    {
                      label: `Giải trình ngày ${formatCalendarDate(consultation.concludedOn)}`,
                      value: <span class="app-prewrap">{consultation.conclusion}</span>,
                    },
                  ]
                : []),
            ]}
          />
          <SourceNote>
            Điều 25 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15. Quyết định đặt ra nghĩa vụ cho công dân còn phải đối
            thoại, lấy ý kiến người chịu tác động (Điều 27). Thời gian lấy ý kiến tối thiểu chưa đối chiếu.
          </SourceNote>
          <h2 class="govuk-heading-m">Ý kiến theo nhóm</h2>
          {themes.length === 0 && <p class="govuk-body app-muted">Chưa có nhóm ý kiến nào.</p>}
          {themes.map((theme) => (
            <section key={theme.id}>
              <h3 class="govuk-heading-s">
                {theme.title} ({formatNumber(theme.count)} ý kiến)
              </h3>
              <p class="govuk-body app-prewrap">{theme.answer || 'Chưa có giải trình.'}</p>
              {mayAct && (
                <p class="govuk-body">
                  <a class="govuk-link" href={`/democracy/consultation-themes/${theme.id}/answer`}>
                    {theme.answer ? 'Sửa giải trình' : 'Ghi giải trình'}
                    <span class="govuk-visually-hidden"> nhóm {theme.title}</span>
                  </a>
                </p>
              )}
              <Details summary={`Xem các ý kiến của nhóm ${theme.title}`}>
                <Opinions shown={opinions.get(theme.id)} mayMend={mayAct} />
              </Details>
            </section>
          ))}
          {loose && (
            <>
              <h2 class="govuk-heading-m">Chưa xếp nhóm ({formatNumber(loose.total)} ý kiến)</h2>
              <Opinions shown={loose} mayMend={mayAct} />
            </>
          )}
          {consultation.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

function Opinions({ shown, mayMend }: { shown: OpinionsShown | undefined; mayMend: boolean }) {
  if (!shown) return <p class="govuk-body">Chưa có ý kiến nào.</p>
  const { total, opinions } = shown
  return (
    <>
      {opinions.length < total && (
        <p class="govuk-body app-muted">
          Hiện {formatNumber(opinions.length)} ý kiến nhận sớm nhất trong {formatNumber(total)}.
        </p>
      )}
      <ul class="govuk-list govuk-list--bullet">
        {opinions.map((opinion) => (
          <li key={opinion.id}>
            <span class="app-prewrap">{opinion.content}</span>{' '}
            <span class="app-muted">
              ({OPINION_CHANNELS[opinion.channel]}, {formatCalendarDate(opinion.receivedOn)})
            </span>{' '}
            {mayMend && (
              <a class="govuk-link" href={`/democracy/consultation-opinions/${opinion.id}/edit`}>
                {opinion.wasWrittenDown ? 'Sửa' : 'Xếp nhóm'}
                <span class="govuk-visually-hidden">
                  {' '}
                  ý kiến nhận ngày {formatCalendarDate(opinion.receivedOn)}: {opinion.content.slice(0, 60)}
                </span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type NextStepsProps = { consultation: Consultation; today: CalendarDate; hasLoose: boolean }

/** What stands next comes first. */
function NextSteps({ consultation, today, hasLoose }: NextStepsProps) {
  const path = `${CONSULTATIONS_PATH}/${consultation.id}`
  const state = consultationState(consultation, today)
  const takes = state === 'open' || state === 'closed'
  return (
    <ActionBar>
      {state === 'draft' && <ButtonLink href={`${path}/publication`}>Công bố lấy ý kiến</ButtonLink>}
      {hasLoose && <ButtonLink href={`${path}/grouping`}>Xếp nhóm ý kiến</ButtonLink>}
      {state === 'closed' && !hasLoose && <ButtonLink href={`${path}/conclusion`}>Công bố giải trình</ButtonLink>}
      {takes && (
        <ButtonLink href={`${path}/opinions/new`} variant="secondary">
          Ghi ý kiến
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/edit`} variant="secondary">
        Sửa
      </ButtonLink>
      <ButtonLink href={`${path}/withdrawal`} variant="secondary">
        Thu hồi
      </ButtonLink>
    </ActionBar>
  )
}

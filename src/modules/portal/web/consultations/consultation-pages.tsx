import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId } from '../../../../platform/http/address-fields.ts'
import { asDownload } from '../../../../platform/http/download.ts'
import { text } from '../../../../platform/http/form-fields.ts'
import { Id, publicPage, readAddress } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import { publicContext } from '../../../../platform/http/request.ts'
import {
  ButtonLink,
  DataTable,
  Form,
  InsetText,
  SourceNote,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import {
  CONSULTATION_MATTERS,
  CONSULTATION_STATES,
  consultationState,
  publicConsultation,
  publicConsultationFile,
  publicConsultationFilesOf,
  publicConsultations,
  sendOpinion,
  themesOf,
} from '../../../democracy/index.ts'
import { vi } from '../../texts/vi.ts'
import { Choice, PublicPage, provinces } from '../public-page.tsx'

const T = vi.consultations
const CONSULTATIONS_PATH = '/public/consultations'
const params = z.object({ consultationId: Id })

/** What communes ask the people, sending an opinion without a name, and what was answered. */
export function publicConsultationPages(app: FastifyInstance): void {
  list(app)
  onePage(app)
  opinionForm(app)
  sentPage(app)
  fileDownload(app)
}

function list(app: FastifyInstance): void {
  publicPage(app, {
    path: CONSULTATIONS_PATH,
    query: z.object({ province: addressId }),
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const rows = await publicConsultations(database, { rootId: found.chosen?.id, today })
      return (
        <PublicPage context={context} path={CONSULTATIONS_PATH} title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <Choice provinces={found} />
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.empty}
            columns={[
              { key: 'title', title: T.subject, rowHeader: true },
              { key: 'unit', title: T.unit },
              { key: 'until', title: T.until },
              { key: 'state', title: T.state },
            ]}
            rows={rows.map((each) => ({
              title: (
                <a class="govuk-link" href={`${CONSULTATIONS_PATH}/${each.id}`}>
                  {each.title}
                </a>
              ),
              unit: each.unitName,
              until: formatCalendarDate(each.closesOn),
              state: CONSULTATION_STATES[consultationState(each, today)],
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId`,
    params,
    draw: async (context) => {
      const { database, today } = context
      const found = await publicConsultation(database, context.params.consultationId, today)
      if (!found) throw noSuchConsultation()
      const state = consultationState(found, today)
      const [files, themes] = await Promise.all([
        publicConsultationFilesOf(database, found.id),
        state === 'concluded' ? themesOf(database, found.id) : [],
      ])
      return (
        <PublicPage
          context={context}
          path={CONSULTATIONS_PATH}
          title={found.title}
          caption={found.unitName}
          backLink={{ href: CONSULTATIONS_PATH, text: T.back }}
        >
          <p class="govuk-body app-prewrap">{found.content}</p>
          <SummaryList
            rows={[
              { label: T.state, value: CONSULTATION_STATES[state] },
              { label: T.period, value: T.span(formatCalendarDate(found.opensOn), formatCalendarDate(found.closesOn)) },
              { label: T.matter, value: CONSULTATION_MATTERS[found.matter] },
              ...(found.documentNumber ? [{ label: T.number, value: found.documentNumber }] : []),
              { label: T.opinions, value: formatNumber(found.opinionCount) },
              ...(files.length > 0
                ? [
                    {
                      label: T.files,
                      value: files.map((file) => (
                        <div key={file.id}>
                          <a class="govuk-link" href={`${CONSULTATIONS_PATH}/${found.id}/files/${file.id}`}>
                            {file.name}
                          </a>
                        </div>
                      )),
                    },
                  ]
                : []),
            ]}
          />
          {state === 'open' && <ButtonLink href={`${CONSULTATIONS_PATH}/${found.id}/opinion`}>{T.toSend}</ButtonLink>}
          {found.concludedOn !== null && (
            <>
              <h2 class="govuk-heading-m">{T.conclusion(formatCalendarDate(found.concludedOn))}</h2>
              <p class="govuk-body app-prewrap">{found.conclusion}</p>
              <h2 class="govuk-heading-m">{T.themes}</h2>
              {themes
                .filter((theme) => theme.count > 0)
                .map((theme) => (
                  <section key={theme.id}>
                    <h3 class="govuk-heading-s">{T.theme(theme.title, formatNumber(theme.count))}</h3>
                    <p class="govuk-body app-prewrap">{theme.answer}</p>
                  </section>
                ))}
            </>
          )}
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function opinionForm(app: FastifyInstance): void {
  publicForm(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId/opinion`,
    params,
    fields: z.object({ content: text(T.form.content, { longest: 3000 }) }),
    load: async ({ database, params: { consultationId }, today }) => {
      const consultation = await publicConsultation(database, consultationId, today)
      if (!consultation) return new GoTo(CONSULTATIONS_PATH)
      return { consultation, isOpen: consultationState(consultation, today) === 'open' }
    },
    initial: () => ({}),
    draw: ({ context, data: { consultation, isOpen }, form }) => (
      <PublicPage
        context={context}
        path={CONSULTATIONS_PATH}
        title={T.form.title}
        caption={consultation.title}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${consultation.id}`, text: T.form.back }}
      >
        {isOpen || form.values.content !== undefined ? (
          <Form form={form}>
            <TextArea form={form} name="content" label={T.form.content} hint={T.form.contentHint} rows={6} />
            <p class="govuk-body app-muted">{T.form.notice}</p>
            <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${consultation.id}`}>
              <SubmitButton>{T.form.send}</SubmitButton>
            </SubmitButtons>
          </Form>
        ) : (
          <InsetText>{T.form.closed}</InsetText>
        )}
      </PublicPage>
    ),
    submit: async ({ database, today }, { content }, { consultation }) => {
      await sendOpinion(database, { consultationId: consultation.id, content, today })
      return `${CONSULTATIONS_PATH}/${consultation.id}/sent`
    },
  })
}

function sentPage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId/sent`,
    params,
    draw: async (context) => {
      const found = await publicConsultation(context.database, context.params.consultationId, context.today)
      if (!found) throw noSuchConsultation()
      return (
        <PublicPage context={context} path={CONSULTATIONS_PATH} title={T.sent.title} caption={found.title}>
          <p class="govuk-body">{T.sent.line}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={`${CONSULTATIONS_PATH}/${found.id}`}>
              {T.sent.back}
            </a>
          </p>
        </PublicPage>
      )
    },
  })
}

function fileDownload(app: FastifyInstance): void {
  app.get(`${CONSULTATIONS_PATH}/:consultationId/files/:attachmentId`, allow('public'), async (request, reply) => {
    const { database, today, files } = publicContext(request)
    const given = readAddress(z.object({ consultationId: Id, attachmentId: Id }), request.params)
    const file = await publicConsultationFile(database, given, today)
    if (!file) throw new Refusal('not-found', 'portal.no-such-file', T.noFile)
    return asDownload(reply, file).header('content-length', file.sizeInBytes).send(files.read(file.sha256))
  })
}

const noSuchConsultation = () => new Refusal('not-found', 'portal.no-such-consultation', T.notFound)

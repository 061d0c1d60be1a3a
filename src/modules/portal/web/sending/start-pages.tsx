import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { publicForm } from '../../../../platform/http/public-form.tsx'
import { publicContext, servicesOf } from '../../../../platform/http/request.ts'
import {
  ButtonLink,
  Form,
  InsetText,
  RadioField,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../../platform/page/index.ts'
import {
  answersAfterTopic,
  changeTopic,
  discardDraft,
  draftOf,
  type PetitionKind,
  startDraft,
  sweepDrafts,
} from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { dropPublicCookie, givePublicCookie, readPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { draftOfVisit, nextAddress, SEND_PATH, SendingFrame, STEP_ADDRESSES } from './sending-frame.tsx'

const T = vi.sending

/** A page of the State that says nothing of where one was: the weather. */
const AWAY = 'https://nchmf.gov.vn/'

/** Where one begins, goes on with what was left, chooses what it is about, throws it away, or gets away. */
export function startPages(app: FastifyInstance): void {
  startPage(app)
  topicPage(app)
  discardPage(app)

  app.get(`${SEND_PATH}/gone`, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    return sendPage(
      reply,
      <PublicPage context={context} path={SEND_PATH} title={T.gone.title}>
        <p class="govuk-body">{T.gone.line}</p>
        <ButtonLink href={SEND_PATH}>{T.gone.start}</ButtonLink>
      </PublicPage>,
    )
  })

  app.get(`${SEND_PATH}/exit`, allow('public'), async (request, reply) => {
    const { database, files } = publicContext(request)
    const token = readPublicCookie(request, 'draft')
    if (token) await discardDraft(database, files, token)
    dropPublicCookie(reply, 'draft')
    // No page of the form was kept by the browser, and the form itself is gone: “back” finds nothing.
    return reply.header('clear-site-data', '"cache"').redirect(AWAY, 303)
  })
}

function startPage(app: FastifyInstance): void {
  app.get(SEND_PATH, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const { encryption } = servicesOf(app)
    const draft = await draftOf(context.database, encryption, readPublicCookie(request, 'draft'))
    const unfinished = draft && !draft.answers.sent ? draft.answers : null
    reply.header('cache-control', 'private, no-store')
    return sendPage(
      reply,
      <PublicPage context={context} path={SEND_PATH} title={T.title}>
        <p class="govuk-body-l">{T.start.introduction}</p>
        {unfinished ? (
          <>
            <InsetText>{T.start.unfinished}</InsetText>
            <SubmitButtons>
              <ButtonLink href={nextAddress(unfinished)}>{T.start.goOn}</ButtonLink>
              <ButtonLink href={`${SEND_PATH}/discarding`} variant="secondary">
                {T.start.discard}
              </ButtonLink>
            </SubmitButtons>
          </>
        ) : (
          <ButtonLink href={STEP_ADDRESSES.topic}>{T.gone.start}</ButtonLink>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/public/follow">
            {T.start.follow}
          </a>
        </p>
      </PublicPage>,
    )
  })
}

const KINDS = Object.keys(T.topic.kinds) as [PetitionKind, ...PetitionKind[]]

function topicPage(app: FastifyInstance): void {
  const { encryption, protectedKeys: keys } = servicesOf(app)
  publicForm(app, {
    path: STEP_ADDRESSES.topic,
    fields: z.object({ kind: z.enum(KINDS, { error: 'Hãy chọn một việc.' }) }),
    repeatable: true,
    load: async ({ database, request }) => {
      const draft = await draftOf(database, encryption, readPublicCookie(request, 'draft'))
      return { draft: draft && !draft.answers.sent ? draft : null }
    },
    initial: ({ draft }) => ({ kind: draft?.answers.kind ?? '' }),
    draw: ({ context, data: { draft }, form }) => (
      <SendingFrame context={context} step="topic" title={T.topic.title} answers={draft?.answers ?? {}} form={form}>
        <Form form={form}>
          <RadioField
            form={form}
            name="kind"
            label={T.topic.label}
            hint={T.topic.note}
            options={KINDS.map((kind) => ({ value: kind, ...T.topic.kinds[kind] }))}
          />
          <SubmitButton>{T.next}</SubmitButton>
        </Form>
      </SendingFrame>
    ),
    submit: async ({ database, files, reply, now }, { kind }, { draft }) => {
      if (!draft) {
        await sweepDrafts(database, files, now)
        givePublicCookie(reply, 'draft', await startDraft(database, encryption, { kind }))
        return nextAddress({ kind })
      }
      await changeTopic(database, encryption, { keys, files }, { token: draft.token, kind })
      return nextAddress(answersAfterTopic(draft.answers, kind))
    },
  })
}

function discardPage(app: FastifyInstance): void {
  publicForm(app, {
    path: `${SEND_PATH}/discarding`,
    fields: z.object({}),
    repeatable: true,
    load: draftOfVisit,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <PublicPage
        context={context}
        path={SEND_PATH}
        title={T.start.discardTitle}
        form={form}
        backLink={{ href: SEND_PATH, text: T.back }}
      >
        <WarningText>{T.start.discardWarning}</WarningText>
        <Form form={form}>
          <SubmitButton variant="warning">{T.start.discard}</SubmitButton>
        </Form>
      </PublicPage>
    ),
    submit: async ({ database, files, reply }, _nothing, draft) => {
      await discardDraft(database, files, draft.token)
      dropPublicCookie(reply, 'draft')
      return SEND_PATH
    },
  })
}

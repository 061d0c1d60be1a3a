import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import {
  Form,
  NotificationBanner,
  QrCode,
  SourceNote,
  SubmitButton,
  SummaryList,
  WarningText,
} from '../../../../platform/page/index.ts'
import { inGroups } from '../../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { calendarInForce, type WorkingCalendar } from '../../../calendar/index.ts'
import { discardDraft, draftOf, type Followed, firstLimit, followedBy } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { receiptLink } from '../following/receipt-link.ts'
import { dropPublicCookie, readPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { SEND_PATH } from './sending-frame.tsx'

const T = vi.sending.sent

/** The receipt of what has just been sent, as often as this browser asks for it until told that it was written down. */
export function sentPage(app: FastifyInstance): void {
  const { encryption } = servicesOf(app)
  publicForm(app, {
    path: `${SEND_PATH}/sent`,
    fields: z.object({}),
    repeatable: true,
    load: async ({ database, request, today }) => {
      const draft = await draftOf(database, encryption, readPublicCookie(request, 'draft'))
      const sent = draft?.answers.sent
      if (!draft || !sent) return new GoTo(`${SEND_PATH}/gone`)
      const followed = await followedBy(database, sent, today)
      return followed
        ? { draft, sent, followed, calendar: await calendarInForce(database) }
        : new GoTo(`${SEND_PATH}/gone`)
    },
    initial: () => ({}),
    draw: ({ context, data: { sent, followed, calendar }, form }) => {
      const link = receiptLink(context, sent)
      return (
        <PublicPage context={context} path={SEND_PATH} title={T.title}>
          <NotificationBanner>{T.banner}</NotificationBanner>
          <WarningText>{T.keep}</WarningText>
          <SummaryList
            rows={[
              { label: T.code, value: <strong class="app-receipt">{inGroups(sent.code)}</strong> },
              { label: T.secret, value: <strong class="app-receipt">{inGroups(sent.secret)}</strong> },
            ]}
          />
          <QrCode text={link} label={T.qr} />
          <p class="govuk-body">
            {T.link}:{' '}
            <a class="govuk-link app-break" href={new URL(link).pathname}>
              {link}
            </a>
          </p>
          <WhatComesNext followed={followed} calendar={calendar} />
          <Form form={form}>
            <SubmitButton variant="secondary">{T.done}</SubmitButton>
          </Form>
        </PublicPage>
      )
    },
    submit: async ({ database, files, reply }, _nothing, { draft }) => {
      await discardDraft(database, files, draft.token)
      dropPublicCookie(reply, 'draft')
      return '/public'
    },
  })
}

/** Who does what until when, by which article. */
function WhatComesNext({ followed: { submission }, calendar }: { followed: Followed; calendar: WorkingCalendar }) {
  if (!submission) return null
  const limit = firstLimit(submission, calendar)
  return (
    <>
      <h2 class="govuk-heading-m">{T.nextTitle}</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>{T.firstCheck(submission.unitName)}</li>
        {limit && <li>{T.limit(T.limits[limit.step], formatCalendarDate(limit.due))}</li>}
        <li>{T.ifWorse}</li>
      </ul>
      {limit && (
        <SourceNote>
          {T.source(limit.unit === 'working' ? T.workingDays(limit.days) : T.calendarDays(limit.days), limit.source)}
        </SourceNote>
      )}
    </>
  )
}

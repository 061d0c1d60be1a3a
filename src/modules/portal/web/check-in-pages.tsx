import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicPage } from '../../../platform/http/page.tsx'
import { publicForm } from '../../../platform/http/public-form.tsx'
import { Form, InsetText, SubmitButton } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { checkIn, plannedActivityByCode } from '../../activities/index.ts'
import { vi } from '../texts/vi.ts'
import { givePublicCookie, readPublicCookie } from './public-cookies.ts'
import { PublicPage } from './public-page.tsx'

const T = vi.checkIn
const params = z.object({ checkInCode: z.string().regex(/^[\w-]{6,40}$/) })
const DEVICE = /^[\w-]{20,40}$/

/** Saying on one's own phone that one is there. */
export function checkInPages(app: FastifyInstance): void {
  publicForm(app, {
    path: '/public/check-in/:checkInCode',
    params,
    fields: z.object({}),
    load: async ({ database, params: { checkInCode } }) => {
      const planned = await plannedActivityByCode(database, checkInCode)
      if (planned) return planned
      throw new Refusal('not-found', 'portal.no-such-check-in', T.gone)
    },
    initial: () => ({}),
    draw: ({ context, data: planned, form }) => {
      const isOpen = planned.plannedOn === context.today && planned.cancelledOn === null && planned.activityId === null
      return (
        <PublicPage
          context={context}
          path="/public/dialogues"
          title={T.title}
          caption={`${planned.title}, ${formatCalendarDate(planned.plannedOn)}`}
          form={form}
        >
          {isOpen ? (
            <Form form={form}>
              <p class="govuk-body">{context.official === null ? T.line : T.asOfficial(context.official.fullName)}</p>
              <SubmitButton>{T.here}</SubmitButton>
            </Form>
          ) : (
            <InsetText>{T.closed}</InsetText>
          )}
        </PublicPage>
      )
    },
    submit: async ({ database, official, today, request, reply }, _entered, planned) => {
      const known = readPublicCookie(request, 'device') ?? ''
      const device = DEVICE.test(known) ? known : randomBytes(18).toString('base64url')
      await checkIn(database, planned, { official, device, today })
      if (official === null) givePublicCookie(reply, 'device', device)
      return '/public/check-in/done'
    },
  })

  publicPage(app, {
    path: '/public/check-in/done',
    draw: (context) => (
      <PublicPage context={context} path="/public/dialogues" title={T.doneTitle}>
        <p class="govuk-body">{T.done}</p>
      </PublicPage>
    ),
  })
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import { Form, SourceNote, SubmitButton, SubmitButtons } from '../../../../platform/page/index.ts'
import { inGroups } from '../../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../../calendar/index.ts'
import {
  receivingUnitOf,
  secondComplaintFrom,
  secondComplaintTerm,
  secondComplaintTitle,
  startDraft,
} from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { givePublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { STEP_ADDRESSES } from '../sending/sending-frame.tsx'
import { followedByVisit } from './open-page.tsx'
import { FOLLOW_PATH } from './receipt-link.ts'

const T = vi.following.appeal

/** What one can do against the answer to a complaint, until when and where; the second complaint begins here. */
export function appealPage(app: FastifyInstance): void {
  publicForm(app, {
    path: `${FOLLOW_PATH}/:code/appeal`,
    params: z.object({ code: z.string().max(40) }),
    fields: z.object({}),
    repeatable: true,
    load: async (visit) => {
      const followed = await followedByVisit(visit, visit.params.code)
      if (followed instanceof GoTo) return followed
      const path = `${FOLLOW_PATH}/${visit.params.code}`
      const { petition } = followed
      const decidedOn = petition && secondComplaintFrom(petition)
      if (!petition || !decidedOn) return new GoTo(path)
      const unit = await receivingUnitOf(visit.database, { appealsPetitionId: petition.id }, visit.today)
      return {
        code: followed.code,
        path,
        petition,
        decidedOn,
        unit,
        term: secondComplaintTerm(decidedOn, await calendarInForce(visit.database)),
      }
    },
    initial: () => ({}),
    draw: ({ context, data: { code, path, decidedOn, unit, term }, form }) => (
      <PublicPage
        context={context}
        path={FOLLOW_PATH}
        title={T.title}
        caption={vi.following.codeLine(inGroups(code))}
        form={form}
        backLink={{ href: path, text: vi.sending.back }}
      >
        <h2 class="govuk-heading-m">{T.second}</h2>
        {unit && <p class="govuk-body">{T.secondLine(unit.name)}</p>}
        {term && (
          <>
            <p class="govuk-body">
              <strong>
                {T.until(formatCalendarDate(term.due), vi.sending.sent.calendarDays(term.days), term.source)}
              </strong>{' '}
              {T.remote(formatCalendarDate(term.remoteDue))}
            </p>
            <p class="govuk-body">{T.counted(formatCalendarDate(decidedOn))}</p>
            {term.due < context.today && <p class="govuk-body">{T.over}</p>}
          </>
        )}
        <p class="govuk-body">{T.papers}</p>
        <Form form={form}>
          <SubmitButtons>
            <SubmitButton>{T.write}</SubmitButton>
          </SubmitButtons>
        </Form>
        <h2 class="govuk-heading-m">{T.court}</h2>
        <p class="govuk-body">{T.courtLine}</p>
        {term && <SourceNote>{term.source}</SourceNote>}
      </PublicPage>
    ),
    submit: async ({ database, request, reply }, _nothing, { petition, decidedOn }) => {
      const token = await startDraft(database, servicesOf(request.server).encryption, {
        kind: 'complaint',
        appealsPetitionId: petition.id,
        title: secondComplaintTitle({ number: petition.number, year: petition.year, decidedOn }),
        visibility: 'closed',
      })
      givePublicCookie(reply, 'draft', token)
      return STEP_ADDRESSES.place
    },
  })
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { choice, optionalText } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import {
  Form,
  InsetText,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
} from '../../../../platform/page/index.ts'
import { publishedDay, registerTurn, VISIT_KINDS, type VisitKind } from '../../../reception/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'
import { dayInWords, RECEPTIONS_PATH, TURN_PATH, whoReceives } from './schedule-page.tsx'
import { receiptToUse } from './turn-receipt.ts'

const T = vi.receptions.form

const TurnFields = z.object({
  kind: choice(T.kind, VISIT_KINDS),
  fullName: optionalText(T.fullName, { longest: 200 }),
  contact: optionalText(T.contact, { longest: 200 }),
  subject: optionalText(T.subject, { longest: 500 }),
})

/** A turn on a leader's reception day, without account and without script. */
export function turnRegistrationForm(app: FastifyInstance): void {
  publicForm(app, {
    path: `${RECEPTIONS_PATH}/:dayId/registration`,
    params: z.object({ dayId: Id }),
    fields: TurnFields,
    load: async ({ database, params, today, request, reply }) => {
      const day = await publishedDay(database, params.dayId)
      if (!day) return new GoTo(RECEPTIONS_PATH)
      const isOpen = !day.isHeld && day.plannedOn > today && day.taken < day.seats
      if (request.method === 'GET' && isOpen) await receiptToUse(database, { request, reply })
      return { day, isOpen }
    },
    initial: () => ({}),
    draw: ({ context, data: { day, isOpen }, form }) => (
      <PublicPage
        context={context}
        path={RECEPTIONS_PATH}
        title={T.title}
        caption={day.unitName}
        form={form}
        backLink={{ href: RECEPTIONS_PATH, text: T.back }}
      >
        <SummaryList
          rows={[
            { label: vi.receptions.day, value: `${dayInWords(day.plannedOn)}, ${day.startsAt}–${day.endsAt}` },
            { label: vi.receptions.leader, value: whoReceives(day) },
            { label: vi.receptions.place, value: day.place },
          ]}
        />
        {isOpen || form.errors.form !== undefined ? (
          <>
            <p class="govuk-body">{T.seatsLeft(Math.max(0, day.seats - day.taken))}</p>
            <Form form={form}>
              <RadioField
                form={form}
                name="kind"
                label={T.kind}
                options={(Object.keys(T.kinds) as VisitKind[]).map((value) => ({
                  value,
                  text: T.kinds[value],
                  hint: value === 'denunciation' ? T.denunciationHint : undefined,
                }))}
              />
              <TextField form={form} name="fullName" label={T.fullName} autocomplete="name" />
              <TextField form={form} name="contact" label={T.contact} hint={T.contactHint} autocomplete="tel" />
              <TextArea form={form} name="subject" label={T.subject} rows={3} />
              <p class="govuk-body app-muted">{T.notice}</p>
              <SubmitButtons cancelHref={RECEPTIONS_PATH}>
                <SubmitButton>{T.send}</SubmitButton>
              </SubmitButtons>
            </Form>
          </>
        ) : (
          <InsetText>{T.notOpen}</InsetText>
        )}
      </PublicPage>
    ),
    submit: async ({ database, today, request, reply }, asked, { day }) => {
      const receipt = await receiptToUse(database, { request, reply })
      await registerTurn(database, { dayId: day.id, asked, receipt, today })
      return TURN_PATH
    },
  })
}

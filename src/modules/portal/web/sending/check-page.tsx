import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import { Form, InsetText, SubmitButton, SummaryList, type SummaryRow } from '../../../../platform/page/index.ts'
import {
  type Draft,
  MOST_PHOTOS,
  nextStep,
  placeById,
  receivingUnitOf,
  type StepOfSending,
  sendSubmission,
  VISIBILITIES,
} from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { Protection } from './question-pages.tsx'
import { draftOfVisit, SEND_PATH, SendingFrame, STEP_ADDRESSES } from './sending-frame.tsx'

const T = vi.sending

/** All answers on one page, each to be changed, and to whom it goes; from here it is sent. */
export function checkPage(app: FastifyInstance): void {
  publicForm(app, {
    path: STEP_ADDRESSES.check,
    fields: z.object({}),
    load: async (visit) => {
      const draft = await draftOfVisit(visit)
      if (draft instanceof GoTo) return draft
      const missing = nextStep(draft.answers)
      if (missing !== null) return new GoTo(STEP_ADDRESSES[missing])
      const { database, today } = visit
      const [place, unit] = await Promise.all([
        placeById(database, draft.answers.placeUnitId ?? '0', today),
        receivingUnitOf(database, draft.answers, today),
      ])
      return place && unit ? { draft, place, unit } : new GoTo(STEP_ADDRESSES.place)
    },
    initial: () => ({}),
    draw: ({ context, data: { draft, place, unit }, form }) => (
      <SendingFrame context={context} step="check" title={T.check.title} answers={draft.answers} form={form}>
        <SummaryList rows={rowsOf(draft, place.name)} />
        {draft.answers.kind === 'denunciation' && <Protection />}
        <InsetText>
          <strong>
            {draft.answers.appealsPetitionId ? T.place.appealGoesTo(unit.name) : T.place.goesTo(unit.name)}
          </strong>
        </InsetText>
        <p class="govuk-body">{T.check.declaration}</p>
        <Form form={form}>
          <SubmitButton>{T.check.send}</SubmitButton>
        </Form>
      </SendingFrame>
    ),
    submit: async ({ database, today, now, request }, _nothing, { draft }) => {
      const { encryption, protectedKeys: keys, files } = servicesOf(request.server)
      const protection = { keys, files }
      await sendSubmission(database, encryption, { token: draft.token, today, now, protection })
      return `${SEND_PATH}/sent`
    },
  })
}

function rowsOf({ answers, photos }: Draft, placeName: string): SummaryRow[] {
  const isDenunciation = answers.kind === 'denunciation'
  const row = (step: StepOfSending, label: string, value: SummaryRow['value']): SummaryRow => ({
    label,
    value,
    action: { href: STEP_ADDRESSES[step], text: T.check.change, about: label.toLowerCase() },
  })
  const contact = [answers.senderName, answers.senderAddress, answers.senderPhone].filter(Boolean).join(', ')
  return [
    row(
      'topic',
      T.check.topic,
      answers.appealsPetitionId ? T.check.appeal : T.topic.kinds[answers.kind ?? 'feedback'].text,
    ),
    row('place', T.check.place, [answers.place, placeName].filter(Boolean).join(', ')),
    row('words', T.check.summary, answers.title),
    { label: T.check.content, value: <span class="app-prewrap">{answers.content}</span> },
    row('photos', T.check.photos, T.check.photoCount(Math.min(photos.length, MOST_PHOTOS))),
    isDenunciation
      ? { label: T.check.visibility, value: T.check.closedByLaw }
      : row('visibility', T.check.visibility, VISIBILITIES[answers.visibility ?? 'closed']),
    row('contact', T.check.contact, contact === '' ? T.check.noContact : contact),
  ]
}

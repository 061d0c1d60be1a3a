import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { choice, optionalText, text } from '../../../../platform/http/form-fields.ts'
import { GoTo, publicForm, type Visit } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import {
  Details,
  Form,
  InsetText,
  RadioField,
  SubmitButton,
  TextArea,
  TextField,
} from '../../../../platform/page/index.ts'
import {
  type Answers,
  changeDraft,
  type Draft,
  receivingUnit,
  refuseNamelessComplaint,
  similarPublications,
  VISIBILITIES,
  type Visibility,
} from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { draftOfVisit, nextAddress, SEND_PATH, SendingFrame, STEP_ADDRESSES } from './sending-frame.tsx'

const T = vi.sending

/** The pages that ask one thing each and only keep the answer. */
export function questionPages(app: FastifyInstance): void {
  wordsPage(app)
  visibilityPage(app)
  contactPage(app)
}

/** Keeps answers in the form and answers the next page. */
export async function keep(visit: Visit, draft: Draft, given: Partial<Answers>): Promise<string> {
  const { encryption } = servicesOf(visit.request.server)
  await changeDraft(visit.database, encryption, draft.token, (answers) => ({ ...answers, ...given }))
  return nextAddress({ ...draft.answers, ...given })
}

function wordsPage(app: FastifyInstance): void {
  publicForm(app, {
    path: STEP_ADDRESSES.words,
    fields: z.object({
      title: text(T.words.summary, { longest: 300 }),
      content: text(T.words.content, { longest: 10_000 }),
    }),
    repeatable: true,
    load: draftOfVisit,
    initial: ({ answers }) => ({ title: answers.title ?? '', content: answers.content ?? '' }),
    draw: ({ context, data: { answers }, form }) => (
      <SendingFrame context={context} step="words" title={T.words.title} answers={answers} form={form}>
        {answers.kind === 'denunciation' && <Protection />}
        <Form form={form}>
          <TextField form={form} name="title" label={T.words.summary} hint={T.words.summaryHint} autocomplete="off" />
          <TextArea form={form} name="content" label={T.words.content} hint={contentHint(answers)} rows={8} />
          <SubmitButton>{T.next}</SubmitButton>
        </Form>
      </SendingFrame>
    ),
    submit: async (visit, given, draft) => {
      const next = await keep(visit, draft, given)
      const { kind, placeUnitId, appealsPetitionId } = draft.answers
      if (kind === 'denunciation' || appealsPetitionId !== undefined || placeUnitId === undefined) return next
      const unit = await receivingUnit(visit.database, { unitId: placeUnitId }, visit.today)
      const similar = await similarPublications(
        visit.database,
        { title: given.title, unitId: unit?.id ?? placeUnitId },
        visit.today,
      )
      return similar.length > 0 ? `${SEND_PATH}/similar` : next
    },
  })
}

function contentHint({ kind }: Answers): string {
  if (kind === 'complaint') return T.words.contentHintComplaint
  return kind === 'denunciation' ? T.words.contentHintDenunciation : T.words.contentHint
}

/** What protects who denounces, before they write a word. */
export function Protection() {
  return (
    <>
      <InsetText>
        {T.protection.law} {T.protection.evidence}
      </InsetText>
      <Details summary={T.protection.title} open>
        <ul class="govuk-list govuk-list--bullet">
          {T.protection.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </Details>
    </>
  )
}

function visibilityPage(app: FastifyInstance): void {
  publicForm(app, {
    path: STEP_ADDRESSES.visibility,
    fields: z.object({ visibility: choice(T.visibility.title, VISIBILITIES) }),
    repeatable: true,
    load: async (visit) => {
      const draft = await draftOfVisit(visit)
      // A denunciation is closed by law: nothing is to be chosen.
      return !(draft instanceof GoTo) && draft.answers.kind === 'denunciation'
        ? new GoTo(nextAddress(draft.answers))
        : draft
    },
    initial: ({ answers }) => ({ visibility: answers.visibility ?? '' }),
    draw: ({ context, data: { answers }, form }) => (
      <SendingFrame context={context} step="visibility" title={T.visibility.title} answers={answers} form={form}>
        <Form form={form}>
          <RadioField
            form={form}
            name="visibility"
            label={T.visibility.label}
            options={(Object.keys(VISIBILITIES) as Visibility[]).map((value) => ({
              value,
              ...T.visibility.choices[value],
            }))}
          />
          <SubmitButton>{T.next}</SubmitButton>
        </Form>
      </SendingFrame>
    ),
    submit: (visit, given, draft) => keep(visit, draft, given),
  })
}

const phone = optionalText(T.contact.phone, { longest: 30 }).pipe(
  z.string().regex(/^([+\d][\d\s.()-]{5,29})?$/, `${T.contact.phone} chỉ gồm chữ số. ${T.contact.phoneHint}.`),
)

function contactPage(app: FastifyInstance): void {
  publicForm(app, {
    path: STEP_ADDRESSES.contact,
    fields: z.object({
      senderName: optionalText(T.contact.name, { longest: 200 }),
      senderAddress: optionalText(T.contact.address, { longest: 300 }),
      senderPhone: phone,
    }),
    repeatable: true,
    load: draftOfVisit,
    initial: ({ answers }) => ({
      senderName: answers.senderName ?? '',
      senderAddress: answers.senderAddress ?? '',
      senderPhone: answers.senderPhone ?? '',
    }),
    draw: ({ context, data: { answers }, form }) => {
      const needed = answers.kind === 'complaint'
      return (
        <SendingFrame context={context} step="contact" title={T.contact.title} answers={answers} form={form}>
          <p class="govuk-body">{contactLine(answers)}</p>
          <Form form={form}>
            <TextField form={form} name="senderName" label={T.contact.name} optional={!needed} autocomplete="name" />
            <TextField
              form={form}
              name="senderAddress"
              label={T.contact.address}
              optional={!needed}
              autocomplete="street-address"
            />
            <TextField
              form={form}
              name="senderPhone"
              label={T.contact.phone}
              optional
              hint={T.contact.phoneHint}
              width={20}
              inputMode="tel"
              autocomplete="tel"
            />
            <p class="govuk-body-s app-muted">{T.contact.privacy}</p>
            <SubmitButton>{T.next}</SubmitButton>
          </Form>
        </SendingFrame>
      )
    },
    submit: async (visit, given, draft) => {
      refuseNamelessComplaint({ ...given, kind: draft.answers.kind })
      return keep(visit, draft, given)
    },
  })
}

function contactLine({ kind }: Answers): string {
  if (kind === 'complaint') return T.contact.complaint
  return kind === 'denunciation' ? T.contact.denunciation : T.contact.optional
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { choice, optionalText } from '../../../../platform/http/form-fields.ts'
import { GoTo, publicForm, type Visit } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import {
  FileField,
  Form,
  InsetText,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../../platform/page/index.ts'
import { inGroups } from '../../../../platform/receipt/receipt.ts'
import { addMessage, type Followed, MOST_PHOTOS, rateAnswer } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'
import { sealedUploadsOf } from '../sealed-uploads.ts'
import { followedByVisit } from './open-page.tsx'
import { FOLLOW_PATH } from './receipt-link.ts'

const T = vi.following
const params = z.object({ code: z.string().max(40) })

const load = async (visit: Visit & { params: z.output<typeof params> }) => {
  const followed = await followedByVisit(visit, visit.params.code)
  return followed instanceof GoTo ? followed : { followed, path: `${FOLLOW_PATH}/${visit.params.code}` }
}

/** What the sender can add afterwards: words and photos, and how good the answer was. */
export function followForms(app: FastifyInstance): void {
  additionForm(app)
  ratingForm(app)
}

const kindOf = ({ petition, submission }: Followed) => (petition ?? submission)?.kind

function additionForm(app: FastifyInstance): void {
  publicForm(app, {
    path: `${FOLLOW_PATH}/:code/addition`,
    params,
    fields: z.object({ words: optionalText(T.add.words, { longest: 10_000 }) }),
    // One more than is taken: who sends too many is told so.
    mostFiles: MOST_PHOTOS + 1,
    uploads: (visit, { followed }) => sealedUploadsOf(visit, kindOf(followed)),
    load,
    initial: () => ({}),
    draw: ({ context, data: { followed, path }, form }) => (
      <PublicPage
        context={context}
        path={FOLLOW_PATH}
        title={T.add.title}
        caption={T.codeLine(inGroups(followed.code))}
        form={form}
        backLink={{ href: path, text: vi.sending.back }}
      >
        <Form form={form} multipart>
          <TextArea form={form} name="words" label={T.add.words} optional rows={6} />
          {kindOf(followed) === 'denunciation' && <InsetText>{vi.sending.photos.sealed}</InsetText>}
          <FileField
            form={form}
            name="photos"
            label={T.add.photos}
            hint={vi.sending.photos.hint(MOST_PHOTOS)}
            optional
            multiple
            accept="image/jpeg,image/png"
          />
          <SubmitButtons cancelHref={path}>
            <SubmitButton>{T.add.send}</SubmitButton>
          </SubmitButtons>
        </Form>
      </PublicPage>
    ),
    submit: async ({ database, request, receivedFiles }, { words }, { followed, path }) => {
      await addMessage(database, servicesOf(request.server).encryption, { followed, words, receivedFiles })
      return `${path}?done=added`
    },
  })
}

function ratingForm(app: FastifyInstance): void {
  publicForm(app, {
    path: `${FOLLOW_PATH}/:code/rating`,
    params,
    fields: z.object({
      points: choice(T.rate.points, T.rate.choices).transform(Number),
      words: optionalText(T.rate.words, { longest: 2_000 }),
    }),
    load,
    initial: () => ({}),
    draw: ({ context, data: { followed, path }, form }) => (
      <PublicPage
        context={context}
        path={FOLLOW_PATH}
        title={T.rate.title}
        caption={T.codeLine(inGroups(followed.code))}
        form={form}
        backLink={{ href: path, text: vi.sending.back }}
      >
        <Form form={form}>
          <RadioField
            form={form}
            name="points"
            label={T.rate.points}
            options={[5, 4, 3, 2, 1].map((points) => ({
              value: String(points),
              text: `${T.rate.choices[points as keyof typeof T.rate.choices]} (${points})`,
            }))}
          />
          <TextArea form={form} name="words" label={T.rate.words} optional rows={4} />
          <p class="govuk-body-s app-muted">{T.rate.note}</p>
          <SubmitButtons cancelHref={path}>
            <SubmitButton>{T.rate.send}</SubmitButton>
          </SubmitButtons>
        </Form>
      </PublicPage>
    ),
    submit: async ({ database, today }, { points, words }, { followed, path }) => {
      await rateAnswer(database, { followed, points, words }, today)
      return `${path}?done=rated`
    },
  })
}

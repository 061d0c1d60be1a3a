import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { GoTo, publicForm, type Visit } from '../../../../platform/http/public-form.tsx'
import { publicContext } from '../../../../platform/http/request.ts'
import { ButtonLink, Form, SubmitButton, TextField } from '../../../../platform/page/index.ts'
import { asGivenOut, type Receipt } from '../../../../platform/receipt/receipt.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { type Followed, followedBy } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { dropPublicCookie, givePublicCookie, readPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { FOLLOW_PATH } from './receipt-link.ts'

const T = vi.following

const OpenFields = z.object({
  code: z
    .string({ error: 'Hãy nhập mã đơn.' })
    .transform(asGivenOut)
    .pipe(z.string().min(1, 'Hãy nhập mã đơn.').max(40, T.wrong)),
  secret: z
    .string({ error: 'Hãy nhập mã bí mật.' })
    .transform(asGivenOut)
    .pipe(z.string().min(1, 'Hãy nhập mã bí mật.').max(40, T.wrong)),
})

/** Opening what was sent, with code and secret typed or by the link; and closing it on a shared device. */
export function openPages(app: FastifyInstance): void {
  publicForm(app, {
    path: FOLLOW_PATH,
    fields: OpenFields,
    repeatable: true,
    load: async () => ({}),
    initial: () => ({}),
    draw: ({ context, form }) => (
      <PublicPage context={context} path={FOLLOW_PATH} title={T.title} form={form}>
        <p class="govuk-body">{T.introduction}</p>
        <Form form={form}>
          <TextField
            form={form}
            name="code"
            label={T.code}
            hint={T.codeHint}
            width={20}
            autocomplete="off"
            spellcheck={false}
          />
          <TextField
            form={form}
            name="secret"
            label={T.secret}
            hint={T.secretHint}
            width={20}
            autocomplete="off"
            spellcheck={false}
          />
          <SubmitButton>{T.open}</SubmitButton>
        </Form>
      </PublicPage>
    ),
    submit: async ({ database, today, reply }, given) => {
      if (!(await followedBy(database, given, today))) throw notOpened()
      return opened(reply, given)
    },
  })

  app.get<{ Params: { code: string; secret: string } }>(
    `${FOLLOW_PATH}/:code/:secret`,
    // Guessing by address is counted like guessing by form.
    { config: { permission: 'public', countedAs: 'sending' } },
    async (request, reply) => {
      const context = publicContext(request)
      reply.header('cache-control', 'private, no-store')
      const given = { code: asGivenOut(request.params.code), secret: asGivenOut(request.params.secret) }
      if (await followedBy(context.database, given, context.today)) return reply.redirect(opened(reply, given), 303)
      return sendPage(
        reply,
        <PublicPage context={context} path={FOLLOW_PATH} title={T.title}>
          <p class="govuk-body">{T.wrong}</p>
          <ButtonLink href={FOLLOW_PATH}>{T.title}</ButtonLink>
        </PublicPage>,
        404,
      )
    },
  )

  app.get(`${FOLLOW_PATH}/closing`, allow('public'), async (_request, reply) => {
    dropPublicCookie(reply, 'receipt')
    return reply.redirect(FOLLOW_PATH, 303)
  })
}

/** The same whether the code is unknown or the secret is wrong. */
function notOpened(): Refusal {
  return new Refusal('invalid', 'petition.receipt-not-known', T.wrong)
}

function opened(reply: Visit['reply'], { code, secret }: Receipt): string {
  givePublicCookie(reply, 'receipt', `${code}.${secret}`)
  return `${FOLLOW_PATH}/${code}`
}

/** What this browser has opened under the code of the address; to the page that asks for code and secret otherwise. */
export async function followedByVisit(
  { database, request, today }: Pick<Visit, 'database' | 'request' | 'today'>,
  code: string,
): Promise<Followed | GoTo> {
  const [openedCode = '', secret = ''] = (readPublicCookie(request, 'receipt') ?? '').split('.')
  if (openedCode !== code) return new GoTo(FOLLOW_PATH)
  return (await followedBy(database, { code, secret }, today)) ?? new GoTo(FOLLOW_PATH)
}

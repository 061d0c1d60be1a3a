import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import { ButtonLink, InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { admit } from '../actions/admit.ts'
import type { IdentityProvider } from '../provider/identity-provider.ts'
import { accountOfExternalIdentity } from '../queries/external-identity.ts'
import { continueAddress } from '../rules/continue-address.ts'
import { arrivalOf, giveSession, nextAddress } from './arrival.ts'
import { problemsOf, showSignIn } from './sign-in-pages.tsx'

/** Keeps in the browser what it must bring back from the provider; nobody else can read or make it. */
const ERRAND_COOKIE = 'danvan_errand'
const ERRAND_LIFE_IN_SECONDS = 600
const ERRAND_PURPOSE = 'sign-in-errand'
const PATH = '/sign-in/provider'
const RETURN_PATH = '/sign-in/provider/return'

const Errand = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  continueAt: z.string(),
  begunAt: z.number(),
})

/** Signing in through the identity provider of the installation, when it has one. */
export function providerPages(app: FastifyInstance, provider: IdentityProvider | null): void {
  app.get(PATH, allow('public'), async (request, reply) => {
    if (!provider) throw noProvider()
    const { now, publicUrl } = publicContext(request)
    const continueAt = continueAddress((request.query as Record<string, unknown>).continue)
    try {
      const { address, errand } = await provider.begin(`${publicUrl}${RETURN_PATH}`)
      const kept = JSON.stringify({ ...errand, continueAt, begunAt: now.getTime() } satisfies z.input<typeof Errand>)
      return reply
        .setCookie(ERRAND_COOKIE, await servicesOf(app).encryption.encrypt(kept, ERRAND_PURPOSE), {
          path: PATH,
          maxAge: ERRAND_LIFE_IN_SECONDS,
          httpOnly: true,
          // The way back begins on the provider's pages: a strict cookie would not come along.
          sameSite: 'lax',
          secure: publicUrl.startsWith('https:'),
        })
        .header('cache-control', 'no-store')
        .redirect(address, 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return showSignIn(request, reply, { provider, errors: problemsOf(refusal), status: 503, continueAt })
    }
  })

  app.get(RETURN_PATH, allow('public'), async (request, reply) => {
    if (!provider) throw noProvider()
    const { database, page, publicUrl } = publicContext(request)
    reply.clearCookie(ERRAND_COOKIE, { path: PATH }).header('cache-control', 'no-store')
    let continueAt = '/'
    try {
      const errand = await readErrand(request)
      continueAt = errand.continueAt
      const { subject } = await provider.finish(new URL(`${publicUrl}${request.url}`), errand)
      const account = await accountOfExternalIdentity(database, { issuer: provider.issuer, subject })
      if (!account) return sendPage(reply, <NotLinked {...{ page, provider, subject }} />, 403)
      const admission = await admit(database, account.id, arrivalOf(request))
      await giveSession(request, reply, admission)
      return reply.redirect(nextAddress(admission, continueAt), 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      request.log.warn({ event: refusal.code }, 'sign-in through the provider')
      const status = refusal.kind === 'conflict' ? 503 : 403
      return showSignIn(request, reply, { provider, errors: problemsOf(refusal), status, continueAt })
    }
  })
}

/** What this browser took along to the provider. Refuses `identity.provider-errand-lost`. */
async function readErrand(request: FastifyRequest): Promise<z.output<typeof Errand>> {
  const { now } = publicContext(request)
  const kept = request.cookies[ERRAND_COOKIE]
  const text = kept
    ? await servicesOf(request.server)
        .encryption.decrypt(kept, ERRAND_PURPOSE)
        .catch(() => null)
    : null
  const errand = text === null ? undefined : Errand.safeParse(JSON.parse(text)).data
  if (errand && now.getTime() - errand.begunAt < ERRAND_LIFE_IN_SECONDS * 1000) return errand
  throw new Refusal(
    'not-allowed',
    'identity.provider-errand-lost',
    'Lần đăng nhập này đã quá lâu hoặc không bắt đầu từ trình duyệt này. Hãy đăng nhập lại từ đầu.',
  )
}

function NotLinked(shown: {
  page: ReturnType<typeof publicContext>['page']
  provider: IdentityProvider
  subject: string
}) {
  const { page, provider, subject } = shown
  return (
    <Layout title="Chưa có liên kết" context={page}>
      <PageHeading>Bạn chưa được liên kết với tài khoản nào ở đây</PageHeading>
      <p class="govuk-body">
        Bạn đã đăng nhập đúng bằng {provider.label}, nhưng người quản trị chưa liên kết với tài khoản của bạn ở hệ thống
        này. Hãy gửi cho người quản trị mã định danh sau, kèm họ tên và đơn vị của bạn:
      </p>
      <InsetText>
        <code>{subject}</code>
      </InsetText>
      <p class="govuk-body">Hệ thống không tự mở tài khoản. Sau khi được liên kết, hãy đăng nhập lại.</p>
      <ButtonLink href="/sign-in" variant="secondary">
        Đăng nhập bằng mật khẩu
      </ButtonLink>
    </Layout>
  )
}

export function noProvider(): Refusal {
  return new Refusal(
    'not-found',
    'identity.no-provider',
    'Hệ thống này chưa được cấu hình đăng nhập bằng tài khoản bên ngoài.',
  )
}

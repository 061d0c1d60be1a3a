import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, NOBODY, readFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import {
  ButtonLink,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { signIn } from '../actions/sign-in.ts'
import type { IdentityProvider } from '../provider/identity-provider.ts'
import { endSession } from '../queries/session.ts'
import { continueAddress } from '../rules/continue-address.ts'
import { arrivalOf, giveSession, nextAddress } from './arrival.ts'
import { SESSION_COOKIE } from './identify.ts'

/** Signing in with a password, and out. */
export function signInPages(app: FastifyInstance, provider: IdentityProvider | null): void {
  app.get('/sign-in', allow('public'), async (request, reply) => {
    if (request.official) return reply.redirect(continueAt(request), 303)
    return showSignIn(request, reply, { provider, errors: {}, status: 200 })
  })

  app.post('/sign-in', allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const { values } = await receiveForm(request, context)
    const userName = String(values.userName ?? '')
    const password = String(values.password ?? '')
    const errors: Record<string, string> = {}
    if (userName.trim() === '') errors.userName = 'Hãy nhập tên đăng nhập.'
    if (password === '') errors.password = 'Hãy nhập mật khẩu.'
    if (readFormToken(servicesOf(app).formSecret, values._token)?.accountId !== NOBODY) {
      errors.form = 'Trang đăng nhập đã mở quá lâu. Hãy nhập lại mật khẩu rồi đăng nhập.'
    }
    if (Object.keys(errors).length > 0) {
      return showSignIn(request, reply, { provider, values: { userName }, errors, status: 422 })
    }
    try {
      const admission = await signIn(context.database, { userName, password, ...arrivalOf(request) })
      await giveSession(request, reply, admission)
      return reply.redirect(nextAddress(admission, continueAt(request)), 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      const status = refusal.kind === 'not-allowed' ? 429 : 422
      return showSignIn(request, reply, { provider, values: { userName }, errors: problemsOf(refusal), status })
    }
  })

  app.post('/sign-out', allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const { values } = await receiveForm(request, context)
    const token = readFormToken(servicesOf(app).formSecret, values._token)
    const secret = request.cookies[SESSION_COOKIE]
    if (secret && token && token.accountId === context.official?.accountId) await endSession(context.database, secret)
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).redirect('/', 303)
  })
}

const continueAt = (request: FastifyRequest) => continueAddress((request.query as Record<string, unknown>).continue)

/** What a refusal says, at its fields, or of the form as a whole. */
export function problemsOf(refusal: Refusal): Record<string, string> {
  return Object.keys(refusal.fields).length > 0 ? { ...refusal.fields } : { form: refusal.messageForPerson }
}

/** The page on which one signs in, as it is when something went wrong too. */
export function showSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: {
    provider: IdentityProvider | null
    values?: Record<string, string>
    errors: Record<string, string>
    status: number
    continueAt?: string
  },
): FastifyReply {
  const query = request.query as Record<string, unknown>
  const { provider, values = {}, errors, status } = shown
  const goOn = shown.continueAt ?? continueAt(request)
  const asked = goOn === '/' ? '' : `?continue=${encodeURIComponent(goOn)}`
  const form: FormView = { values, errors, token: issueFormToken(servicesOf(request.server).formSecret, NOBODY) }
  return sendPage(
    reply,
    <Layout title="Đăng nhập" context={publicContext(request).page} form={form}>
      <PageHeading>Đăng nhập</PageHeading>
      {query.kept === '1' && (
        <InsetText>
          Phiên làm việc đã kết thúc trong lúc bạn đang nhập. Nội dung đã nhập được giữ lại và sẽ hiện ra sau khi bạn
          đăng nhập lại bằng chính tài khoản đó. Riêng tệp đính kèm vừa chọn, hãy xem lại trước khi gửi.
        </InsetText>
      )}
      {query.changed === '1' && (
        <InsetText>
          Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu này; các phiên làm việc cũ đều đã kết thúc.
        </InsetText>
      )}
      {query.changed === 'second-factor' && (
        <InsetText>Đã tắt xác thực hai bước; các phiên làm việc cũ đều đã kết thúc. Hãy đăng nhập lại.</InsetText>
      )}
      <Form form={form} action={`/sign-in${asked}`}>
        <TextField
          form={form}
          name="userName"
          label="Tên đăng nhập"
          autocomplete="username"
          width={20}
          spellcheck={false}
        />
        <TextField
          form={form}
          name="password"
          label="Mật khẩu"
          type="password"
          autocomplete="current-password"
          width={20}
        />
        <SubmitButton>Đăng nhập</SubmitButton>
      </Form>
      {provider && (
        <>
          <p class="govuk-body">Hoặc, nếu người quản trị đã liên kết cho bạn:</p>
          <ButtonLink href={`/sign-in/provider${asked}`} variant="secondary">
            Đăng nhập bằng {provider.label}
          </ButtonLink>
        </>
      )}
    </Layout>,
    status,
  )
}

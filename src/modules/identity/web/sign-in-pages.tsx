import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, NOBODY, readFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import {
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
import { endSession } from '../queries/session.ts'
import { deviceInWords } from '../rules/device.ts'
import { SESSION_COOKIE } from './identify.ts'

/** Signing in and out. */
export function signInPages(app: FastifyInstance): void {
  app.get('/sign-in', allow('public'), async (request, reply) => {
    if (request.official) return reply.redirect(continueTo(request.query), 303)
    return show(request, reply, {}, {}, 200)
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
    if (Object.keys(errors).length > 0) return show(request, reply, { userName }, errors, 422)
    try {
      const secret = await signIn(context.database, {
        userName,
        password,
        address: request.ip,
        device: deviceInWords(request.headers['user-agent']),
        now: context.now,
      })
      return reply
        .setCookie(SESSION_COOKIE, secret, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure: context.publicUrl.startsWith('https:'),
        })
        .redirect(continueTo(request.query), 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return show(request, reply, { userName }, { ...refusal.fields }, refusal.kind === 'not-allowed' ? 429 : 422)
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

/** Where to go after signing in: only to an address of this site. */
function continueTo(query: unknown): string {
  const address = (query as Record<string, unknown>).continue
  return typeof address === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(address) ? address : '/'
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  values: Record<string, string>,
  errors: Record<string, string>,
  status: number,
) {
  const query = request.query as Record<string, unknown>
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
      <Form form={form}>
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
    </Layout>,
    status,
  )
}

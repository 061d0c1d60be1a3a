import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormValues, receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, NOBODY, readFormToken } from '../../../platform/http/form-token.ts'
import { Id, readAddress, sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { publicContext, servicesOf, signedInContext } from '../../../platform/http/request.ts'
import {
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { noSuchAccount } from '../actions/keep-account.ts'
import {
  accountOfPasswordLink,
  linkUsed,
  makePasswordLink,
  PASSWORD_LINK_LIFE_IN_HOURS,
  setPasswordByLink,
} from '../actions/password-link.ts'
import { accountById } from '../queries/accounts.ts'
import { problemsWithNewPassword } from '../rules/password.ts'

/**
 * The one-time link by which a person sets a password: making it, and using it. Not a `staffForm`: the answer to making one is the
 * link itself, which is shown this once and kept nowhere, so it must not become an address to go on to.
 */
export function passwordLinkPages(app: FastifyInstance): void {
  makingTheLink(app)
  usingTheLink(app)
}

function makingTheLink(app: FastifyInstance): void {
  const path = '/accounts/:accountId/password-link'

  const show = async (request: FastifyRequest, reply: FastifyReply, link: string | null, problem?: string) => {
    const { database, official, today, page } = signedInContext(request)
    const { accountId } = readAddress(z.object({ accountId: Id }), request.params)
    const account = await accountById(database, official, accountId, today)
    if (!account) throw noSuchAccount()
    const form: FormView = {
      values: {},
      errors: problem ? { form: problem } : {},
      token: issueFormToken(servicesOf(app).formSecret, official.accountId),
    }
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <Layout
        title="Đường dẫn đặt mật khẩu"
        context={page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>Đường dẫn đặt mật khẩu</PageHeading>
        {link === null ? (
          <>
            <p class="govuk-body">
              Hệ thống tạo một đường dẫn dùng một lần, có hiệu lực trong {PASSWORD_LINK_LIFE_IN_HOURS} giờ.{' '}
              {account.fullName} mở đường dẫn ấy và tự đặt mật khẩu. Đường dẫn tạo trước đó (nếu có) hết tác dụng.
            </p>
            <Form form={form}>
              <SubmitButtons cancelHref={`/accounts/${account.id}`}>
                <SubmitButton>Tạo đường dẫn</SubmitButton>
              </SubmitButtons>
            </Form>
          </>
        ) : (
          <>
            <p class="govuk-body">Gửi đường dẫn này cho đúng {account.fullName}:</p>
            <InsetText>
              <code>{link}</code>
            </InsetText>
            <WarningText>
              Đường dẫn chỉ hiện một lần này. Ai có đường dẫn đều đặt được mật khẩu của tài khoản {account.userName},
              nên đừng gửi qua nhóm chung.
            </WarningText>
          </>
        )}
      </Layout>,
      problem ? 403 : 200,
    )
  }

  app.get(path, allow('account.manage'), (request, reply) => show(request, reply, null))

  app.post(path, allow('account.manage'), async (request, reply) => {
    const context = signedInContext(request)
    const { accountId } = readAddress(z.object({ accountId: Id }), request.params)
    const { values } = await receiveForm(request, context)
    if (readFormToken(servicesOf(app).formSecret, values._token)?.accountId !== context.official.accountId) {
      return show(request, reply, null, 'Trang này đã mở quá lâu. Hãy bấm lại.')
    }
    const token = await makePasswordLink(context.database, context.official, accountId, context)
    return show(request, reply, `${context.publicUrl}/password/${token}`)
  })
}

const PasswordFields = z.object({ password: z.string().default(''), repeated: z.string().default('') })

function usingTheLink(app: FastifyInstance): void {
  const path = '/password/:token'
  const tokenOf = (request: FastifyRequest) => (request.params as { token: string }).token

  const show = async (request: FastifyRequest, reply: FastifyReply, errors: Record<string, string>, status: number) => {
    const { database, now, page } = publicContext(request)
    const account = await accountOfPasswordLink(database, tokenOf(request), now)
    if (!account) throw linkUsed()
    const form: FormView = { values: {}, errors, token: issueFormToken(servicesOf(app).formSecret, NOBODY) }
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <Layout title="Đặt mật khẩu" context={page} form={form}>
        <PageHeading caption={account.fullName}>Đặt mật khẩu</PageHeading>
        <p class="govuk-body">
          Tên đăng nhập của bạn là <strong>{account.userName}</strong>.
        </p>
        <Form form={form}>
          <NewPasswordFields form={form} />
          <SubmitButton>Đặt mật khẩu</SubmitButton>
        </Form>
      </Layout>,
      status,
    )
  }

  app.get(path, allow('public'), (request, reply) => show(request, reply, {}, 200))

  app.post(path, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const { values } = await receiveForm(request, context)
    if (readFormToken(servicesOf(app).formSecret, values._token) === null) {
      return show(request, reply, { form: 'Trang này đã mở quá lâu. Hãy nhập lại.' }, 403)
    }
    const { password, repeated } = PasswordFields.parse(textsOf(values))
    const problems = problemsWithNewPassword(password, repeated)
    if (Object.keys(problems).length > 0) return show(request, reply, problems, 422)
    try {
      await setPasswordByLink(context.database, tokenOf(request), password, context.now)
      return reply.redirect('/sign-in?changed=1', 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.kind === 'not-found') throw refusal
      return show(request, reply, { ...refusal.fields }, 422)
    }
  })
}

/** A new password, typed twice. */
export function NewPasswordFields({ form }: { form: FormView }) {
  return (
    <>
      <TextField
        form={form}
        name="password"
        label="Mật khẩu mới"
        hint="Ít nhất 10 ký tự. Có thể dùng một câu ngắn dễ nhớ."
        type="password"
        autocomplete="new-password"
        width={20}
      />
      <TextField
        form={form}
        name="repeated"
        label="Nhập lại mật khẩu mới"
        type="password"
        autocomplete="new-password"
        width={20}
      />
    </>
  )
}

function textsOf(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

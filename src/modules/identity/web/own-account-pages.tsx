import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { issueFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { servicesOf, signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  Form,
  type FormView,
  HiddenField,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { changeOwnPassword } from '../actions/change-own-password.ts'
import { addressOf } from '../queries/address.ts'
import { secondFactorOf } from '../queries/second-factor.ts'
import { endSessionsOf, LONGEST_IDLE_IN_MINUTES, sessionKey, sessionsOf } from '../queries/session.ts'
import { problemsWithNewPassword } from '../rules/password.ts'
import { SESSION_COOKIE } from './identify.ts'
import { NewPasswordFields } from './password-link-pages.tsx'
import { SessionTable } from './way-in-tables.tsx'

/** “Tài khoản của tôi”: who I am here, my password, where I am signed in. */
export function ownAccountPages(app: FastifyInstance): void {
  app.get('/account', allow('signed-in'), async (request, reply) => {
    const { database, official, now, page } = signedInContext(request)
    const secret = request.cookies[SESSION_COOKIE]
    const thisKey = secret ? sessionKey(secret) : ''
    const sessions = await sessionsOf(database, official.accountId, now)
    const factor = await secondFactorOf(database, official.accountId)
    const address = await addressOf(database, official.accountId, now)
    const form: FormView = {
      values: {},
      errors: {},
      token: issueFormToken(servicesOf(app).formSecret, official.accountId),
    }
    return sendPage(
      reply,
      <Layout title="Tài khoản của tôi" context={page} backLink={{ href: '/', text: 'Trang chủ' }}>
        <PageHeading
          actions={
            <ActionBar>
              <ButtonLink href="/account/password" variant="secondary">
                Đổi mật khẩu
              </ButtonLink>
              <ButtonLink href="/account/second-factor" variant="secondary">
                Xác thực hai bước
              </ButtonLink>
              <ButtonLink href="/account/address" variant="secondary">
                Địa chỉ nhận thông báo
              </ButtonLink>
              <ButtonLink href="/account/tokens" variant="secondary">
                Mã truy cập
              </ButtonLink>
            </ActionBar>
          }
        >
          Tài khoản của tôi
        </PageHeading>
        <SummaryList
          rows={[
            { label: 'Họ và tên', value: official.fullName },
            { label: 'Tên đăng nhập', value: official.userName },
            {
              label: 'Chức vụ',
              value: official.posts.map((post) => `${post.title}, ${post.unitName}`).join('; '),
            },
            { label: 'Địa chỉ nhận thông báo', value: address.email ?? 'Chưa có' },
            {
              label: 'Xác thực hai bước',
              value: factor ? `Đã bật; còn ${factor.recoveryCodesLeft} mã dự phòng` : 'Chưa bật',
            },
          ]}
        />
        <SessionTable
          sessions={sessions}
          action={(session) =>
            session.key === thisKey ? (
              <Tag colour="green" text="Phiên này" />
            ) : (
              <Form form={form} action="/account/session-endings">
                <HiddenField form={form} name="session" value={session.key} />
                <SubmitButton variant="secondary">Kết thúc phiên</SubmitButton>
              </Form>
            )
          }
        />
        <p class="govuk-body app-muted">Phiên không dùng đến trong {LONGEST_IDLE_IN_MINUTES} phút cũng tự kết thúc.</p>
        {sessions.some((session) => session.key !== thisKey) && thisKey !== '' && (
          <Form form={form} action="/account/session-endings">
            <HiddenField form={form} name="allBut" value={thisKey} />
            <p class="govuk-body">
              Thấy thiết bị lạ? Hãy kết thúc mọi phiên khác rồi{' '}
              <a class="govuk-link" href="/account/password">
                đổi mật khẩu
              </a>
              .
            </p>
            <SubmitButton variant="secondary">Kết thúc mọi phiên khác</SubmitButton>
          </Form>
        )}
      </Layout>,
    )
  })

  staffForm(app, {
    path: '/account/session-endings',
    permission: 'signed-in',
    fields: z.object({ session: z.string().max(60).optional(), allBut: z.string().max(60).optional() }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Kết thúc mọi phiên đăng nhập"
        context={context.page}
        form={form}
        backLink={{ href: '/account', text: 'Tài khoản của tôi' }}
      >
        <PageHeading>Kết thúc mọi phiên đăng nhập</PageHeading>
        <p class="govuk-body">Mọi phiên của bạn sẽ kết thúc, kể cả phiên này; bạn cần đăng nhập lại.</p>
        <Form form={form}>
          <SubmitButtons cancelHref="/account">
            <SubmitButton variant="warning">Kết thúc mọi phiên</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { session, allBut }) => {
      await endSessionsOf(database, official.accountId, session ? { only: session } : allBut ? { allBut } : 'all')
      return '/account'
    },
  })

  staffForm(app, {
    path: '/account/password',
    permission: 'signed-in',
    fields: z
      .object({
        currentPassword: z.string({ error: 'Hãy nhập mật khẩu hiện tại.' }).min(1, 'Hãy nhập mật khẩu hiện tại.'),
        password: z.string().default(''),
        repeated: z.string().default(''),
      })
      .superRefine(({ password, repeated }, context) => {
        for (const [name, message] of Object.entries(problemsWithNewPassword(password, repeated))) {
          context.addIssue({ code: 'custom', path: [name], message })
        }
      }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Đổi mật khẩu"
        context={context.page}
        form={form}
        backLink={{ href: '/account', text: 'Tài khoản của tôi' }}
      >
        <PageHeading>Đổi mật khẩu</PageHeading>
        <p class="govuk-body">
          Sau khi đổi, mọi phiên đăng nhập của bạn kết thúc, kể cả phiên này. Hãy đăng nhập lại bằng mật khẩu mới.
        </p>
        <Form form={form}>
          <TextField
            form={form}
            name="currentPassword"
            label="Mật khẩu hiện tại"
            type="password"
            autocomplete="current-password"
            width={20}
          />
          <NewPasswordFields form={form} />
          <SubmitButtons cancelHref="/account">
            <SubmitButton>Đổi mật khẩu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { currentPassword, password }) => {
      await changeOwnPassword(database, official, { current: currentPassword, password })
      return '/sign-in?changed=1'
    },
  })
}

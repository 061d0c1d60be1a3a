import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  ButtonLink,
  type ButtonVariant,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { endAccess } from '../actions/end-access.ts'
import { closeAccount, noSuchAccount, noSuchPerson, openAccount, reopenAccount } from '../actions/keep-account.ts'
import { linkIdentity } from '../actions/link-identity.ts'
import { resetSecondFactor } from '../actions/second-factor.ts'
import type { IdentityProvider } from '../provider/identity-provider.ts'
import { accountById, accountOfPerson, personToHaveAccount } from '../queries/accounts.ts'
import { externalIdentityOf } from '../queries/external-identity.ts'
import { suggestedUserName } from '../rules/user-name.ts'
import { noProvider } from './provider-pages.tsx'

const NewAccountFields = z.object({
  userName: text('Tên đăng nhập', { longest: 60 }),
  password: z
    .string()
    .optional()
    .transform((typed) => (typed === undefined || typed === '' ? null : typed)),
})

const ReasonFields = z.object({ reason: text('Lý do', { longest: 300 }) })

/** Opening an account for a person, closing and reopening one, and what an administrator can do for somebody's way in. */
export function accountForms(app: FastifyInstance, provider: IdentityProvider | null): void {
  staffForm(app, {
    path: '/people/:personId/account',
    permission: 'account.manage',
    params: z.object({ personId: Id }),
    fields: NewAccountFields,
    load: async ({ database, official, today, params }) => {
      const person = await personToHaveAccount(database, official, params.personId, today)
      if (!person) throw noSuchPerson()
      return { person, account: await accountOfPerson(database, person.id) }
    },
    initial: ({ person }) => ({ userName: suggestedUserName(person.fullName) }),
    draw: ({ context, data: { person, account }, form }) => (
      <Layout
        title="Tài khoản"
        context={context.page}
        form={form}
        backLink={{ href: `/people/${person.id}`, text: `Trở lại ${person.fullName}` }}
      >
        <PageHeading caption={person.fullName}>{account ? 'Tài khoản' : 'Mở tài khoản'}</PageHeading>
        {account ? (
          <>
            <p class="govuk-body">
              Người này đã có tài khoản <strong>{account.userName}</strong>.
            </p>
            <ButtonLink href={`/accounts/${account.id}`}>Xem tài khoản</ButtonLink>
          </>
        ) : (
          <Form form={form}>
            <TextField
              form={form}
              name="userName"
              label="Tên đăng nhập"
              hint="Chữ cái không dấu, chữ số, dấu chấm, gạch nối. Không đổi được về sau."
              autocomplete="off"
              width={20}
              spellcheck={false}
            />
            <InsetText>
              Nên để trống mật khẩu: bước tiếp theo sẽ tạo một đường dẫn dùng một lần để người ấy tự đặt mật khẩu, không
              ai khác biết được.
            </InsetText>
            <TextField
              form={form}
              name="password"
              label="Mật khẩu ban đầu"
              optional
              hint="Chỉ khi không gửi được đường dẫn. Ít nhất 10 ký tự."
              type="password"
              autocomplete="new-password"
              width={20}
            />
            <SubmitButtons cancelHref={`/people/${person.id}`}>
              <SubmitButton>Mở tài khoản</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      const id = await openAccount(database, official, { personId: params.personId, ...given }, today)
      return given.password === null ? `/accounts/${id}/password-link` : `/accounts/${id}`
    },
  })

  reasonForm(app, {
    path: 'closure',
    title: 'Khóa tài khoản',
    consequence: () => (
      <WarningText>
        Người này sẽ không đăng nhập được nữa và các phiên đang mở kết thúc ngay. Việc đã làm vẫn giữ nguyên. Có thể mở
        lại sau.
      </WarningText>
    ),
    example: 'Ví dụ: nghỉ hưu từ ngày 01/12/2026',
    button: { text: 'Khóa tài khoản', variant: 'warning' },
    act: ({ database, official, now, today }, given) => closeAccount(database, official, given, { now, today }),
  })
  reasonForm(app, {
    path: 'reopening',
    title: 'Mở lại tài khoản',
    button: { text: 'Mở lại tài khoản' },
    act: ({ database, official, today }, given) => reopenAccount(database, official, given, today),
  })
  // Getting somebody in again, and keeping somebody else out.
  reasonForm(app, {
    path: 'second-factor-reset',
    title: 'Đặt lại xác thực hai bước',
    consequence: ({ fullName }) => (
      <WarningText>
        Chỉ làm khi chính {fullName} đề nghị vì mất điện thoại và không còn mã dự phòng: hãy gặp hoặc gọi lại theo số đã
        biết để chắc chắn. Các phiên đang mở kết thúc ngay; việc này ghi vào nhật ký.
      </WarningText>
    ),
    example: 'Ví dụ: mất điện thoại, đã gặp trực tiếp',
    button: { text: 'Đặt lại xác thực hai bước', variant: 'warning' },
    act: ({ database, official, today }, given) => resetSecondFactor(database, official, given, today),
  })
  reasonForm(app, {
    path: 'access-ending',
    title: 'Kết thúc mọi phiên và mã truy cập',
    consequence: () => (
      <p class="govuk-body">
        Mọi phiên đăng nhập của tài khoản này kết thúc ngay và mọi mã truy cập hết tác dụng. Người ấy vẫn đăng nhập lại
        được; nếu nghi lộ mật khẩu, hãy đặt lại mật khẩu nữa.
      </p>
    ),
    example: 'Ví dụ: mất máy tính xách tay',
    button: { text: 'Kết thúc tất cả', variant: 'warning' },
    act: ({ database, official, today }, given) => endAccess(database, official, given, today),
  })
  providerLinkForm(app, provider)
}

/** Something done to one account for a reason, which the trail keeps. */
function reasonForm(
  app: FastifyInstance,
  {
    path,
    title,
    consequence,
    example,
    button,
    act,
  }: {
    path: string
    title: string
    consequence?: (account: { fullName: string }) => ComponentChildren
    example?: string
    button: { text: string; variant?: ButtonVariant }
    act: (context: Context, given: { accountId: string; reason: string }) => Promise<void>
  },
): void {
  staffForm(app, {
    path: `/accounts/:accountId/${path}`,
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: ReasonFields,
    load: requireAccount,
    initial: () => ({}),
    draw: ({ context, data: account, form }) => (
      <Layout
        title={title}
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>{title}</PageHeading>
        {consequence?.(account)}
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" hint={example} />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton variant={button.variant}>{button.text}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { reason }) => {
      await act(context, { accountId: context.params.accountId, reason })
      return `/accounts/${context.params.accountId}`
    },
  })
}

/** Who signs in through the identity provider as this account. */
function providerLinkForm(app: FastifyInstance, provider: IdentityProvider | null): void {
  staffForm(app, {
    path: '/accounts/:accountId/provider-link',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: z.object({ subject: optionalText('Mã định danh', { longest: 255 }) }),
    load: async (context) => {
      if (!provider) throw noProvider()
      const account = await requireAccount(context)
      const identity = await externalIdentityOf(context.database, { accountId: account.id, issuer: provider.issuer })
      return { account, provider, subject: identity?.subject ?? '' }
    },
    initial: ({ subject }) => ({ subject }),
    draw: ({ context, data: { account, provider: linked }, form }) => (
      <Layout
        title={`Liên kết với ${linked.label}`}
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>Liên kết với {linked.label}</PageHeading>
        <p class="govuk-body">
          Mã định danh hiện ra cho {account.fullName} khi đăng nhập bằng {linked.label} mà chưa được liên kết. Hãy chắc
          chắn mã do chính người ấy gửi: ai giữ danh tính này sẽ vào được tài khoản {account.userName}.
        </p>
        <Form form={form}>
          <TextField
            form={form}
            name="subject"
            label="Mã định danh"
            optional
            hint="Để trống để bỏ liên kết"
            autocomplete="off"
            spellcheck={false}
          />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton>Lưu liên kết</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { subject }, { provider: linked }) => {
      const link = { accountId: params.accountId, issuer: linked.issuer, subject: subject === '' ? null : subject }
      await linkIdentity(database, official, link, today)
      return `/accounts/${params.accountId}`
    },
  })
}

async function requireAccount({ database, official, today, params }: Context & { params: { accountId: string } }) {
  const account = await accountById(database, official, params.accountId, today)
  if (!account) throw noSuchAccount()
  return account
}

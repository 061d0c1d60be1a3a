import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  ButtonLink,
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

  staffForm(app, {
    path: '/accounts/:accountId/closure',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: ReasonFields,
    load: requireAccount,
    initial: () => ({}),
    draw: ({ context, data: account, form }) => (
      <Layout
        title="Khóa tài khoản"
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>Khóa tài khoản</PageHeading>
        <WarningText>
          Người này sẽ không đăng nhập được nữa và các phiên đang mở kết thúc ngay. Việc đã làm vẫn giữ nguyên. Có thể
          mở lại sau.
        </WarningText>
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" hint="Ví dụ: nghỉ hưu từ ngày 01/12/2026" />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton variant="warning">Khóa tài khoản</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now, today, params }, { reason }) => {
      await closeAccount(database, official, { accountId: params.accountId, reason }, { now, today })
      return `/accounts/${params.accountId}`
    },
  })

  staffForm(app, {
    path: '/accounts/:accountId/reopening',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: ReasonFields,
    load: requireAccount,
    initial: () => ({}),
    draw: ({ context, data: account, form }) => (
      <Layout
        title="Mở lại tài khoản"
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>Mở lại tài khoản</PageHeading>
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton>Mở lại tài khoản</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await reopenAccount(database, official, { accountId: params.accountId, reason }, today)
      return `/accounts/${params.accountId}`
    },
  })

  wayInForms(app, provider)
}

/** Getting somebody in again, and keeping somebody else out. */
function wayInForms(app: FastifyInstance, provider: IdentityProvider | null): void {
  staffForm(app, {
    path: '/accounts/:accountId/second-factor-reset',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: ReasonFields,
    load: requireAccount,
    initial: () => ({}),
    draw: ({ context, data: account, form }) => (
      <Layout
        title="Đặt lại xác thực hai bước"
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>Đặt lại xác thực hai bước</PageHeading>
        <WarningText>
          Chỉ làm khi chính {account.fullName} đề nghị vì mất điện thoại và không còn mã dự phòng: hãy gặp hoặc gọi lại
          theo số đã biết để chắc chắn. Các phiên đang mở kết thúc ngay; việc này ghi vào nhật ký.
        </WarningText>
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" hint="Ví dụ: mất điện thoại, đã gặp trực tiếp" />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton variant="warning">Đặt lại xác thực hai bước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await resetSecondFactor(database, official, { accountId: params.accountId, reason }, today)
      return `/accounts/${params.accountId}`
    },
  })

  staffForm(app, {
    path: '/accounts/:accountId/access-ending',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    fields: ReasonFields,
    load: requireAccount,
    initial: () => ({}),
    draw: ({ context, data: account, form }) => (
      <Layout
        title="Kết thúc phiên, mã truy cập"
        context={context.page}
        form={form}
        backLink={{ href: `/accounts/${account.id}`, text: 'Trở lại tài khoản' }}
      >
        <PageHeading caption={`${account.userName} – ${account.fullName}`}>
          Kết thúc mọi phiên và mã truy cập
        </PageHeading>
        <p class="govuk-body">
          Mọi phiên đăng nhập của tài khoản này kết thúc ngay và mọi mã truy cập hết tác dụng. Người ấy vẫn đăng nhập
          lại được; nếu nghi lộ mật khẩu, hãy đặt lại mật khẩu nữa.
        </p>
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" hint="Ví dụ: mất máy tính xách tay" />
          <SubmitButtons cancelHref={`/accounts/${account.id}`}>
            <SubmitButton variant="warning">Kết thúc tất cả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await endAccess(database, official, { accountId: params.accountId, reason }, today)
      return `/accounts/${params.accountId}`
    },
  })

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

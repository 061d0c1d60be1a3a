import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { removeSecondFactor, renewRecoveryCodes, setUpSecondFactor } from '../actions/second-factor.ts'
import { requireOwnPassword } from '../actions/sign-in.ts'
import { hasPassword } from '../queries/accounts.ts'
import { needsSecondFactor, secondFactorOf } from '../queries/second-factor.ts'
import { CodeField, offeredSecret, offerSecret, RecoveryCodes, SetUpFields } from './second-factor-parts.tsx'
import { shownOncePage } from './shown-once-page.tsx'

const BACK = { href: '/account', text: 'Tài khoản của tôi' }
const PATH = '/account/second-factor'

const typed = z.string().default('')

/** “Xác thực hai bước” of one's own account: setting it up, new recovery codes, turning it off. */
export function ownSecondFactorPages(app: FastifyInstance): void {
  const { encryption } = servicesOf(app)

  shownOncePage(app, {
    path: PATH,
    fields: z.object({ offer: typed, code: typed, currentPassword: typed }),
    initial: async ({ official, now }) => ({ offer: await offerSecret(app, official.accountId, now) }),
    draw: async ({ database, official, now, today, page }, form) => {
      const factor = await secondFactorOf(database, official.accountId)
      if (factor) {
        const needed = await needsSecondFactor(database, official, today)
        return (
          <Layout title="Xác thực hai bước" context={page} form={form} backLink={BACK}>
            <PageHeading
              actions={
                <ActionBar>
                  <ButtonLink href="/account/recovery-codes" variant="secondary">
                    Tạo bộ mã dự phòng mới
                  </ButtonLink>
                  <ButtonLink href={`${PATH}/removal`} variant="secondary">
                    Tắt xác thực hai bước
                  </ButtonLink>
                </ActionBar>
              }
            >
              Xác thực hai bước
            </PageHeading>
            <SummaryList
              rows={[
                { label: 'Đã bật lúc', value: formatInstant(factor.setUpAt) },
                { label: 'Mã dự phòng còn lại', value: String(factor.recoveryCodesLeft) },
              ]}
            />
            <InsetText>
              Đổi điện thoại: hãy tắt rồi bật lại bằng điện thoại mới.
              {needed && ' Chức vụ của bạn cần xác thực hai bước nên hệ thống sẽ hỏi bật lại ở lần đăng nhập sau.'}
            </InsetText>
          </Layout>
        )
      }
      const offer = form.values.offer
      const secret = await offeredSecret(app, { accountId: official.accountId, offer, now })
      return (
        <Layout title="Bật xác thực hai bước" context={page} form={form} backLink={BACK}>
          <PageHeading>Bật xác thực hai bước</PageHeading>
          <p class="govuk-body">
            Sau khi bật, mỗi lần đăng nhập cần mật khẩu và một mã trên điện thoại. Ai biết mật khẩu của bạn cũng không
            vào được nếu không có điện thoại ấy.
          </p>
          <Form form={form}>
            {secret !== null && <SetUpFields form={form} secret={secret} userName={official.userName} />}
            {(await hasPassword(database, official.accountId)) && <PasswordField form={form} />}
            <SubmitButtons cancelHref="/account">
              <SubmitButton>Bật xác thực hai bước</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, now, page }, { offer, code, currentPassword }) => {
      const secret = await offeredSecret(app, { accountId: official.accountId, offer, now })
      if (secret === null) {
        throw new Refusal(
          'conflict',
          'identity.offer-ended',
          'Trang này đã mở quá lâu. Hãy mở lại trang và quét mã mới.',
        )
      }
      await requireOwnPassword(database, official, currentPassword)
      const codes = await setUpSecondFactor(database, encryption, official, { secret, typed: code, now })
      return (
        <Layout title="Mã dự phòng" context={page}>
          <PageHeading caption="Đã bật xác thực hai bước">Mã dự phòng</PageHeading>
          <RecoveryCodes codes={codes} continueAt="/account" />
        </Layout>
      )
    },
  })

  shownOncePage(app, {
    path: '/account/recovery-codes',
    fields: z.object({ currentPassword: typed }),
    initial: () => ({}),
    draw: async ({ database, official, page }, form) => (
      <Layout title="Mã dự phòng" context={page} form={form} backLink={{ href: PATH, text: 'Xác thực hai bước' }}>
        <PageHeading>Tạo bộ mã dự phòng mới</PageHeading>
        <p class="govuk-body">Các mã dự phòng cũ hết tác dụng ngay khi tạo bộ mới.</p>
        <Form form={form}>
          {(await hasPassword(database, official.accountId)) && <PasswordField form={form} />}
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton>Tạo bộ mã mới</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, page }, { currentPassword }) => {
      const codes = await renewRecoveryCodes(database, official, currentPassword)
      return (
        <Layout title="Mã dự phòng" context={page}>
          <PageHeading>Mã dự phòng</PageHeading>
          <RecoveryCodes codes={codes} continueAt={PATH} />
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: `${PATH}/removal`,
    permission: 'signed-in',
    fields: z.object({ currentPassword: typed, code: typed }),
    load: async ({ database, official }) => ({ asksPassword: await hasPassword(database, official.accountId) }),
    initial: () => ({}),
    draw: ({ context, data: { asksPassword }, form }) => (
      <Layout
        title="Tắt xác thực hai bước"
        context={context.page}
        form={form}
        backLink={{ href: PATH, text: 'Xác thực hai bước' }}
      >
        <PageHeading>Tắt xác thực hai bước</PageHeading>
        <p class="govuk-body">Mọi phiên đăng nhập của bạn kết thúc, kể cả phiên này. Các mã dự phòng hết tác dụng.</p>
        <Form form={form}>
          {asksPassword && <PasswordField form={form} />}
          <CodeField form={form} label="Mã xác thực" hint="6 chữ số trong ứng dụng, hoặc một mã dự phòng" />
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton variant="warning">Tắt xác thực hai bước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now }, { currentPassword, code }) => {
      await removeSecondFactor(database, encryption, official, { password: currentPassword, typed: code, now })
      return '/sign-in?changed=second-factor'
    },
  })
}

/** The password once more, before something that would outlast a session left open. */
export function PasswordField({ form }: { form: FormView }) {
  return (
    <TextField
      form={form}
      name="currentPassword"
      label="Mật khẩu hiện tại"
      type="password"
      autocomplete="current-password"
      width={20}
    />
  )
}

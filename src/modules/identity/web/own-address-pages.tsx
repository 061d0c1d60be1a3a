import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { publicForm } from '../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import {
  addressLinkUsed,
  askToConfirmAddress,
  confirmAddress,
  confirmationOf,
  removeAddress,
} from '../actions/own-address.ts'
import { addressOf } from '../queries/address.ts'
import { CONFIRMATION_LIFE_IN_HOURS } from '../rules/email-address.ts'

/** The address to which mail for an account goes: entering it, confirming it by the link that is sent there, giving it up. */
export function ownAddressPages(app: FastifyInstance): void {
  enteringTheAddress(app)
  removingTheAddress(app)
  usingTheLink(app)
}

function enteringTheAddress(app: FastifyInstance): void {
  const back = { href: '/account', text: 'Tài khoản của tôi' }
  staffForm(app, {
    path: '/account/address',
    permission: 'signed-in',
    fields: z.object({ email: z.string({ error: 'Hãy nhập địa chỉ thư điện tử.' }).trim().max(300) }),
    labels: { email: 'Địa chỉ thư điện tử' },
    load: async ({ database, official, now }) => ({
      address: await addressOf(database, official.accountId, now),
      sendsMail: servicesOf(app).mail !== null,
    }),
    initial: () => ({}),
    draw: ({ context, data: { address, sendsMail }, form }) => (
      <Layout title="Địa chỉ nhận thông báo" context={context.page} form={form} backLink={back}>
        <PageHeading caption="Tài khoản của tôi">Địa chỉ nhận thông báo</PageHeading>
        <SummaryList
          rows={[
            {
              label: 'Đang dùng',
              value: address.email
                ? `${address.email}${address.confirmedAt ? `, xác nhận lúc ${formatInstant(address.confirmedAt)}` : ''}`
                : 'Chưa có',
            },
            ...(address.waiting ? [{ label: 'Chờ xác nhận', value: address.waiting }] : []),
          ]}
        />
        {address.waiting && (
          <InsetText>
            Hãy mở đường dẫn trong thư đã gửi tới {address.waiting}. Không thấy thư thì xem mục thư rác, hoặc nhập lại
            địa chỉ để nhận thư mới.
          </InsetText>
        )}
        {sendsMail ? (
          <Form form={form}>
            <TextField
              form={form}
              name="email"
              label="Địa chỉ thư điện tử"
              hint={`Hệ thống gửi tới đây một đường dẫn có hiệu lực ${CONFIRMATION_LIFE_IN_HOURS} giờ; mở đường dẫn thì địa chỉ mới được dùng.`}
              autocomplete="email"
            />
            <SubmitButtons cancelHref="/account">
              <SubmitButton>Gửi thư xác nhận</SubmitButton>
            </SubmitButtons>
          </Form>
        ) : (
          <WarningText>
            Hệ thống này chưa được cài đặt gửi thư điện tử nên chưa nhận địa chỉ. Thông báo vẫn hiện ở trang Thông báo.
          </WarningText>
        )}
        {(address.email !== null || address.waiting !== null) && (
          <p class="govuk-body">
            <a class="govuk-link" href="/account/address/removal">
              Bỏ địa chỉ, không nhận thư nữa
            </a>
          </p>
        )}
      </Layout>
    ),
    submit: async ({ database, official, publicUrl, now }, { email }, { sendsMail }) => {
      if (sendsMail) await askToConfirmAddress(database, official, { address: email, publicUrl, now })
      return '/account/address'
    },
  })
}

function removingTheAddress(app: FastifyInstance): void {
  staffForm(app, {
    path: '/account/address/removal',
    permission: 'signed-in',
    fields: z.object({}),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Bỏ địa chỉ nhận thông báo"
        context={context.page}
        form={form}
        backLink={{ href: '/account/address', text: 'Địa chỉ nhận thông báo' }}
      >
        <PageHeading>Bỏ địa chỉ nhận thông báo</PageHeading>
        <p class="govuk-body">
          Hệ thống xóa địa chỉ và không gửi thư nào cho bạn nữa. Thông báo vẫn hiện ở trang Thông báo.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref="/account/address">
            <SubmitButton variant="warning">Bỏ địa chỉ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now }) => {
      await removeAddress(database, official, now)
      return '/account/address'
    },
  })
}

/** A page with a button: programs that look into mails open every link in them, and must not confirm anything by that. */
function usingTheLink(app: FastifyInstance): void {
  publicForm(app, {
    path: '/address/:token',
    params: z.object({ token: z.string().max(60) }),
    fields: z.object({}),
    load: async ({ database, now, params, reply }) => {
      reply.header('cache-control', 'no-store')
      const confirmed = await confirmationOf(database, params.token, now)
      if (!confirmed) throw addressLinkUsed()
      return confirmed
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout title="Xác nhận địa chỉ" context={context.page} form={form}>
        <PageHeading caption={data.userName}>Xác nhận địa chỉ nhận thông báo</PageHeading>
        <p class="govuk-body">
          Thông báo của tài khoản <strong>{data.userName}</strong> sẽ được gửi tới <strong>{data.email}</strong>.
        </p>
        <Form form={form}>
          <SubmitButton>Xác nhận địa chỉ</SubmitButton>
        </Form>
      </Layout>
    ),
    submit: async ({ database, now, params, official }) => {
      await confirmAddress(database, params.token, now)
      return official ? '/account/address' : '/sign-in?continue=%2Faccount%2Faddress'
    },
  })
}

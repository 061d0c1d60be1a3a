import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { publicForm } from '../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addressOf } from '../../identity/index.ts'
import { subscribe, unsubscribeByToken } from '../actions/keep-subscription.ts'
import { openSubscription } from '../queries/subscriptions.ts'
import { viewById } from '../queries/views.ts'
import { RHYTHMS } from '../rules/subscription.ts'

const CHOICES = { ...RHYTHMS, none: 'Không nhận' } as const

/** Having the figures of a kept table sent by mail, and no more: on the page, and from the mail without signing in. */
export function subscriptionForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/dashboards/views/:viewId/subscription',
    permission: 'figure.read',
    params: z.object({ viewId: Id }),
    fields: z.object({ rhythm: choice('Nhận thư', CHOICES) }),
    load: async ({ database, official, today, now, params }) => ({
      view: await viewById(database, { official, today }, params.viewId),
      address: await addressOf(database, official.accountId, now),
      sendsMail: servicesOf(app).mail !== null,
    }),
    initial: ({ view }) => ({ rhythm: view.rhythm ?? 'none' }),
    draw: ({ context, data: { view, address, sendsMail }, form }) => (
      <Layout
        title="Nhận bảng qua thư"
        context={context.page}
        form={form}
        backLink={{ href: `/dashboards/views/${view.id}`, text: view.title }}
      >
        <PageHeading caption={view.title}>Nhận bảng qua thư</PageHeading>
        <p class="govuk-body">
          Thư có các số của ngày gửi, trong phạm vi bạn được xem vào ngày ấy. Thư thôi gửi khi bạn không còn chức vụ có
          quyền xem số liệu hoặc bảng không còn được chia sẻ với bạn.
        </p>
        {!sendsMail && (
          <InsetText>Hệ thống này chưa được cài đặt gửi thư: lựa chọn được giữ lại, chưa có thư nào đi.</InsetText>
        )}
        {address.email === null && (
          <InsetText>
            Bạn chưa có địa chỉ nhận thư. Lựa chọn được giữ lại; thư đầu tiên đi sau khi bạn xác nhận{' '}
            <a class="govuk-link" href="/account/address">
              địa chỉ nhận thông báo
            </a>
            .
          </InsetText>
        )}
        <Form form={form}>
          <RadioField form={form} name="rhythm" label="Nhận thư" options={optionsOf(CHOICES)} />
          <SubmitButtons cancelHref={`/dashboards/views/${view.id}`}>
            <SubmitButton>Lưu lựa chọn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { viewId } }, { rhythm }) => {
      await subscribe(database, official, { viewId, rhythm: rhythm === 'none' ? null : rhythm, today })
      return `/dashboards/views/${viewId}`
    },
  })

  // A page with a button: programs that look into mails open every link in them, and must not end anything by that.
  publicForm(app, {
    path: '/public/subscriptions/:token',
    params: z.object({ token: z.string().max(60) }),
    fields: z.object({}),
    load: async ({ database, params, query }) => {
      if (query.ended === '1') return null
      const found = await openSubscription(database, params.token)
      if (found) return found
      throw new Refusal(
        'not-found',
        'dashboards.no-such-subscription',
        'Thư định kỳ này đã thôi gửi, hoặc đường dẫn không đúng. Không cần làm gì thêm.',
      )
    },
    initial: () => ({}),
    draw: ({ context, data: subscription, form }) =>
      subscription === null ? (
        <Layout title="Đã thôi gửi" context={context.page}>
          <PageHeading>Đã thôi gửi</PageHeading>
          <p class="govuk-body">Bạn không nhận thư về bảng này nữa. Có thể nhận lại ở trang của bảng.</p>
        </Layout>
      ) : (
        <Layout title="Thôi nhận thư" context={context.page} form={form}>
          <PageHeading caption={subscription.title}>Thôi nhận thư về bảng này?</PageHeading>
          <p class="govuk-body">Đang gửi: {RHYTHMS[subscription.rhythm].toLocaleLowerCase('vi')}.</p>
          <Form form={form}>
            <SubmitButtons>
              <SubmitButton>Thôi nhận thư</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      ),
    submit: async ({ database, today, params: { token } }) => {
      await unsubscribeByToken(database, token, today)
      return `/public/subscriptions/${token}?ended=1`
    },
  })
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
} from '../../../platform/page/index.ts'
import { addressOf } from '../../identity/index.ts'
import { keepChoices } from '../actions/keep-choices.ts'
import { choicesOf } from '../queries/choices.ts'
import { DIGEST_HOURS, DIGESTS, type Digest } from '../rules/digest.ts'
import { CHANNELS, type Channel, NOTICE_KINDS, type NoticeKind } from '../rules/notice.ts'

const oneOf = <Code extends string>(choices: Readonly<Record<Code, string>>) =>
  z.enum(Object.keys(choices) as [Code, ...Code[]], 'Hãy chọn một mục trong danh sách.')
const channel = oneOf<Channel>(CHANNELS)

const ChoicesFields = z.object({
  late: channel,
  due: channel,
  urged: channel,
  new: channel,
  digest: oneOf<Digest>(DIGESTS),
  digestHour: oneOf(DIGEST_HOURS),
})

const HINTS: Readonly<Record<NoticeKind, string>> = {
  late: 'Một việc của bạn vừa quá hạn.',
  due: 'Một việc của bạn sắp đến hạn.',
  urged: 'Cấp trên đôn đốc một việc của bạn.',
  new: 'Một việc chưa có ở lần xem trước.',
}

/** How a person wants to hear of each kind, and when the digest comes. */
export function choicesForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/notices/choices',
    permission: 'signed-in',
    fields: ChoicesFields,
    labels: { ...NOTICE_KINDS, digest: 'Thư tổng hợp', digestHour: 'Giờ gửi thư tổng hợp' },
    load: async ({ database, official, now }) => ({
      kept: await choicesOf(database, official.accountId),
      address: await addressOf(database, official.accountId, now),
      sendsMail: servicesOf(app).mail !== null,
    }),
    initial: ({ kept }) => ({ ...kept.choices, digest: kept.digest, digestHour: String(kept.digestHour) }),
    draw: ({ context, data: { address, sendsMail }, form }) => (
      <Layout
        title="Cách nhận thông báo"
        context={context.page}
        form={form}
        backLink={{ href: '/notices', text: 'Thông báo' }}
      >
        <PageHeading>Cách nhận thông báo</PageHeading>
        <SummaryList
          rows={[
            {
              label: 'Địa chỉ nhận thư',
              value: address.email ?? 'Chưa có: chỉ nhận thông báo ở trang Thông báo',
              action: { href: '/account/address', text: address.email ? 'Đổi' : 'Khai', about: 'địa chỉ nhận thư' },
            },
          ]}
        />
        {!sendsMail && (
          <InsetText>
            Hệ thống này chưa được cài đặt gửi thư điện tử. Lựa chọn về thư được giữ và có tác dụng khi người quản trị
            cài đặt.
          </InsetText>
        )}
        <p class="govuk-body">
          Chọn “Gửi thư ngay” hay “Gộp vào thư tổng hợp” thì thông báo vẫn hiện ở trang Thông báo. Thư chỉ ghi loại
          việc, số việc và hạn, không ghi tên việc, tên người.
        </p>
        <Form form={form}>
          {(Object.keys(NOTICE_KINDS) as NoticeKind[]).map((kind) => (
            <SelectField
              key={kind}
              form={form}
              name={kind}
              label={NOTICE_KINDS[kind]}
              hint={HINTS[kind]}
              options={optionsOf(CHANNELS)}
            />
          ))}
          <RadioField form={form} name="digest" label="Thư tổng hợp" options={optionsOf(DIGESTS)} />
          <RadioField
            form={form}
            name="digestHour"
            label="Giờ gửi thư tổng hợp"
            options={optionsOf(DIGEST_HOURS)}
            inline
          />
          <SubmitButtons cancelHref="/notices">
            <SubmitButton>Lưu lựa chọn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { digest, digestHour, ...choices }) => {
      await keepChoices(database, official, { choices, digest, digestHour: Number(digestHour) })
      return '/notices'
    },
  })
}

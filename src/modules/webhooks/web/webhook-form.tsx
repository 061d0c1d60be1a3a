import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { text } from '../../../platform/http/form-fields.ts'
import type { RecordKind } from '../../../platform/http/module.ts'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  CheckboxField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { shownOncePage } from '../../identity/index.ts'
import { requireKeeper } from '../../upkeep/index.ts'
import { addWebhook } from '../actions/keep-webhooks.ts'

const L = { name: 'Tên nơi nhận', address: 'Địa chỉ', recordKinds: 'Báo tin khi có thay đổi ở' } as const
export const BACK = { href: '/webhooks', text: 'Nơi nhận tin' }

/** Adding a receiver. The answer is its secret, shown this once. */
export function webhookForm(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  const known = kinds.map(({ kind }) => kind)
  shownOncePage(app, {
    path: '/webhooks/new',
    permission: 'job.manage',
    fields: z.object({
      name: text(L.name, { longest: 100 }),
      address: text(L.address, { longest: 500 }),
      recordKinds: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .transform((chosen) => [chosen ?? []].flat().filter((kind) => known.includes(kind)))
        .refine((chosen) => chosen.length > 0, 'Hãy chọn ít nhất một loại hồ sơ.'),
    }),
    initial: async (context) => {
      await requireKeeper(context)
      return {}
    },
    draw: ({ page }, form) => (
      <Layout title="Thêm nơi nhận tin" context={page} form={form} backLink={BACK}>
        <PageHeading>Thêm nơi nhận tin</PageHeading>
        <p class="govuk-body">
          Trong vài phút sau khi một hồ sơ được ghi hoặc sửa, hệ thống gửi tới địa chỉ này: loại hồ sơ, số hồ sơ, mã đơn
          vị, thời điểm, đường dẫn. Không gửi nội dung, không gửi tên người.
        </p>
        <Form form={form}>
          <TextField form={form} name="name" label={L.name} hint="Ví dụ: Trung tâm điều hành của tỉnh" />
          <TextField form={form} name="address" label={L.address} hint="Bắt đầu bằng https://" />
          <CheckboxField
            form={form}
            name="recordKinds"
            label={L.recordKinds}
            options={kinds.map(({ kind, title }) => ({ value: kind, text: title }))}
          />
          <SubmitButtons cancelHref={BACK.href}>
            <SubmitButton>Thêm nơi nhận</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, given) => {
      await requireKeeper(context)
      const { database, official, now, page } = context
      const secret = await addWebhook(database, official, given, { encryption: servicesOf(app).encryption, now })
      return (
        <Layout title="Khóa ký của nơi nhận tin" context={page} backLink={BACK}>
          <PageHeading caption={given.name}>Khóa ký của nơi nhận tin</PageHeading>
          <p class="govuk-body">
            Chuyển khóa này cho người phụ trách hệ thống nhận tin, để kiểm tra chữ ký của từng tin:
          </p>
          <InsetText>
            <code>{secret}</code>
          </InsetText>
          <WarningText>Khóa chỉ hiện một lần này. Mất khóa thì ngừng nơi nhận này và thêm lại.</WarningText>
        </Layout>
      )
    },
  })
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { formatInstant, withCapital } from '../../../vocabulary/vietnamese.ts'
import { endApiToken, makeOwnApiToken, noSuchToken } from '../actions/api-token.ts'
import { hasPassword } from '../queries/accounts.ts'
import { apiTokenOf, apiTokensOf } from '../queries/api-token.ts'
import { onlyReads, permissionsOf } from '../rules/api-token.ts'
import { PasswordField } from './own-second-factor-pages.tsx'
import { shownOncePage } from './shown-once-page.tsx'
import { TokenTable } from './way-in-tables.tsx'

const PATH = '/account/tokens'
const BACK = { href: PATH, text: 'Mã truy cập' }
const LIVES = { '30': '30 ngày', '90': '90 ngày', '180': '180 ngày', '365': '1 năm' } as const

const TokenFields = z.object({
  name: text('Tên gọi', { longest: 80 }),
  lifeInDays: choice('Thời hạn', LIVES),
  permissions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat())),
  currentPassword: z.string().default(''),
})

/** “Mã truy cập”: what the person's own programs use the API with. */
export function ownTokenPages(app: FastifyInstance): void {
  staffPage(app, {
    path: PATH,
    permission: 'signed-in',
    draw: async ({ database, official, now, page }) => {
      const tokens = await apiTokensOf(database, official.accountId, now)
      return (
        <Layout title="Mã truy cập" context={page} backLink={{ href: '/account', text: 'Tài khoản của tôi' }}>
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href={`${PATH}/new`}>Tạo mã truy cập</ButtonLink>
              </ActionBar>
            }
          >
            Mã truy cập
          </PageHeading>
          <p class="govuk-body">
            Phần mềm khác dùng mã truy cập để lấy hoặc gửi dữ liệu thay bạn, trong phạm vi bạn chọn. Mã của chương trình
            không dùng nữa thì nên thu hồi ngay.
          </p>
          <TokenTable
            tokens={tokens}
            action={(token) => (
              <a class="govuk-link" href={`${PATH}/${token.id}/closure`}>
                Thu hồi<span class="govuk-visually-hidden"> mã {token.name}</span>
              </a>
            )}
          />
        </Layout>
      )
    },
  })

  shownOncePage(app, {
    path: `${PATH}/new`,
    fields: TokenFields,
    initial: ({ official }) => ({ lifeInDays: '90', permissions: permissionsOf(official).filter(onlyReads) }),
    draw: async ({ database, official, page }, form) => (
      <Layout title="Tạo mã truy cập" context={page} form={form} backLink={BACK}>
        <PageHeading>Tạo mã truy cập</PageHeading>
        <Form form={form}>
          <TextField form={form} name="name" label="Tên gọi" hint="Ví dụ: Phần mềm báo cáo của phòng" width={30} />
          <SelectField
            form={form}
            name="lifeInDays"
            label="Thời hạn"
            options={Object.entries(LIVES).map(([value, words]) => ({ value, text: words }))}
          />
          <CheckboxField
            form={form}
            name="permissions"
            label="Mã này được"
            hint="Chỉ những việc bạn được làm; mới đầu chỉ chọn các việc xem."
            options={choicesOf(official)}
          />
          {(await hasPassword(database, official.accountId)) && <PasswordField form={form} />}
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton>Tạo mã truy cập</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now, page }, { name, lifeInDays, permissions, currentPassword }) => {
      const expiresAt = new Date(now.getTime() + Number(lifeInDays) * 86_400_000)
      const made = { name, permissions, expiresAt, password: currentPassword }
      const token = await makeOwnApiToken(database, official, made, now)
      return (
        <Layout title="Mã truy cập mới" context={page} backLink={BACK}>
          <PageHeading caption={name}>Mã truy cập mới</PageHeading>
          <p class="govuk-body">Chép mã này vào phần mềm sẽ dùng nó:</p>
          <InsetText>
            <code>{token}</code>
          </InsetText>
          <WarningText>
            Mã chỉ hiện một lần này. Ai có mã đều làm được những việc đã chọn thay bạn, đến {formatInstant(expiresAt)}.
          </WarningText>
          <ButtonLink href={PATH} variant="secondary">
            Về danh sách mã
          </ButtonLink>
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: `${PATH}/:tokenId/closure`,
    permission: 'signed-in',
    params: z.object({ tokenId: Id }),
    fields: z.object({}),
    load: async ({ database, official, params }) => {
      const token = await apiTokenOf(database, { accountId: official.accountId, tokenId: params.tokenId })
      if (!token) throw noSuchToken()
      return token
    },
    initial: () => ({}),
    draw: ({ context, data: token, form }) => (
      <Layout title="Thu hồi mã truy cập" context={context.page} form={form} backLink={BACK}>
        <PageHeading caption={token.name}>Thu hồi mã truy cập</PageHeading>
        <p class="govuk-body">Phần mềm đang dùng mã này sẽ không vào được nữa, ngay lập tức.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton variant="warning">Thu hồi mã</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params }) => {
      await endApiToken(database, official, { accountId: official.accountId, tokenId: params.tokenId })
      return PATH
    },
  })
}

/** What the person may do and what can be said in words, reading first. */
function choicesOf(official: Official) {
  const offered = permissionsOf(official).flatMap((value) => {
    const words = permissionInWords(value)
    return words === null ? [] : [{ value, text: withCapital(words) }]
  })
  return [...offered.filter(({ value }) => onlyReads(value)), ...offered.filter(({ value }) => !onlyReads(value))]
}

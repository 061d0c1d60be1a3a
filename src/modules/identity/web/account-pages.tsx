import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { noSuchAccount } from '../actions/keep-account.ts'
import type { IdentityProvider } from '../provider/identity-provider.ts'
import { accountById, accounts, type PostOfAccount } from '../queries/accounts.ts'
import { addressOf } from '../queries/address.ts'
import { apiTokensOf } from '../queries/api-token.ts'
import { externalIdentityOf } from '../queries/external-identity.ts'
import { secondFactorOf } from '../queries/second-factor.ts'
import { sessionsOf } from '../queries/session.ts'
import { SessionTable, TokenTable } from './way-in-tables.tsx'

const STATES = { open: 'Đang hoạt động', closed: 'Đã khóa' } as const

const AccountsQuery = z.object({
  words: z.string().max(100).optional(),
  state: z
    .string()
    .optional()
    .transform((state) => (state === 'open' || state === 'closed' ? state : undefined)),
  after: z.string().max(60).optional(),
})

/** The accounts that an administrator keeps. */
export function accountPages(app: FastifyInstance, provider: IdentityProvider | null): void {
  staffPage(app, {
    path: '/accounts',
    permission: 'account.manage',
    query: AccountsQuery,
    draw: async ({ database, official, today, page, query }) => {
      const list = await accounts(database, official, query, today)
      const values: Record<string, string> = {
        ...(query.words ? { words: query.words } : {}),
        ...(query.state ? { state: query.state } : {}),
      }
      const form = filterView(values)
      const filtered = Object.keys(values).length > 0
      return (
        <Layout title="Tài khoản" context={page} wide>
          <PageHeading>Tài khoản</PageHeading>
          <p class="govuk-body">
            Tài khoản mở cho từng người; quyền đi theo chức vụ người ấy đang giữ. Để mở tài khoản mới, hãy tìm người ở
            trang{' '}
            <a class="govuk-link" href="/people">
              Cán bộ, công chức
            </a>{' '}
            rồi bấm “Tài khoản”.
          </p>
          <FilterBar resetHref="/accounts" active={filtered}>
            <TextField form={form} name="words" label="Họ tên hoặc tên đăng nhập" hint="Không cần gõ dấu" />
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Mọi tình trạng"
              options={optionsOf(STATES)}
            />
          </FilterBar>
          <DataTable
            caption="Danh sách tài khoản"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có tài khoản nào khớp điều kiện lọc.' : 'Chưa có tài khoản nào.'}
            columns={[
              { key: 'userName', title: 'Tên đăng nhập', rowHeader: true },
              { key: 'name', title: 'Họ và tên' },
              { key: 'posts', title: 'Chức vụ, đơn vị', width: 'one-third' },
              { key: 'roles', title: 'Quyền' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={list.rows.map((account) => ({
              userName: (
                <a class="govuk-link" href={`/accounts/${account.id}`}>
                  {account.userName}
                </a>
              ),
              name: account.fullName,
              posts: account.posts.map((post) => `${post.title}, ${post.unitName}`).join('; ') || '–',
              roles: rolesInWords(account.posts),
              state: <StateOf account={account} />,
            }))}
          />
          <Pagination
            nextHref={list.next ? `/accounts?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/accounts/:accountId',
    permission: 'account.manage',
    params: z.object({ accountId: Id }),
    draw: async ({ database, official, now, today, page, params }) => {
      const account = await accountById(database, official, params.accountId, today)
      if (!account) throw noSuchAccount()
      const factor = await secondFactorOf(database, account.id)
      const address = await addressOf(database, account.id, now)
      const identity =
        provider && (await externalIdentityOf(database, { accountId: account.id, issuer: provider.issuer }))
      const sessions = await sessionsOf(database, account.id, now)
      const tokens = await apiTokensOf(database, account.id, now)
      const changes = await changesOf(database, { kind: 'account', id: account.id })
      const isOpen = account.disabledAt === null
      return (
        <Layout
          title={`Tài khoản ${account.userName}`}
          context={page}
          breadcrumbs={[{ href: '/accounts', text: 'Tài khoản' }, { text: account.userName }]}
        >
          <PageHeading
            caption="Tài khoản"
            actions={
              <ActionBar>
                {isOpen ? (
                  <>
                    <ButtonLink href={`/accounts/${account.id}/password-link`} variant="secondary">
                      {account.hasPassword ? 'Đặt lại mật khẩu' : 'Tạo đường dẫn đặt mật khẩu'}
                    </ButtonLink>
                    {factor && account.id !== official.accountId && (
                      <ButtonLink href={`/accounts/${account.id}/second-factor-reset`} variant="secondary">
                        Đặt lại xác thực hai bước
                      </ButtonLink>
                    )}
                    {provider && (
                      <ButtonLink href={`/accounts/${account.id}/provider-link`} variant="secondary">
                        Liên kết với {provider.label}
                      </ButtonLink>
                    )}
                    {sessions.length + tokens.length > 0 && (
                      <ButtonLink href={`/accounts/${account.id}/access-ending`} variant="secondary">
                        Kết thúc phiên, mã truy cập
                      </ButtonLink>
                    )}
                    {account.id !== official.accountId && (
                      <ButtonLink href={`/accounts/${account.id}/closure`} variant="secondary">
                        Khóa tài khoản
                      </ButtonLink>
                    )}
                  </>
                ) : (
                  <ButtonLink href={`/accounts/${account.id}/reopening`} variant="secondary">
                    Mở lại tài khoản
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {account.userName}
          </PageHeading>
          {isOpen && account.posts.every((post) => post.roleTitle === null) && (
            <InsetText>
              Người này không giữ chức vụ nào có quyền sử dụng hệ thống nên đăng nhập được nhưng không thấy công việc
              nào. Hãy giao chức vụ có quyền ở trang của người ấy.
            </InsetText>
          )}
          <SummaryList
            rows={[
              {
                label: 'Họ và tên',
                value: (
                  <a class="govuk-link" href={`/people/${account.personId}`}>
                    {account.fullName}
                  </a>
                ),
              },
              { label: 'Chức vụ', value: account.posts.map((post) => `${post.title}, ${post.unitName}`).join('; ') },
              { label: 'Quyền theo chức vụ', value: rolesInWords(account.posts) },
              { label: 'Tình trạng', value: <StateOf account={account} /> },
              { label: 'Mở lúc', value: formatInstant(account.createdAt) },
              {
                label: 'Xác thực hai bước',
                value: factor ? `Đã bật lúc ${formatInstant(factor.setUpAt)}` : 'Chưa bật',
              },
              { label: 'Địa chỉ nhận thông báo', value: address.email === null ? 'Chưa có' : 'Đã xác nhận' },
              ...(provider
                ? [{ label: `Liên kết với ${provider.label}`, value: identity?.subject ?? 'Chưa liên kết' }]
                : []),
            ]}
          />
          <SessionTable sessions={sessions} />
          {tokens.length > 0 && <TokenTable tokens={tokens} />}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function rolesInWords(posts: readonly PostOfAccount[]): string {
  const titles = posts.flatMap((post) => (post.roleTitle === null ? [] : [post.roleTitle]))
  return [...new Set(titles)].join('; ') || 'Không có'
}

function StateOf({ account }: { account: { disabledAt: Date | null; hasPassword: boolean } }) {
  if (account.disabledAt !== null) return <Tag colour="grey" text={`Khóa lúc ${formatInstant(account.disabledAt)}`} />
  if (!account.hasPassword) return <Tag colour="yellow" text="Chờ đặt mật khẩu" />
  return <Tag colour="green" text="Đang hoạt động" />
}

import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, DataTable, InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { compareNames, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { rolesWithPermissions } from '../queries/roles.ts'
import { inOrganisation, OrganisationParts } from './organisation-parts.tsx'

/** What each role may do, in words. A post chooses its role. */
export function rolePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/roles',
    permission: 'account.manage',
    draw: async ({ database, official, today, page }) => {
      const roles = await rolesWithPermissions(database, today)
      const mayKeep = may(official, 'role.manage')
      return (
        <Layout title="Vai trò và quyền" context={inOrganisation(page)}>
          <PageHeading
            actions={
              mayKeep && (
                <ActionBar>
                  <ButtonLink href="/roles/new">Thêm vai trò</ButtonLink>
                </ActionBar>
              )
            }
          >
            Vai trò và quyền
          </PageHeading>
          <OrganisationParts current="roles" official={official} />
          <InsetText>
            Mỗi chức vụ mang một vai trò; quyền có trong đơn vị của chức vụ và các đơn vị trực thuộc, trừ khi chức vụ
            ghi phạm vi rộng hơn. Người không giữ chức vụ nào thì không có quyền nào. Người quản trị vận hành hệ thống
            nhưng không đọc đơn thư.
          </InsetText>
          <DataTable
            caption="Các vai trò"
            phone="stack"
            empty="Chưa có vai trò nào."
            columns={[
              { key: 'title', title: 'Vai trò', rowHeader: true, width: 'one-half' },
              { key: 'count', title: 'Số quyền', numeric: true },
              { key: 'signIn', title: 'Xác thực hai bước' },
            ]}
            rows={roles.map((role) => ({
              title: mayKeep ? (
                <a class="govuk-link" href={`/roles/${role.code}/edit`}>
                  {role.title}
                </a>
              ) : (
                role.title
              ),
              count: formatNumber(role.permissions.length),
              signIn: role.needsSecondFactor ? 'Bắt buộc' : 'Tự chọn',
            }))}
          />
          <DataTable
            caption="Ai được làm gì"
            manyColumns
            empty="Chưa có vai trò nào."
            columns={[
              { key: 'words', title: 'Được', rowHeader: true },
              ...roles.map((role) => ({ key: role.code, title: role.title })),
            ]}
            rows={inWords(roles).map(({ permission, words }) => ({
              words,
              ...Object.fromEntries(
                roles.map((role) => [role.code, role.permissions.includes(permission) ? 'Có' : '–']),
              ),
            }))}
            footer={{
              words: 'Số người giữ hôm nay',
              ...Object.fromEntries(roles.map((role) => [role.code, formatNumber(role.holders)])),
            }}
          />
        </Layout>
      )
    },
  })
}

/** Every permission of the roles that has been put into words, in the order of the alphabet. */
function inWords(roles: readonly { permissions: readonly string[] }[]) {
  return [...new Set(roles.flatMap((role) => role.permissions))]
    .flatMap((permission) => {
      const words = permissionInWords(permission)
      return words ? [{ permission, words }] : []
    })
    .sort((first, second) => compareNames(first.words, second.words))
}

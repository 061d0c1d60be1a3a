import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { DataTable, InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { compareNames, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { rolesWithPermissions } from '../queries/people.ts'
import { inOrganisation, OrganisationParts } from './organisation-parts.tsx'

/** What each role may do, in words. A post chooses its role; the roles themselves come with the system. */
export function rolePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/roles',
    permission: 'account.manage',
    draw: async ({ database, official, today, page }) => {
      const roles = await rolesWithPermissions(database, today)
      return (
        <Layout title="Vai trò và quyền" context={inOrganisation(page)}>
          <PageHeading>Vai trò và quyền</PageHeading>
          <OrganisationParts current="roles" official={official} />
          <InsetText>
            Mỗi chức vụ mang một vai trò; quyền có trong đơn vị của chức vụ và các đơn vị trực thuộc, trừ khi chức vụ
            ghi phạm vi rộng hơn. Người không giữ chức vụ nào thì không có quyền nào. Người quản trị vận hành hệ thống
            nhưng không đọc đơn thư.
          </InsetText>
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

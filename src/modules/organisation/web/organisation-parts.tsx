import { type PageContext, SubNavigation } from '../../../platform/page/index.ts'
import { may, type Official } from '../../../vocabulary/official.ts'

export type OrganisationPart = 'units' | 'people' | 'delegations' | 'blocks' | 'roles'

/** The ways into the organisation: by unit, by person, and what is kept about both. */
export function OrganisationParts({ current, official }: { current: OrganisationPart; official: Official }) {
  const parts = [
    { part: 'units', href: '/units', text: 'Đơn vị' },
    { part: 'people', href: '/people', text: 'Cán bộ, công chức' },
    { part: 'delegations', href: '/delegations', text: 'Ủy quyền' },
    { part: 'blocks', href: '/blocks', text: 'Khối, cụm thi đua' },
    ...(may(official, 'account.manage') ? [{ part: 'roles', href: '/roles', text: 'Vai trò và quyền' }] : []),
  ]
  return (
    <SubNavigation
      label="Đơn vị và cán bộ"
      items={parts.map(({ part, href, text }) => ({ href, text, current: part === current }))}
    />
  )
}

/** The page with its entry of the main navigation marked: people and posts are part of it, whatever their address. */
export function inOrganisation(page: PageContext): PageContext {
  return { ...page, navigation: page.navigation.map((entry) => ({ ...entry, current: entry.href === '/units' })) }
}

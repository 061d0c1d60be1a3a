import { type PageContext, SubNavigation } from '../../../platform/page/index.ts'

/** The two ways into the organisation: by unit and by person. */
export function OrganisationParts({ current }: { current: 'units' | 'people' }) {
  return (
    <SubNavigation
      label="Đơn vị và cán bộ"
      items={[
        { href: '/units', text: 'Đơn vị', current: current === 'units' },
        { href: '/people', text: 'Cán bộ, công chức', current: current === 'people' },
      ]}
    />
  )
}

/** The page with its entry of the main navigation marked: people and posts are part of it, whatever their address. */
export function inOrganisation(page: PageContext): PageContext {
  return { ...page, navigation: page.navigation.map((entry) => ({ ...entry, current: entry.href === '/units' })) }
}

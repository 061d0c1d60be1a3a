import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { addressAfter, addressId, addressYear } from '../../../platform/http/address-fields.ts'
import type { PublicContext } from '../../../platform/http/context.ts'
import {
  type FormView,
  filterView,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
} from '../../../platform/page/index.ts'
import { rootsOnDay, type UnitOnDay } from '../../organisation/index.ts'
import { vi } from '../texts/vi.ts'

type PublicPageProps = {
  context: PublicContext
  path: string
  title: string
  children: ComponentChildren
  caption?: string | undefined
  form?: FormView | undefined
  backLink?: { href: string; text: string } | undefined
}

const PLACES = [
  { href: '/public', text: vi.navigation.home },
  { href: '/public/send', text: vi.navigation.sending },
  { href: '/public/follow', text: vi.navigation.following },
  { href: '/public/petitions', text: vi.navigation.petitions },
  { href: '/public/ratings', text: vi.navigation.ratings },
  { href: '/public/receptions', text: vi.navigation.receptions },
  { href: '/public/results', text: vi.navigation.results },
  { href: '/public/figures', text: vi.navigation.figures },
  { href: '/public/dialogues', text: vi.navigation.dialogues },
  { href: '/public/disclosures', text: vi.navigation.disclosures },
  { href: '/public/consultations', text: vi.navigation.consultations },
  { href: '/public/models', text: vi.navigation.models },
  { href: '/public/contests', text: vi.navigation.contests },
  { href: '/public/deadlines', text: vi.navigation.deadlines },
  { href: '/verify', text: vi.navigation.verification },
] as const

/** The frame of every public page: the same for everybody, signed in or not. */
export function PublicPage({ context, path, title, children, caption, form, backLink }: PublicPageProps) {
  const page = {
    ...context.page,
    publicSite: true,
    navigation: PLACES.map(({ href, text }) => ({ href, text, current: href === path })),
    footerLinks: context.official === null ? [{ href: '/sign-in', text: vi.signIn }] : [],
  }
  return (
    <Layout title={title} context={page} form={form} backLink={backLink}>
      <PageHeading caption={caption}>{title}</PageHeading>
      {children}
    </Layout>
  )
}

/** What the addresses of the public site may carry besides. */
export const PublicQuery = z.object({
  province: addressId,
  year: addressYear,
  after: addressAfter,
})

/** The provinces of this installation today, the one asked for first in `chosen`; undefined while there is none. */
export async function provinces(
  { database, today }: PublicContext,
  asked: string | undefined,
): Promise<{ all: UnitOnDay[]; chosen: UnitOnDay | undefined }> {
  const all = (await rootsOnDay(database, today)).sort((first, second) => Number(first.id) - Number(second.id))
  return { all, chosen: all.find((province) => province.id === asked) ?? all[0] }
}

type ChoiceProps = {
  provinces: { all: readonly UnitOnDay[]; chosen: UnitOnDay | undefined }
  years?: { all: readonly number[]; chosen: number } | undefined
}

/** Choosing province and year, where there is something to choose. */
export function Choice({ provinces: { all, chosen }, years }: ChoiceProps) {
  const form = filterView({ province: chosen?.id ?? '', year: String(years?.chosen ?? '') })
  const showsYears = years !== undefined && years.all.length > 1
  if (all.length < 2 && !showsYears) return null
  return (
    <form class="app-form" method="get">
      {all.length > 1 && (
        <SelectField
          form={form}
          name="province"
          label={vi.province}
          options={all.map((province) => ({ value: province.id, text: province.name }))}
        />
      )}
      {showsYears && (
        <SelectField
          form={form}
          name="year"
          label={vi.year}
          options={years.all.map((year) => ({ value: String(year), text: String(year) }))}
        />
      )}
      <SubmitButton variant="secondary">{vi.show}</SubmitButton>
    </form>
  )
}

/** A link of the layout. */
export type PageLink = { href: string; text: string }

/** What the layout of a page shows around its content. */
export type PageContext = {
  productName: string
  official: { fullName: string; postTitle: string; unitName: string } | null
  /** A link beside the name of who is signed in, with how many new things stand behind it. */
  headLink?: (PageLink & { count: number }) | null | undefined
  navigation: readonly { href: string; text: string; current: boolean }[]
  /** True while the system holds the demonstration province: every page says so. */
  demonstration: boolean
  /** True for pages that citizens see: a smaller style sheet, no staff header. */
  publicSite?: boolean | undefined
  /** The form token of the sign-out button; without it there is no button. */
  signOutToken?: string | undefined
  /** Whose drafts a browser may keep, and the key under which it encrypts them. */
  drafts?: { account: string; key: string } | undefined
  /** Short links at the foot of the page. */
  footerLinks?: readonly PageLink[] | undefined
  /** The address of a built asset by its logical name (`main.css`, `staff.css`, `icon.svg`). */
  assets: (name: string) => string
}

import type { ComponentChildren } from 'preact'

export type PageHeadingProps = {
  children: ComponentChildren
  /** Of what this is a part: the kind of record, the unit, the year. */
  caption?: string | undefined
  /** What can be done here: an `ActionBar`. */
  actions?: ComponentChildren
}

/** The one heading of first level on a page. */
export function PageHeading({ children, caption, actions }: PageHeadingProps) {
  return (
    <div class="app-page-heading">
      <h1 class="govuk-heading-l app-page-heading__title">
        {caption !== undefined && <span class="govuk-caption-l">{caption}</span>}
        {children}
      </h1>
      {actions}
    </div>
  )
}

/** Buttons and links for what can be done with the page's subject. */
export function ActionBar({ children }: { children: ComponentChildren }) {
  return <div class="govuk-button-group app-actions">{children}</div>
}

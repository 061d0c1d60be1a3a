import type { ComponentChildren } from 'preact'

/** Says that something has just been done. */
export function NotificationBanner({
  title = 'Đã xong',
  children,
}: {
  title?: string | undefined
  children: ComponentChildren
}) {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success app-notification"
      role="alert"
      aria-labelledby="notification-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="notification-title">
          {title}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <div class="govuk-notification-banner__heading">{children}</div>
      </div>
    </div>
  )
}

/** A remark that belongs to the text around it. */
export function InsetText({ children }: { children: ComponentChildren }) {
  return <div class="govuk-inset-text">{children}</div>
}

/** Something with consequences, before it is done. */
export function WarningText({ children }: { children: ComponentChildren }) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Lưu ý: </span>
        {children}
      </strong>
    </div>
  )
}

export type DetailsProps = { summary: ComponentChildren; children: ComponentChildren; open?: boolean | undefined }

/** What only some readers need. */
export function Details({ summary, children, open }: DetailsProps) {
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  )
}

export type EmptyStateProps = {
  title: string
  children: ComponentChildren
  action?: { href: string; text: string } | undefined
}

/** Nothing here yet: says why, and how to begin. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="app-empty">
      <h2 class="govuk-heading-m">{title}</h2>
      <div class="app-empty__text">{children}</div>
      {action && (
        <a class="govuk-button" href={action.href} draggable={false}>
          {action.text}
        </a>
      )}
    </div>
  )
}

/** The act or the way of counting behind a figure, in small letters. */
export function SourceNote({ children, href }: { children: ComponentChildren; href?: string | undefined }) {
  return <p class="app-source">Nguồn: {href === undefined ? children : <a href={href}>{children}</a>}</p>
}

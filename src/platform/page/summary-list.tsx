import type { ComponentChild } from 'preact'

export type SummaryRow = {
  label: string
  value: ComponentChild
  /** What can be done about this line; `about` completes the link for those who hear it alone: “Sửa” + “ngày tổ chức”. */
  action?: { href: string; text: string; about: string } | undefined
}

/** What is known of one record, line by line. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const anyAction = rows.some((row) => row.action !== undefined)
  return (
    <dl class="govuk-summary-list app-summary-list">
      {rows.map(({ label, value, action }) => (
        <div
          key={label}
          class={
            anyAction && action === undefined
              ? 'govuk-summary-list__row govuk-summary-list__row--no-actions'
              : 'govuk-summary-list__row'
          }
        >
          <dt class="govuk-summary-list__key">{label}</dt>
          <dd class="govuk-summary-list__value">{isBlank(value) ? <span class="app-muted">Chưa có</span> : value}</dd>
          {action && (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={action.href}>
                {action.text}
                <span class="govuk-visually-hidden"> {action.about}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

const isBlank = (value: ComponentChild) => value === null || value === undefined || value === ''

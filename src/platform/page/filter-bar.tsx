import type { ComponentChildren } from 'preact'

export type FilterBarProps = {
  /** Fields drawn from `filterView(query)`. */
  children: ComponentChildren
  action?: string | undefined
  /** The list without any filter. */
  resetHref?: string | undefined
  /** True when something is filtered now: the fields then stand open on a phone too. */
  active?: boolean | undefined
  /** What it is on a phone, where it is folded, and what its button says, when it does not narrow a list. */
  summary?: string | undefined
  button?: string | undefined
}

/** The questions one can put to a list. They go into the address, so that a list can be kept and sent on. */
export function FilterBar({
  children,
  action,
  resetHref,
  active,
  summary = 'Lọc danh sách',
  button = 'Lọc',
}: FilterBarProps) {
  return (
    <details class="app-filter" open={active}>
      <summary class="app-filter__summary">{summary}</summary>
      <form class="app-filter__form" method="get" action={action}>
        <div class="app-filter__fields">
          {children}
          <div class="govuk-button-group app-filter__buttons">
            <button type="submit" class="govuk-button govuk-button--secondary">
              {button}
            </button>
            {resetHref !== undefined && (
              <a class="govuk-link" href={resetHref}>
                Bỏ lọc
              </a>
            )}
          </div>
        </div>
      </form>
    </details>
  )
}

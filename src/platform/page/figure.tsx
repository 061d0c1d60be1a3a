import type { ComponentChildren } from 'preact'

export type FigureProps = {
  /** Already written for people: `2.657`. */
  value: string
  label: string
  /** The records behind the number. */
  href?: string | undefined
  /** Period, comparison or whatever the number must not be read without. */
  note?: ComponentChildren
}

/** One big number that opens to its records. */
export function Figure({ value, label, href, note }: FigureProps) {
  return (
    <li class="app-figure">
      {href === undefined ? (
        <p class="app-figure__text">
          <span class="app-figure__value">{value}</span> <span class="app-figure__label">{label}</span>
        </p>
      ) : (
        <a class="app-figure__text app-figure__link" href={href}>
          <span class="app-figure__value">{value}</span> <span class="app-figure__label">{label}</span>
        </a>
      )}
      {note && <p class="app-figure__note">{note}</p>}
    </li>
  )
}

/** Figures side by side. */
export function FigureGrid({ children }: { children: ComponentChildren }) {
  return <ul class="app-figures">{children}</ul>
}

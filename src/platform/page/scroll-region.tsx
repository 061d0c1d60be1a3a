import type { ComponentChildren } from 'preact'

export type ScrollRegionProps = {
  label: string
  children: ComponentChildren
  /** True to scroll on a desk screen too; otherwise only where the content does not fit a phone. */
  always?: boolean | undefined
  /** True for a table longer than the screen whose headings stay in view while it scrolls. */
  tall?: boolean | undefined
}

/** Whoever has no pointer scrolls with the arrow keys, and for that the region must take the focus (WCAG 2.1.1). */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }

/** A table that may be wider than the screen: it scrolls by itself, not the page. */
export function ScrollRegion({ label, children, always, tall }: ScrollRegionProps) {
  return (
    <section
      class={['app-scroll', always ? 'app-scroll--always' : '', tall ? 'app-scroll--tall' : '']
        .filter(Boolean)
        .join(' ')}
      aria-label={label}
      {...REACHED_BY_KEYBOARD}
    >
      {children}
    </section>
  )
}

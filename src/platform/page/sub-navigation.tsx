export type SubNavigationItem = { href: string; text: string; current: boolean; count?: number | undefined }

/** The parts of one subject as links that look like tabs. */
export function SubNavigation({ label, items }: { label: string; items: readonly SubNavigationItem[] }) {
  return (
    <nav class="moj-sub-navigation app-sub-navigation" aria-label={label}>
      <ul class="moj-sub-navigation__list">
        {items.map(({ href, text, current, count }) => (
          <li class="moj-sub-navigation__item" key={href}>
            <a class="moj-sub-navigation__link" href={href} aria-current={current ? 'page' : undefined}>
              {text}
              {count !== undefined && <span class="app-sub-navigation__count"> ({count.toLocaleString('vi-VN')})</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

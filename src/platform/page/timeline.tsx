import type { ComponentChildren } from 'preact'

export type TimelineEntry = {
  title: string
  by: string
  /** As a person reads it: `14:05 ngày 22/11/2026`. */
  at: string
  children?: ComponentChildren
}

/** What happened to a record and who did it, newest first as given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="app-timeline">
      {entries.map(({ title, by, at, children }) => (
        <li class="app-timeline__item" key={`${at} ${by} ${title}`}>
          <p class="app-timeline__title">
            <strong>{title}</strong> <span class="app-timeline__by">– {by}</span>
          </p>
          <p class="app-timeline__at">{at}</p>
          {children && <div class="app-timeline__text">{children}</div>}
        </li>
      ))}
    </ol>
  )
}

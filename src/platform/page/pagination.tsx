export type PaginationProps = {
  previousHref?: string | undefined
  nextHref?: string | undefined
  /** What is being looked at: “Hiển thị 1–50 trong hơn 1.000 bản ghi”. */
  summary?: string | undefined
}

/** The way through a list that is read page by page. Draws nothing when everything stands on one page. */
export function Pagination({ previousHref, nextHref, summary }: PaginationProps) {
  if (previousHref === undefined && nextHref === undefined && summary === undefined) return null
  return (
    <nav class="app-pagination" aria-label="Phân trang">
      {summary !== undefined && <p class="app-pagination__summary">{summary}</p>}
      {previousHref !== undefined && (
        <a class="app-pagination__link" href={previousHref} rel="prev">
          <span aria-hidden="true">← </span>Trang trước
        </a>
      )}
      {nextHref !== undefined && (
        <a class="app-pagination__link" href={nextHref} rel="next">
          Trang sau<span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  )
}

import type { PublicContext } from '../../../platform/http/context.ts'
import { Figure, FigureGrid } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { publishedResults, publishedYears } from '../../criteria/index.ts'
import { unitsByRank } from '../rules/units-by-rank.ts'
import { vi } from '../texts/vi.ts'

const T = vi.home

/** The latest published results in numbers, with the way to all of them. */
export async function latestResults({ database }: PublicContext) {
  const [latest] = await publishedYears(database)
  if (!latest) return <p class="govuk-body app-muted">{T.noResults}</p>
  const counts = unitsByRank(latest.ranks, await publishedResults(database, latest.id))
  const href = `/public/results?of=${latest.id}`
  return (
    <section aria-labelledby="results">
      <h2 class="govuk-heading-m" id="results">
        {T.results(latest.year)}
      </h2>
      <p class="govuk-body">{T.resultsLine(latest.rootName)}</p>
      <FigureGrid>
        {counts.map(({ rank, units }) => (
          <Figure key={rank} value={formatNumber(units)} label={rank} href={href} />
        ))}
      </FigureGrid>
      <p class="govuk-body">
        <a class="govuk-link" href={href}>
          {T.allResults}
        </a>
      </p>
    </section>
  )
}

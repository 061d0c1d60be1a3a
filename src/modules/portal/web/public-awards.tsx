import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressYear } from '../../../platform/http/address-fields.ts'
import { publicPage } from '../../../platform/http/page.tsx'
import { EmptyState } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { publishedAwards, publishedAwardYears } from '../../awards/index.ts'
import { vi } from '../texts/vi.ts'
import { AwardTable } from './award-table.tsx'
import { PublicPage } from './public-page.tsx'

const T = vi.awards
const PATH = '/public/awards'

/** Who was awarded for the work of a year, by decisions that stand. */
export function publicAwardsPage(app: FastifyInstance): void {
  publicPage(app, {
    path: PATH,
    query: z.object({ year: addressYear }),
    draw: async (context) => {
      const { database, query } = context
      const years = await publishedAwardYears(database)
      const year = years.find((each) => each === query.year) ?? years[0]
      if (year === undefined)
        return (
          <PublicPage context={context} path={PATH} title={T.untitled}>
            <EmptyState title={T.none}>{T.noneLine}</EmptyState>
          </PublicPage>
        )
      const awards = await publishedAwards(database, { year })
      const people = awards.filter(({ recipientKind }) => recipientKind === 'individual').length
      return (
        <PublicPage context={context} path={PATH} title={T.title(year)}>
          <p class="govuk-body">
            {`${T.introduction} ${T.count(formatNumber(awards.length - people), formatNumber(people))}`}
          </p>
          <AwardTable awards={awards} />
          <h2 class="govuk-heading-m">{T.years}</h2>
          <ul class="govuk-list">
            {years.map((each) => (
              <li key={each}>
                {each === year ? (
                  <strong>{T.yearOf(each)}</strong>
                ) : (
                  <a class="govuk-link" href={`${PATH}?year=${each}`}>
                    {T.yearOf(each)}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <p class="govuk-body">
            <a class="govuk-link" href="/public/results">
              {T.results}
            </a>
          </p>
        </PublicPage>
      )
    },
  })
}

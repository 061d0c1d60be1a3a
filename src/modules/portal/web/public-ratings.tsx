import type { FastifyInstance } from 'fastify'
import { publicPage } from '../../../platform/http/page.tsx'
import { DataTable } from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'
import { FEWEST_RATINGS, ratingsByUnit } from '../../petitions/index.ts'
import { vi } from '../texts/vi.ts'
import { PublicPage } from './public-page.tsx'

const T = vi.ratings
const PATH = '/public/ratings'

/** How people rated the answers they got, by agency: numbers, and nothing that leads to a letter. */
export function publicRatingsPage(app: FastifyInstance): void {
  publicPage(app, {
    path: PATH,
    draw: async (context) => {
      const { database, today } = context
      const year = yearOf(today)
      const ratings = await ratingsByUnit(database, year, today)
      return (
        <PublicPage context={context} path={PATH} title={T.title} caption={T.year(year)}>
          <p class="govuk-body">{T.introduction}</p>
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.none}
            columns={[
              { key: 'unit', title: T.unit, rowHeader: true },
              { key: 'count', title: T.count, numeric: true },
              { key: 'average', title: T.average, numeric: true },
              { key: 'good', title: T.good, numeric: true },
            ]}
            rows={ratings.map(({ unitName, count, average, good }) => ({
              unit: unitName,
              count: average === null ? T.few(FEWEST_RATINGS) : formatNumber(count),
              average: average === null ? '–' : formatNumber(average, 1),
              good: good === null ? '–' : formatPercent(good / count, 0),
            }))}
          />
        </PublicPage>
      )
    },
  })
}

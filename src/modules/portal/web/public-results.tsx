import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicPage } from '../../../platform/http/page.tsx'
import { barChart, ChartWithTable, DataTable, Details, EmptyState, InsetText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { publishedAwards } from '../../awards/index.ts'
import { type PublishedYear, publishedResults, publishedYears, type ResultRow } from '../../criteria/index.ts'
import { unitsByRank } from '../rules/units-by-rank.ts'
import { vi } from '../texts/vi.ts'
import { AwardTable } from './award-table.tsx'
import { PublicPage } from './public-page.tsx'
import { ResultsOfBlock } from './results-of-block.tsx'

const T = vi.results
const PATH = '/public/results'

/** The published ranks of a year, by block, and who was commended. */
export function publicResultsPage(app: FastifyInstance): void {
  publicPage(app, {
    path: PATH,
    query: z.object({ of: z.string().max(18).optional() }),
    draw: async (context) => {
      const { database, today, query } = context
      const years = await publishedYears(database)
      const year = years.find(({ id }) => id === query.of) ?? years[0]
      if (!year) {
        return (
          <PublicPage context={context} path={PATH} title={T.title}>
            <EmptyState title={T.none}>{T.noneLine}</EmptyState>
          </PublicPage>
        )
      }
      const [results, awards] = await Promise.all([
        publishedResults(database, year.id),
        publishedAwards(database, { year: year.year, root: { unitId: year.rootUnitId, today } }),
      ])
      const blocks = [...new Map(results.map((row) => [row.blockId, row.blockTitle]))]
      return (
        <PublicPage context={context} path={PATH} title={T.titleOf(year.year)} caption={year.rootName}>
          <Basis year={year} />
          <RankChart year={year} results={results} />
          {blocks.map(([blockId, title]) => (
            <ResultsOfBlock key={blockId} title={title} rows={results.filter((row) => row.blockId === blockId)} />
          ))}
          <h2 class="govuk-heading-m">{T.awards}</h2>
          {awards.length > 0 ? (
            <Details summary={T.awardCount(formatNumber(awards.length))}>
              <AwardTable awards={awards} />
            </Details>
          ) : (
            <p class="govuk-body app-muted">{T.noAwards}</p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href="/public/awards">
              {vi.awards.all}
            </a>
          </p>
          <h2 class="govuk-heading-m">{T.years}</h2>
          <ul class="govuk-list">
            {years.map((each) => (
              <li key={each.id}>
                {each.id === year.id ? (
                  <strong>{T.yearOf(each.year, each.rootName)}</strong>
                ) : (
                  <a class="govuk-link" href={`${PATH}?of=${each.id}`}>
                    {T.yearOf(each.year, each.rootName)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </PublicPage>
      )
    },
  })
}

/** The decision and the criteria on which the results rest. */
function Basis({ year }: { year: PublishedYear }) {
  return (
    <>
      <p class="govuk-body">
        {year.decisionNumber && year.decidedOn && T.decision(year.decisionNumber, formatCalendarDate(year.decidedOn))}{' '}
        {T.criteria(year.setTitle, year.legalActNumber)}
      </p>
      {year.demonstrationNote && (
        <InsetText>
          {T.demonstration} {year.demonstrationNote}
        </InsetText>
      )}
    </>
  )
}

function RankChart({ year, results }: { year: PublishedYear; results: readonly ResultRow[] }) {
  const counts = unitsByRank(year.ranks, results)
  const notRanked = results.filter((row) => row.rankTitle === null).length
  const all = notRanked > 0 ? [...counts, { rank: T.notRanked, units: notRanked }] : counts
  if (results.length === 0) return <DataTable caption={T.countsTitle} columns={[]} rows={[]} empty={T.none} />
  return (
    <ChartWithTable
      chart={barChart({
        title: T.countsTitle,
        unit: T.unitWord,
        categories: all.map(({ rank }) => rank),
        series: [{ name: T.yearSeries(year.year), values: all.map(({ units }) => units) }],
      })}
      categoryTitle={T.rank}
    />
  )
}

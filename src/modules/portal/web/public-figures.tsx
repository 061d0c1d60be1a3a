import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import type { PublicContext } from '../../../platform/http/context.ts'
import { publicPage } from '../../../platform/http/page.tsx'
import { DataTable, Details, SourceNote } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { periodBetween } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { comparedFigures, type FigureCompared } from '../../indicators/index.ts'
import { FEWEST_TOLD, isTooFewToTell, PUBLIC_INDICATORS } from '../rules/public-figure.ts'
import { vi } from '../texts/vi.ts'
import { Choice, PublicPage, PublicQuery, provinces } from './public-page.tsx'

const T = vi.figures
const YEARS_SHOWN = 8

/** The figures of a province in a year, from an allow-list. */
export function publicFiguresPage(app: FastifyInstance, facts: readonly Fact[]): void {
  publicPage(app, {
    path: '/public/figures',
    query: PublicQuery,
    draw: async (context) => {
      const { today, query } = context
      const found = await provinces(context, query.province)
      const thisYear = yearOf(today)
      const years = Array.from({ length: YEARS_SHOWN }, (_, index) => thisYear - index)
      const year = query.year !== undefined && query.year <= thisYear ? query.year : thisYear
      const figures = found.chosen
        ? await figuresOfYear(context, facts, { unitId: found.chosen.id, year, indicators: PUBLIC_INDICATORS })
        : []
      return (
        <PublicPage
          context={context}
          path="/public/figures"
          title={T.title}
          caption={found.chosen && `${found.chosen.name}, ${spanInWords(year, today)}`}
        >
          <Choice provinces={found} years={{ all: years.includes(year) ? years : [...years, year], chosen: year }} />
          <p class="govuk-body">{T.explanation}</p>
          {themesOf(figures).map(({ theme, figures: ofTheme }) => (
            <DataTable
              key={theme}
              caption={theme}
              empty={T.empty}
              columns={[
                { key: 'title', title: T.indicator, rowHeader: true, width: 'one-half' },
                { key: 'value', title: T.value, numeric: true },
                { key: 'lastYear', title: T.lastYear, numeric: true },
                { key: 'unit', title: T.unitOfMeasure },
              ]}
              rows={ofTheme.map((figure) => ({
                title: figure.indicator.title,
                value: toldValue(figure, figure.total),
                lastYear: toldValue(figure, figure.lastYear.total),
                unit: figure.indicator.unitOfMeasure,
              }))}
            />
          ))}
          <p class="govuk-body app-muted">{T.smallNumbers(FEWEST_TOLD)}</p>
          <Details summary={T.howCounted}>
            {figures.map(({ indicator }) => (
              <div key={indicator.code}>
                <h3 class="govuk-heading-s">{indicator.title}</h3>
                <p class="govuk-body">{indicator.explanation}</p>
                <SourceNote>{indicator.source}</SourceNote>
              </div>
            ))}
          </Details>
        </PublicPage>
      )
    },
  })
}

/** The figures of a year, up to today while it runs, beside those of the same days of last year. */
export function figuresOfYear(
  { database, today }: PublicContext,
  facts: readonly Fact[],
  { unitId, year, indicators }: { unitId: string; year: number; indicators: readonly string[] },
): Promise<FigureCompared[]> {
  const period = periodBetween(`${year}-01-01`, lastDay(year, today))
  return comparedFigures(database, facts, { indicators, unitIds: [unitId], period, today })
}

/** `từ ngày 01/01/2026 đến ngày 22/11/2026` */
export function spanInWords(year: number, today: CalendarDate): string {
  return T.span(`01/01/${year}`, formatCalendarDate(lastDay(year, today)))
}

/** A number as the public may read it: small numbers of letters only roughly, and what cannot be counted never as nought. */
export function toldValue({ indicator }: FigureCompared, amount: { value: number } | null): string {
  if (amount === null) return T.notCounted
  return isTooFewToTell(indicator.code, amount.value) ? T.few(FEWEST_TOLD) : formatNumber(amount.value)
}

const lastDay = (year: number, today: CalendarDate) => (year === yearOf(today) ? today : `${year}-12-31`)

function themesOf(figures: readonly FigureCompared[]): { theme: string; figures: FigureCompared[] }[] {
  const themes = [...new Set(figures.map((figure) => figure.indicator.theme))]
  return themes.map((theme) => ({ theme, figures: figures.filter((figure) => figure.indicator.theme === theme) }))
}

import type { ComponentChildren } from 'preact'
import type { BoardChartProps } from './board-chart-props.ts'
import { KeyFigures, Shares } from './figure-charts.tsx'
import { MapChart } from './map-chart.tsx'
import { RankResults, Reporting } from './standing-charts.tsx'
import { Ranking, Trend } from './unit-charts.tsx'

/** One part of a dashboard, under its title. */
export function BoardChart(props: BoardChartProps) {
  const content = contentOf(props)
  return content === null ? null : (
    <section class="app-board-chart" aria-labelledby={props.id}>
      <h2 class="govuk-heading-m" id={props.id}>
        {props.chart.title}
      </h2>
      {content}
    </section>
  )
}

function contentOf(props: BoardChartProps): ComponentChildren {
  switch (props.chart.kind) {
    case 'figures':
      return <KeyFigures {...props} />
    case 'share':
      return <Shares {...props} />
    case 'trend':
      return <Trend {...props} />
    case 'ranking':
      return <Ranking {...props} />
    case 'reporting':
      return <Reporting {...props} />
    case 'ranks':
      return <RankResults {...props} />
    case 'map':
      return <MapChart {...props} />
  }
}

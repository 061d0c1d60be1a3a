import type { RanksInShort } from '../../criteria/index.ts'
import type { UnitOfPeriod } from '../../indicators/index.ts'
import type { BoardInShort } from '../../reports/index.ts'
import type { BoardFigures } from '../queries/board-figures.ts'
import type { MapOfUnits } from '../queries/map-shapes.ts'
import type { ChartDefinition } from '../rules/board.ts'

/** What every part of a dashboard is drawn from. */
export type BoardChartProps = {
  /** For the heading. */
  id: string
  chart: ChartDefinition
  unit: UnitOfPeriod
  /** The units that the chart compares. */
  compared: readonly UnitOfPeriod[]
  figures: BoardFigures
  /** The shapes of the units that the dashboard compares; none where no map is drawn. */
  map: MapOfUnits
  reporting: readonly BoardInShort[]
  ranks: RanksInShort | null
}

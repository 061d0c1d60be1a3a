import type { FigureUse } from '../../../platform/database/figure-use.ts'
import { boards } from './boards.ts'

/** The dashboards that show a figure. What people keep for themselves is theirs and is not told. */
export const figuresOfDashboards: FigureUse = {
  title: 'Bảng theo dõi',
  places: async (database, indicatorCode) =>
    (await boards(database)).flatMap(({ title, charts }) =>
      charts
        .filter(({ indicators }) => indicators.includes(indicatorCode))
        .map((chart) => ({ text: `${title}, phần “${chart.title}”`, path: null })),
    ),
}

import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Figure, FigureGrid } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { periodBetween, periodsHolding } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { comparedFigures, recordsPath } from '../../indicators/index.ts'
import { unitOnDay } from '../../organisation/index.ts'

/** What most units are asked about; each opens to its records. */
const SHOWN = [
  'dialogue.count',
  'dialogue.opinions',
  'opinion.answered',
  'reception.visits',
  'petition.received',
  'petition.open',
]

/** The figures of the official's unit, with the units below it, from the first day of the quarter to today; null for who reads none. */
export async function quarterFigures({ database, official, today }: Context, facts: readonly Fact[]) {
  const unitId = unitOfFigures(official)
  const [quarter] = periodsHolding('quarter', today)
  if (unitId === undefined || !quarter) return null
  const unit = await unitOnDay(database, { id: unitId }, today)
  if (!unit) return null
  const period = periodBetween(quarter.from, today)
  const figures = await comparedFigures(database, facts, { indicators: SHOWN, unitIds: [unitId], period, today })
  return { unit, quarter, today, figures: figures.filter((figure) => figure.total !== null), period }
}

/** Where the rights to figures reach: the province for who gathers for the province, else the own unit. */
function unitOfFigures(official: Official): string | undefined {
  return postFor(official, 'figure.read')?.reachUnitId
}

type QuarterFigures = NonNullable<Awaited<ReturnType<typeof quarterFigures>>>

/** A few figures of the quarter, with those of the same days of last year. */
export function HomeFigures({ unit, quarter, today, figures, period }: QuarterFigures) {
  return (
    <section aria-labelledby="quarter">
      <h2 class="govuk-heading-m" id="quarter">
        {quarter.title}, đến ngày {formatCalendarDate(today)}
      </h2>
      <p class="govuk-body">
        {unit.name} và các đơn vị trực thuộc. Bấm vào số để xem hồ sơ tạo nên số đó, hoặc xem{' '}
        <a class="govuk-link" href={`/figures?unit=${unit.id}`}>
          đủ các số liệu
        </a>
        .
      </p>
      <FigureGrid>
        {figures.map(({ indicator, total, lastYear }) => (
          <Figure
            key={indicator.code}
            value={formatNumber(total?.value ?? 0)}
            label={indicator.title}
            href={recordsPath(indicator.code, { unitId: unit.id, period })}
            note={lastYear.total === null ? undefined : `Cùng kỳ năm trước: ${formatNumber(lastYear.total.value)}`}
          />
        ))}
      </FigureGrid>
    </section>
  )
}

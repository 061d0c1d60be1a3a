import { barChart, ChartWithTable, DataTable } from '../../../platform/page/index.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import type { FigureCompared } from '../queries/compared-figures.ts'
import type { UnitOfPeriod } from '../queries/units.ts'
import { compare, comparisonInSigns } from '../rules/comparison.ts'
import { addsUp } from '../rules/indicator.ts'
import { type Reading, UNALLOCATED } from '../rules/reading.ts'
import { type FigureAddress, figuresPath } from './figure-address.ts'
import { FigureLink } from './figure-table.tsx'

/** More bars than this can't be read; the table below has all. */
const MOST_BARS = 20

export type SubUnitFiguresProps = {
  address: FigureAddress
  unit: UnitOfPeriod
  units: readonly UnitOfPeriod[]
  period: ReportingPeriod
  lastYear: ReportingPeriod
  /** One indicator of the unit and of the units below it. */
  figures: readonly FigureCompared[]
  view: Reading
}

/** One figure by sub-unit: the drawing, and a table whose numbers open to their records and whose names open to the figures of the sub-unit. */
export function SubUnitFigures({ address, unit, units, period, lastYear, figures, view }: SubUnitFiguresProps) {
  const whole = figures.find((figure) => figure.unitId === unit.id)
  if (!whole || whole.total === null) return null
  const { code, title, unitOfMeasure } = whole.indicator
  const lines = units.map((sub) => {
    const figure = figures.find((candidate) => candidate.unitId === sub.id)
    // In its own part only: what its predecessors did stands in the line of the unit above that they belonged to.
    return {
      sub,
      now: figure?.total ? partIn(figure, sub.id) : null,
      lastYear: figure?.lastYear.total ?? null,
      lastYearReading: figure?.lastYear.reading,
      hasPredecessors: figure?.parts.some((part) => part.unitId !== sub.id) ?? false,
    }
  })
  const predecessors = whole.parts.filter((part) => part.unitId !== unit.id)
  const drawn =
    lines.length <= MOST_BARS
      ? lines
      : [...lines].sort((first, second) => (second.now?.value ?? 0) - (first.now?.value ?? 0)).slice(0, MOST_BARS)
  const heading = `${title} theo đơn vị trực thuộc`
  return (
    <section aria-label={heading}>
      <ChartWithTable
        categoryTitle="Đơn vị"
        tableFolded
        chart={barChart({
          title: drawn.length < lines.length ? `${heading} (${MOST_BARS} đơn vị có số lớn nhất)` : heading,
          unit: unitOfMeasure,
          categories: drawn.map(({ sub }) => sub.shortName),
          series: [
            { name: period.title, values: drawn.map(({ now }) => now?.value ?? null) },
            { name: lastYear.title, values: drawn.map((line) => line.lastYear?.value ?? null) },
          ],
        })}
      />
      <DataTable
        caption={heading}
        empty="Không có đơn vị trực thuộc."
        columns={[
          { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
          { key: 'now', title: 'Kỳ này', numeric: true },
          { key: 'before', title: 'Cùng kỳ năm trước', numeric: true },
          { key: 'difference', title: 'Tăng, giảm', numeric: true },
        ]}
        rows={[
          ...lines.map((line) => ({
            unit: (
              <a class="govuk-link" href={figuresPath(address, { unit: line.sub.id, indicator: code })}>
                {line.sub.name}
              </a>
            ),
            now: (
              <FigureLink
                code={code}
                unitId={line.sub.id}
                period={period}
                amount={line.now}
                view={view}
                ofPart={line.hasPredecessors ? line.sub.id : undefined}
              />
            ),
            before: (
              <FigureLink
                code={code}
                unitId={line.sub.id}
                period={lastYear}
                amount={line.lastYear}
                view={line.lastYearReading}
              />
            ),
            difference: comparisonInSigns(
              compare(line.now?.value ?? null, line.lastYear?.value ?? null),
              unitOfMeasure,
            ),
          })),
          ...predecessors.map((part) => ({
            unit: `Đơn vị tiền thân: ${part.unitName}`,
            now: (
              <FigureLink code={code} unitId={unit.id} period={period} amount={part} view={view} ofPart={part.unitId} />
            ),
            before: '',
            difference: '',
          })),
          ...(whole.unallocatedHere.recordCount > 0
            ? [
                {
                  unit: withCapital(UNALLOCATED),
                  now: (
                    <FigureLink
                      code={code}
                      unitId={unit.id}
                      period={period}
                      amount={whole.unallocatedHere}
                      view={view}
                      unallocated="here"
                    />
                  ),
                  before: '',
                  difference: '',
                },
              ]
            : []),
          ...(hasOwn(whole)
            ? [
                {
                  unit: `${unit.name} trực tiếp thực hiện`,
                  now: (
                    <FigureLink code={code} unitId={unit.id} period={period} amount={whole.own} ownOnly view={view} />
                  ),
                  before: (
                    <FigureLink
                      code={code}
                      unitId={unit.id}
                      period={lastYear}
                      amount={whole.lastYear.own}
                      ownOnly
                      view={whole.lastYear.reading}
                    />
                  ),
                  difference: comparisonInSigns(
                    compare(whole.own?.value ?? null, whole.lastYear.own?.value ?? null),
                    unitOfMeasure,
                  ),
                },
              ]
            : []),
        ]}
        footer={{
          unit: addsUp(whole.indicator) ? 'Tổng cộng' : `${unit.name}, gồm các đơn vị trực thuộc (không phải tổng)`,
          now: <FigureLink code={code} unitId={unit.id} period={period} amount={whole.total} view={view} />,
          before: (
            <FigureLink
              code={code}
              unitId={unit.id}
              period={lastYear}
              amount={whole.lastYear.total}
              view={whole.lastYear.reading}
            />
          ),
          difference: comparisonInSigns(compare(whole.total.value, whole.lastYear.total?.value ?? null), unitOfMeasure),
        }}
      />
    </section>
  )
}

function partIn(figure: FigureCompared, unitId: string) {
  if (!addsUp(figure.indicator)) return figure.total
  return figure.parts.find((part) => part.unitId === unitId) ?? { value: 0, recordCount: 0 }
}

/** True when the unit itself did something in either period, besides the units below it. */
function hasOwn({ own, lastYear }: FigureCompared): boolean {
  return (own?.recordCount ?? 0) > 0 || (lastYear.own?.recordCount ?? 0) > 0
}

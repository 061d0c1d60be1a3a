import { DataTable } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { compare, comparisonInSigns, FigureLink } from '../../indicators/index.ts'
import { type ColourStep, colourSteps, stepOf } from '../rules/colour-steps.ts'
import { drawn } from '../rules/outline.ts'
import type { BoardChartProps } from './board-chart-props.ts'

/** Light to dark, each apart from the next in grey too; letters on them at 4.5:1. */
const COLOURS = ['#e4f1ef', '#b5dad5', '#7fbfb6', '#2f857b', '#0b514b']
const LETTERS = ['#14211f', '#14211f', '#14211f', '#ffffff', '#ffffff']
const WIDTH = 1_000
/** Narrower shapes have no room for a number; the table has all. */
const LEAST_WIDTH_FOR_NUMBER = 44

/** One figure of the communes as a map whose ranges are numbered, and the same in a table that opens to records. */
export function MapChart({ id, chart, unit, compared, figures, map }: BoardChartProps) {
  const [code = ''] = chart.indicators
  const { period, lastYear } = figures
  const whole = figures.of(unit.id, code)
  if (!whole) return <p class="govuk-body app-muted">Chưa có số liệu để vẽ.</p>
  const { indicator } = whole.now
  const lines = compared.map((each) => {
    const figure = figures.of(each.id, code)
    return { each, figure, value: figure?.now.total?.value ?? null }
  })
  const steps = colourSteps(lines.flatMap(({ value }) => (value === null ? [] : [value])))
  const without = compared.filter((each) => !map.shapes.some(({ unitId }) => unitId === each.id)).length
  return (
    <>
      {map.shapes.length === 0 ? (
        <p class="govuk-body app-muted">
          Chưa có hình ranh giới của các đơn vị này; quản trị hệ thống có thể nhập tệp bản đồ. Bảng dưới đây vẫn đủ số.
        </p>
      ) : (
        <figure class="app-map">
          <figcaption class="app-chart__caption">
            {indicator.title} <span class="app-chart__unit">(đơn vị tính: {indicator.unitOfMeasure})</span>
          </figcaption>
          <div class="app-map__drawing">
            <Drawing id={id} title={`${chart.title}: ${indicator.title}`} lines={lines} steps={steps} map={map} />
          </div>
          <Legend id={id} steps={steps} unit={indicator.unitOfMeasure} />
          <p class="app-source">
            {map.sources.join('; ')}.{' '}
            {map.shapes.some(({ isOfPredecessor }) => isOfPredecessor) &&
              'Có hình của đơn vị cũ, vẽ cho đơn vị kế thừa. '}
            {without > 0 && `${formatNumber(without)} trong ${formatNumber(compared.length)} đơn vị chưa có hình.`}
          </p>
        </figure>
      )}
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Xem bảng của {formatNumber(lines.length)} đơn vị trên bản đồ</span>
        </summary>
        <DataTable
          caption={`${chart.title}: ${indicator.title} (${indicator.unitOfMeasure})`}
          empty="Không có đơn vị nào."
          manyRows={lines.length > 20}
          columns={[
            { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
            { key: 'step', title: 'Bậc trên bản đồ', numeric: true },
            { key: 'now', title: 'Kỳ này', numeric: true },
            { key: 'before', title: 'Cùng kỳ năm trước', numeric: true },
            { key: 'difference', title: 'Tăng, giảm', numeric: true },
          ]}
          rows={lines.map(({ each, figure, value }) => ({
            unit: each.name,
            step: stepInWords(stepOf(steps, value)),
            now: (
              <FigureLink code={code} unitId={each.id} period={period} amount={figure?.now.total ?? null} view="now" />
            ),
            before: (
              <FigureLink
                code={code}
                unitId={each.id}
                period={lastYear}
                amount={figure?.lastYear?.total ?? null}
                view="now"
              />
            ),
            difference: comparisonInSigns(
              compare(value, figure?.lastYear?.total?.value ?? null),
              indicator.unitOfMeasure,
            ),
          }))}
        />
      </details>
    </>
  )
}

const stepInWords = (step: number | null) => (step === null ? '–' : String(step + 1))

type DrawingProps = {
  id: string
  title: string
  lines: readonly { each: { id: string; shortName: string }; value: number | null }[]
  steps: readonly ColourStep[]
  map: BoardChartProps['map']
}

function Drawing({ id, title, lines, steps, map }: DrawingProps) {
  const { height, shapes } = drawn(
    map.shapes.map(({ outline }) => outline),
    WIDTH,
  )
  return (
    <svg
      viewBox={`-4 -4 ${WIDTH + 8} ${height + 8}`}
      role="img"
      aria-label={`${title}. Số của từng đơn vị có trong bảng bên dưới.`}
    >
      <Hatching id={id} />
      {shapes.map((shape, index) => {
        const line = lines.find(({ each }) => each.id === map.shapes[index]?.unitId)
        const step = stepOf(steps, line?.value ?? null)
        const told = line?.value === null || line === undefined ? 'không có số' : formatNumber(line.value)
        return (
          <g key={String(index)}>
            <title>{`${line?.each.shortName ?? ''}: ${told}`}</title>
            <path
              d={shape.path}
              fill={step === null ? `url(#${id}-none)` : COLOURS[step]}
              fill-rule="evenodd"
              stroke="#3c4f4d"
              stroke-width="1.5"
            />
            {step !== null && shape.width >= LEAST_WIDTH_FOR_NUMBER && (
              <text x={shape.x} y={shape.y + 11} text-anchor="middle" font-size="32" fill={LETTERS[step]}>
                {step + 1}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-none`} width="12" height="12" patternUnits="userSpaceOnUse">
        <rect width="12" height="12" fill="#ffffff" />
        <path d="M0,12L12,0" stroke="#7b8886" stroke-width="2" />
      </pattern>
    </defs>
  )
}

/** The ranges by their numbers, so that the map is read without its colours. */
function Legend({ id, steps, unit }: { id: string; steps: readonly ColourStep[]; unit: string }) {
  const range = ({ from, to }: ColourStep) =>
    from === to ? formatNumber(from) : `${formatNumber(from)} đến ${formatNumber(to)}`
  return (
    <ul class="app-map__legend">
      {steps.map((step, index) => (
        <li key={String(index)}>
          <svg viewBox="0 0 34 26" width="34" height="26" aria-hidden="true">
            <rect x="1" y="1" width="32" height="24" fill={COLOURS[index]} stroke="#3c4f4d" />
            <text x="17" y="18" text-anchor="middle" font-size="15" fill={LETTERS[index]}>
              {index + 1}
            </text>
          </svg>{' '}
          Bậc {index + 1}: {range(step)} {unit} ({formatNumber(step.count)} đơn vị)
        </li>
      ))}
      <li>
        <svg viewBox="0 0 34 26" width="34" height="26" aria-hidden="true">
          <rect x="1" y="1" width="32" height="24" fill={`url(#${id}-none)`} stroke="#3c4f4d" />
        </svg>{' '}
        Gạch chéo: không có số
      </li>
    </ul>
  )
}

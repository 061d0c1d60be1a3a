import type { ModelOfDescent } from '../queries/descent.ts'
import type { DescentRow } from '../rules/descent.ts'

/** Sizes in pixels of the drawing's own scale. */
const WIDTH = 960
const ROW = 52
const STEP = 36
const RADIUS = 6
const LONGEST_LINE = 90

const LINE = '#505a5f'
const INK = '#0b0c0c'
const SPREADING = '#0b6e63'

/** A dot for each model, under the one it came from; filled when it was recognised. */
export function DescentDrawing({ rows, modelId }: { rows: readonly DescentRow<ModelOfDescent>[]; modelId: string }) {
  const height = rows.length * ROW + 8
  const generations = Math.max(0, ...rows.map(({ generation }) => generation)) + 1
  return (
    <svg
      class="app-descent-drawing"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-labelledby="descent-title descent-description"
      font-size="15"
    >
      <title id="descent-title">Sơ đồ nhân rộng mô hình</title>
      <desc id="descent-description">
        {`${rows.length} mô hình qua ${generations} đời. Nội dung đầy đủ ở bảng ngay sau sơ đồ.`}
      </desc>
      {rows.map((row, index) => (
        <g key={row.model.id}>
          {row.originRow !== null && (
            <path
              d={`M ${xOf(row.generation - 1)} ${yOf(row.originRow) + RADIUS} V ${yOf(index)} H ${xOf(row.generation) - RADIUS}`}
              fill="none"
              stroke={LINE}
              stroke-width="1.5"
            />
          )}
          <circle
            cx={xOf(row.generation)}
            cy={yOf(index)}
            r={RADIUS}
            fill={row.model.state === 'recognised' ? SPREADING : '#ffffff'}
            stroke={SPREADING}
            stroke-width="2"
          />
          <text
            x={xOf(row.generation) + 16}
            y={yOf(index)}
            fill={INK}
            font-weight={row.model.id === modelId ? '700' : '400'}
          >
            {shortened(`${row.model.name}, năm ${row.model.year}`, row.generation)}
          </text>
          <text x={xOf(row.generation) + 16} y={yOf(index) + 19} fill={LINE} font-size="13">
            {shortened(row.model.unitName, row.generation)}
          </text>
        </g>
      ))}
    </svg>
  )
}

const xOf = (generation: number) => 12 + generation * STEP
const yOf = (row: number) => 18 + row * ROW

/** The further to the right, the less room; the whole stands in the table. */
function shortened(text: string, generation: number): string {
  const longest = LONGEST_LINE - generation * 4
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text
}

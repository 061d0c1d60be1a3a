import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { placeOf, type Span, type Timeline } from '../rules/timeline.ts'

export type TimelineRow = Span & {
  title: string
  /** The number of the content to which it belongs. */
  content: number
  /** The share of the units that have completed it, from 0 to 1. */
  share: number
  isLate: boolean
}

/** Sizes in pixels of the drawing's own scale; it shrinks with the page on paper. */
const WIDTH = 960
const NAMES = 300
const HEAD = 28
const ROW = 26
const BAR = 12
const LONGEST_NAME = 44

const LINE = '#b1b4b6'
const INK = '#0b0c0c'

/** The tasks of a plan as bars over the months (Gantt), each numbered as in the table below it. */
export function TimelineDrawing(props: {
  title: string
  rows: readonly TimelineRow[]
  timeline: Timeline
  today: CalendarDate
}) {
  const { title, rows, timeline, today } = props
  const height = HEAD + rows.length * ROW + 6
  const at = (share: number) => NAMES + share * (WIDTH - NAMES)
  const late = rows.filter((row) => row.isLate).length
  return (
    <svg
      class="app-timeline-drawing"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-labelledby="timeline-title timeline-description"
      font-size="12"
    >
      <title id="timeline-title">{title}</title>
      <desc id="timeline-description">
        {`${rows.length} nhiệm vụ từ ${formatCalendarDate(timeline.from)} đến ${formatCalendarDate(timeline.to)}, ${late} nhiệm vụ có đơn vị quá hạn. Nội dung đầy đủ ở bảng ngay sau sơ đồ.`}
      </desc>
      {timeline.months.map(({ month, start, width }) => (
        <g key={month}>
          <line x1={at(start)} y1={0} x2={at(start)} y2={height} stroke={LINE} />
          <text x={at(start + width / 2)} y={HEAD - 10} text-anchor="middle" fill={INK}>
            {monthLabel(month, timeline.months.length)}
          </text>
        </g>
      ))}
      {rows.map((row, index) => (
        <Bar key={`${row.title} ${index}`} row={row} index={index} at={at} timeline={timeline} />
      ))}
      {timeline.from <= today && today <= timeline.to && (
        <TodayLine x={at(placeOf({ from: today, to: today }, timeline).start)} height={height} />
      )}
    </svg>
  )
}

function Bar(props: { row: TimelineRow; index: number; at: (share: number) => number; timeline: Timeline }) {
  const { row, index, at, timeline } = props
  const { start, width } = placeOf(row, timeline)
  const y = HEAD + index * ROW
  const length = Math.max(3, at(start + width) - at(start))
  const colour = row.isLate ? '#ca3535' : '#1d70b8'
  const name = `${index + 1}. ${row.title}`
  return (
    <g>
      <line x1={0} y1={y} x2={WIDTH} y2={y} stroke={LINE} stroke-width="0.5" />
      <text x={0} y={y + ROW / 2 + 4} fill={INK}>
        {name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name}
      </text>
      <rect x={at(start)} y={y + 7} width={length} height={BAR} fill="#fff" stroke={colour} stroke-width="1.5" />
      <rect x={at(start)} y={y + 7} width={length * row.share} height={BAR} fill={colour} />
      <title>
        {`${row.title}: ${formatCalendarDate(row.from)} – ${formatCalendarDate(row.to)}, hoàn thành ${Math.round(row.share * 100)}%${row.isLate ? ', có đơn vị quá hạn' : ''}`}
      </title>
    </g>
  )
}

function TodayLine({ x, height }: { x: number; height: number }) {
  return (
    <g>
      <line x1={x} y1={HEAD - 6} x2={x} y2={height} stroke={INK} stroke-width="1.5" stroke-dasharray="4 3" />
      <title>Hôm nay</title>
    </g>
  )
}

/** `T3` within a year; `T3/26` when there are more. */
function monthLabel(month: CalendarDate, months: number): string {
  const name = `T${Number(month.slice(5, 7))}`
  return months > 12 ? `${name}/${month.slice(2, 4)}` : name
}

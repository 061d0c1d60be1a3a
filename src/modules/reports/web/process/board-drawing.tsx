import type { BoardGroup } from '../../queries/duty-board.ts'
import {
  countsInWords,
  DUTY_STANDINGS,
  type DutyStanding,
  STANDING_ORDER,
  type StandingCounts,
} from '../../rules/duty-standing.ts'

/** Fill of the bar, and of the number in it. What each means stands in the legend and, with the same numbers, in the table. */
const COLOURS: Readonly<Record<DutyStanding, { bar: string; ink: string }>> = {
  'on-time': { bar: '#0b6e63', ink: '#ffffff' },
  late: { bar: '#f2c14e', ink: '#0b0c0c' },
  corrected: { bar: '#1d5fa8', ink: '#ffffff' },
  returned: { bar: '#a8500f', ink: '#ffffff' },
  waiting: { bar: '#d5d8da', ink: '#0b0c0c' },
  missing: { bar: '#9b1b25', ink: '#ffffff' },
}
const INK = '#0b0c0c'

/** Sizes in pixels of the drawing's own scale. */
const ROW = 46
const BAR = 20
const LEGEND_LINE = 24
/** A number needs this much room in its piece of a bar. */
const ROOM_FOR_NUMBER = 18

type DrawnBoard = { groups: readonly BoardGroup[]; totals: StandingCounts; total: number }

/** The board as a picture: one bar for each group, drawn for a desk screen and for a phone. */
export function BoardDrawing(board: DrawnBoard) {
  return (
    <div class="app-chart">
      <div class="app-chart__desk">
        <Drawing {...board} width={720} legendColumns={2} idPrefix="desk" />
      </div>
      <div class="app-chart__phone">
        <Drawing {...board} width={340} legendColumns={1} idPrefix="phone" />
      </div>
    </div>
  )
}

type DrawingProps = DrawnBoard & { width: number; legendColumns: number; idPrefix: string }

function Drawing({ groups, totals, total, width, legendColumns, idPrefix }: DrawingProps) {
  const legendHeight = Math.ceil(STANDING_ORDER.length / legendColumns) * LEGEND_LINE + 8
  const most = Math.max(1, ...groups.map((group) => group.total))
  const height = legendHeight + groups.length * ROW
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${idPrefix}-board-title ${idPrefix}-board-description`}
      font-size="15"
    >
      <title id={`${idPrefix}-board-title`}>Tình hình gửi báo cáo theo nhóm đơn vị</title>
      <desc id={`${idPrefix}-board-description`}>
        {`${total} đơn vị: ${countsInWords(totals)}. Số của từng nhóm ở bảng ngay sau hình.`}
      </desc>
      {STANDING_ORDER.map((standing, index) => {
        const x = (index % legendColumns) * (width / legendColumns)
        const y = Math.floor(index / legendColumns) * LEGEND_LINE
        return (
          <g key={standing}>
            <rect x={x} y={y + 2} width="14" height="14" fill={COLOURS[standing].bar} stroke={INK} stroke-width="0.5" />
            <text x={x + 22} y={y + 14} fill={INK}>{`${DUTY_STANDINGS[standing]}: ${totals[standing]}`}</text>
          </g>
        )
      })}
      {groups.map((group, index) => (
        <GroupBar key={group.key} group={group} top={legendHeight + index * ROW} scale={width / most} width={width} />
      ))}
    </svg>
  )
}

function GroupBar({ group, top, scale, width }: { group: BoardGroup; top: number; scale: number; width: number }) {
  let left = 0
  const pieces = STANDING_ORDER.filter((standing) => group.counts[standing] > 0).map((standing) => {
    const piece = { standing, count: group.counts[standing], x: left, width: group.counts[standing] * scale }
    left += piece.width
    return piece
  })
  return (
    <g>
      <text x="0" y={top + 13} fill={INK}>
        {shortened(`${group.title} (${group.total})`, width)}
      </text>
      {pieces.map((piece) => (
        <g key={piece.standing}>
          <rect
            x={piece.x}
            y={top + 19}
            width={piece.width}
            height={BAR}
            fill={COLOURS[piece.standing].bar}
            stroke="#ffffff"
            stroke-width="1"
          />
          {piece.width >= ROOM_FOR_NUMBER && (
            <text
              x={piece.x + piece.width / 2}
              y={top + 34}
              text-anchor="middle"
              font-size="14"
              fill={COLOURS[piece.standing].ink}
            >
              {piece.count}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

/** The whole name stands in the table. */
function shortened(text: string, width: number): string {
  const longest = Math.floor(width / 8)
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text
}

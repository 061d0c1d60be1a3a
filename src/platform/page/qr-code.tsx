import encodeQR from 'qr'

/** Light squares around the picture, without which a camera does not find it. */
const MARGIN = 4

/**
 * A text as a picture for the camera of a telephone; drawn on the server, one path without any style. It stands some dirt and folds,
 * because people carry it on paper. `label` says it to those who hear the page; `width` is in pixels.
 */
export function QrCode({ text, label, width = 200 }: { text: string; label: string; width?: number }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: MARGIN })
  const size = rows.length
  return (
    <svg
      class="app-qr-code"
      role="img"
      aria-label={label}
      width={width}
      height={width}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path fill="#000" d={darkSquares(rows)} />
    </svg>
  )
}

/** Each run of dark squares of a row is one rectangle. */
function darkSquares(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1]) return []
        const end = row.indexOf(false, x)
        const length = (end === -1 ? row.length : end) - x
        return [`M${x} ${y}h${length}v1h-${length}z`]
      }),
    )
    .join('')
}

/**
 * A bar is a figure with the limit that it has to keep: `atLeast` or `atMost`. Figures are ratios of contestants of one run, or bytes,
 * never bare times, except where the limit itself is a time.
 */
export function holds({ value, atLeast, atMost }) {
  return atLeast === undefined ? value <= atMost : value >= atLeast
}

export function verdict(bar) {
  return holds(bar) ? 'holds' : 'falls short'
}

/** A table in Markdown of all bars, in the order in which they were measured. */
export function tableOfBars(bars) {
  const rows = bars.map((bar) => {
    const limit = bar.atLeast === undefined ? `≤ ${inDigits(bar.atMost)}` : `≥ ${inDigits(bar.atLeast)}`
    return `| ${bar.title} | ${inDigits(bar.value)}${unit(bar)} | ${limit}${unit(bar)} | ${verdict(bar)} |`
  })
  return ['| Bar | Measured | Limit | |', '|---|---|---|---|', ...rows].join('\n')
}

/** A table in Markdown of what contestants took, medians of the rounds. */
export function tableOfRows(rows) {
  return [
    '| Contestant | Median | 95 % stay under | Rounds |',
    '|---|---|---|---|',
    ...rows.map(
      (row) => `| ${row.title} | ${inDigits(row.median)} ${row.unit} | ${inDigits(row.percentile95)} | ${row.rounds} |`,
    ),
  ].join('\n')
}

const unit = (bar) => (bar.unit === undefined ? ' ×' : ` ${bar.unit}`)

function inDigits(number) {
  if (Number.isInteger(number)) return String(number)
  return Math.abs(number) >= 100 ? number.toFixed(0) : Number(number.toPrecision(3)).toString()
}

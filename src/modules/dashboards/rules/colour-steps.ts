/** A range of figures that is drawn in one colour, both ends inside. */
export type ColourStep = { readonly from: number; readonly to: number; readonly count: number }

export const MOST_STEPS = 5

/**
 * The figures in at most five ranges that hold about as many units each; the same figure is never in two. Few different figures are a
 * range each.
 */
export function colourSteps(values: readonly number[]): ColourStep[] {
  const sorted = [...values].sort((one, other) => one - other)
  const different = [...new Set(sorted)]
  const ends =
    different.length <= MOST_STEPS
      ? different
      : [
          ...new Set(
            Array.from({ length: MOST_STEPS }, (_, index) => {
              const at = Math.ceil(((index + 1) * sorted.length) / MOST_STEPS) - 1
              return sorted[at] ?? 0
            }),
          ),
        ]
  return ends.map((to, index) => {
    const before = index === 0 ? Number.NEGATIVE_INFINITY : (ends[index - 1] ?? 0)
    const within = sorted.filter((value) => value > before && value <= to)
    return { from: within[0] ?? to, to: within.at(-1) ?? to, count: within.length }
  })
}

/** In which range a figure lies, from 0; null where there is no figure. */
export function stepOf(steps: readonly ColourStep[], value: number | null): number | null {
  if (value === null) return null
  const found = steps.findIndex(({ from, to }) => from <= value && value <= to)
  return found < 0 ? null : found
}

/** One unit of a consolidation, for one indicator. */
export type UnitPart = {
  /** True when a unit above it reports too and already holds its figures: added once, not twice. */
  readonly isCovered: boolean
  /** The figure as it was sent; null when the unit has not sent its report (or the figure could not be counted then). */
  readonly sent: number | null
  /** The figure as it is counted today. */
  readonly counted: number | null
}

/** Where a province's figure comes from. The four parts sum up to the whole. */
export type SumCheck = {
  /** As the units reported. */
  readonly sent: number
  /** What has changed in their records since. */
  readonly changedSince: number
  /** Counted from the records of units that have not sent. */
  readonly notSent: number
  /** The bodies of the province itself and units that need not report. */
  readonly rest: number
  readonly whole: number
}

/** Lays a province's figure out by where it comes from, so that sent figures and counted ones can be compared line by line. */
export function sumCheck(whole: number, units: readonly UnitPart[]): SumCheck {
  const added = units.filter((unit) => !unit.isCovered)
  const total = (amount: (unit: UnitPart) => number) => added.reduce((sum, unit) => sum + amount(unit), 0)
  const counted = total((unit) => unit.counted ?? 0)
  return {
    sent: total((unit) => unit.sent ?? 0),
    changedSince: total((unit) => (unit.sent === null ? 0 : (unit.counted ?? 0) - unit.sent)),
    notSent: total((unit) => (unit.sent === null ? (unit.counted ?? 0) : 0)),
    rest: whole - counted,
    whole,
  }
}

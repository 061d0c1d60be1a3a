/** One unit of a consolidation, for one indicator. */
export type UnitPart = {
  /** True when the unit has sent its report. */
  readonly isSent: boolean
  /** How its report stands to those of the units above it that were asked too. */
  readonly above: 'none' | 'not-sent' | 'sent'
  /** The figure as it was counted when it was sent; null when it could not be counted then. */
  readonly sent: number | null
  /** By how much the unit reported more (or less) than was counted, with a reason; 0 when it reported the counted figure. */
  readonly movedByHand: number
  /** The figure as it is counted today, units below included. */
  readonly counted: number | null
}

/** Where a province's figure comes from. The first four parts sum up to the whole. */
export type SumCheck = {
  /** As the units reported. A unit whose superior has sent is in the superior's report and not added again. */
  readonly sent: number
  /** What has changed in their records since. */
  readonly changedSince: number
  /** Counted from the records of units that have not sent. */
  readonly notSent: number
  /** The bodies of the province itself and units that need not report. */
  readonly rest: number
  readonly whole: number
  /**
   * By how much the units together reported more (or less) than was counted when they sent: outside the sum, because the whole is
   * counted from records. Whoever gathers sees it and may report the whole with it, by a value of their own.
   */
  readonly movedByHand: number
}

/** Lays a province's figure out by where it comes from, so that sent figures and counted ones can be compared line by line. */
export function sumCheck(whole: number, units: readonly UnitPart[]): SumCheck {
  const total = (which: (unit: UnitPart) => boolean, amount: (unit: UnitPart) => number | null) =>
    units.filter(which).reduce((sum, unit) => sum + (amount(unit) ?? 0), 0)
  const isAdded = (unit: UnitPart) => unit.isSent && unit.above !== 'sent'
  const counted = (unit: UnitPart) => unit.counted
  const sent = total(isAdded, (unit) => unit.sent)
  const ofTopmost = total((unit) => unit.above === 'none', counted)
  const ofTopmostNotSent = total((unit) => unit.above === 'none' && !unit.isSent, counted)
  return {
    sent,
    changedSince: total(isAdded, counted) - sent,
    // A commune that has sent is taken out of its district that has not.
    notSent: ofTopmostNotSent - total((unit) => isAdded(unit) && unit.above === 'not-sent', counted),
    rest: whole - ofTopmost,
    whole,
    movedByHand: total(isAdded, (unit) => unit.movedByHand),
  }
}

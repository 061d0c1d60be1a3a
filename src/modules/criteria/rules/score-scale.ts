/** A number written out with a dot: `12.5`. In a set all points are written so, with at most the scale's decimals. */
export type DecimalText = string

export interface ScoreScale {
  /** Points of all base groups together. */
  readonly baseMaximum: DecimalText
  /** Decimal places of every point, 0 to 4. Each criterion is rounded to them once; sums are then exact. */
  readonly decimals: number
  readonly rounding: Rounding
  /** The total is never above this. Absent: bonus points may carry it beyond the base maximum. */
  readonly totalMaximum?: DecimalText
}

/** `half-up`: làm tròn thông thường; `half-even`: nửa về số chẵn; `down`: bỏ phần thừa; `up`: làm tròn lên. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up'

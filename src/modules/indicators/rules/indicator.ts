/**
 * What is counted, how, and why: a definition held as data, so that a figure is never typed and everybody can read how it came about.
 */
export type Indicator = {
  /** `dialogue.count` */
  readonly code: string
  readonly title: string
  /** The heading under which it stands, such as “Tiếp công dân, đối thoại”. */
  readonly theme: string
  readonly unitOfMeasure: string
  /** In words: what is counted, what is not. */
  readonly explanation: string
  /** The act or practice behind it. */
  readonly source: string
  /** The kind of record it is counted from (`Fact.code`). */
  readonly factCode: string
  readonly measure: 'count' | 'sum'
  /** The measure of the fact that is summed; null when records are counted. */
  readonly measureColumn: string | null
  /** Dimension of the fact → values that count. Every dimension named must hold. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** `flow`: what happened, or began, within the period. `state`: what holds on a day. */
  readonly time: 'flow' | 'state'
}

/** A place in a printed annex that can be understood in more than one way, or in none: a person decides, nothing is guessed. */
export interface ImportQuestion {
  /** The row of the sheet, as Excel numbers it. */
  readonly row: number
  /** The node of the draft that it is about; null for none. */
  readonly code: string | null
  readonly text: string
  readonly decided: boolean
}

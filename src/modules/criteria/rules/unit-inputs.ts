import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { FigureValue } from './input.ts'

/** What is put in to score one unit for one year. */
export interface UnitInputs {
  readonly unit: UnitIdentity
  readonly year: number
  /** By the code of the criterion, the typed figure or the indicator. */
  readonly figures: Readonly<Record<string, FigureValue>>
  /** Codes of criteria, or of whole groups, for which no such task arose in the year. */
  readonly notApplicable?: readonly string[]
  /** Occurrences counted apart; added to the figure of the same code. */
  readonly events?: readonly { readonly criterion: string; readonly count: number }[]
  readonly merger?: Merger
  /** The reason why people decided not to rank the unit (founded in November, say). */
  readonly notRanked?: string
}

/** The unit came out of a merger in the year: on which day, and what those before it had done until then. */
export interface Merger {
  readonly on: CalendarDate
  readonly predecessors: readonly { readonly title: string; readonly figures: Readonly<Record<string, FigureValue>> }[]
}

export interface UnitIdentity {
  /** Needed where several units are ranked together and one is named by another or by a decision. */
  readonly code?: string
  readonly title?: string
  readonly kind: string
  readonly block?: string
}

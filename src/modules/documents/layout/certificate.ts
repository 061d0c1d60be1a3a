import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Signature } from './official-document.ts'

/**
 * What stands on a certificate of an award, a page of its own. Texts are written as people say them; capitals are the layout's. The paper
 * that certificates are printed on is prescribed for the State's awards; what this writes is the text to be printed on it or to be kept.
 */
export interface Certificate {
  /** Who gives it: “Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang”. */
  readonly givenBy: string
  /** “Bằng khen”. */
  readonly formTitle: string
  /** The collective, or the person by name. */
  readonly recipient: string
  /** Post and unit of a person; null for a collective. */
  readonly ofRecipient: string | null
  /** For what it is given. */
  readonly merit: string
  /** Number and symbol of the decision: `12/QĐ-UBND`. */
  readonly reference: string
  readonly place: string
  readonly date: CalendarDate
  readonly signature: Omit<Signature, 'beside'>
}

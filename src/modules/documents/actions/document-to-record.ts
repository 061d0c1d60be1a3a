import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Secrecy } from '../rules/document-limits.ts'
import type { DocumentType } from '../rules/register-entry.ts'

type Shared = {
  /** In whose register it stands. */
  unitId: string
  type: DocumentType
  issuedOn: CalendarDate
  /** Trích yếu. */
  summary: string
  /** The day by which it asks for something, or null. */
  dueOn: CalendarDate | null
  /** Documents as mentioned by people, one each: `625/QĐ-UBND ngày 30/03/2021`. */
  basedOn: string[]
  carriesOut: string[]
  replaces: string[]
  /** Files received from this account. */
  files: string[]
  /** The mark of secrecy; none unless told. Who bears one is limited to its readers. */
  secrecy?: Secrecy | null
}

export type OutgoingToRecord = Shared & {
  direction: 'outgoing'
  /** null takes the next number of the series. */
  number: number | null
  /** Empty makes the usual one: `KH-UBND`. */
  symbol: string
  /** Whose number it bears; null: the unit of the register. */
  issuingUnitId: string | null
  /** Who advised and drafted it; null: the unit of the register. */
  draftingUnitId: string | null
}

export type IncomingToRecord = Shared & {
  direction: 'incoming'
  reference: string
  issuingBody: string
  arrivedOn: CalendarDate
  /** null takes the next one. */
  arrivalNumber: number | null
  /** Under which an electronic document was sent; empty or absent when it has none. */
  identifier?: string
}

export type DocumentToRecord = OutgoingToRecord | IncomingToRecord

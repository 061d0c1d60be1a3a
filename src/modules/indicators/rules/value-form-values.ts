import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { partOf } from './span.ts'

type Entered = {
  readonly indicatorCode: string
  readonly unitId: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly value: string
  readonly document: string
  readonly publishedOn: CalendarDate
  readonly publisher: string
  readonly note: string
  readonly version: number
}

/** A published value as its form shows it; the number as typed, `85,25`. */
export function valueFormValues(entered: Entered): Record<string, string> {
  const span = partOf(entered)
  return {
    indicatorCode: entered.indicatorCode,
    unitId: entered.unitId,
    year: span === null ? '' : String(span.year),
    part: span?.part ?? '',
    ...correctionFormValues(entered),
  }
}

/** As much of it as a correction may change. */
export function correctionFormValues(
  entered: Pick<Entered, 'value' | 'document' | 'publishedOn' | 'publisher' | 'note' | 'version'>,
): Record<string, string> {
  return {
    value: entered.value.replace('.', ','),
    document: entered.document,
    publishedOn: formatCalendarDate(entered.publishedOn),
    publisher: entered.publisher,
    note: entered.note,
    _version: String(entered.version),
  }
}

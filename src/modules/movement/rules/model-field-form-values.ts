import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { ModelField } from './model-field.ts'

/** A field of models as its form shows it. */
export function modelFieldFormValues(field: ModelField & { readonly version: number }): Record<string, string> {
  const { title, endedOn, version } = field
  return { title, endedOn: endedOn === null ? '' : formatCalendarDate(endedOn), _version: String(version) }
}

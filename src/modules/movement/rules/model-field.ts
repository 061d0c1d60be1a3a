import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A field (lĩnh vực) in which models are registered; `endedOn` is the last day of that, null while it is in use. */
export type ModelField = { readonly code: string; readonly title: string; readonly endedOn: CalendarDate | null }

/** True when a model may be registered in the field on the day. */
export function isOpenOn({ endedOn }: Pick<ModelField, 'endedOn'>, day: CalendarDate): boolean {
  return endedOn === null || day <= endedOn
}

/**
 * Refuses `movement.no-such-field` for a field that is not in the list, and `movement.field-ended` for one that had ended on the day of
 * registration. A model keeps the field that it has.
 */
export function refuseField(
  field: ModelField | undefined,
  { registeredOn, keptCode }: { registeredOn: CalendarDate; keptCode: string | null },
): void {
  if (field === undefined) {
    const message = 'Không có lĩnh vực này trong danh mục. Hãy chọn lĩnh vực khác.'
    throw new Refusal('invalid', 'movement.no-such-field', message, { field: message })
  }
  if (field.code === keptCode || isOpenOn(field, registeredOn)) return
  const message = `Lĩnh vực “${field.title}” không dùng từ sau ngày ${formatCalendarDate(field.endedOn ?? '')}. Hãy chọn lĩnh vực khác.`
  throw new Refusal('invalid', 'movement.field-ended', message, { field: message })
}

/** Refuses `movement.last-field`: somewhere a model must be registered. `others` are all fields but the one that is to end. */
export function refuseLastField(endedOn: CalendarDate | null, others: readonly Pick<ModelField, 'endedOn'>[]): void {
  if (endedOn === null || others.some((other) => other.endedOn === null)) return
  const message = 'Đây là lĩnh vực cuối cùng còn dùng. Hãy thêm lĩnh vực khác trước khi cho lĩnh vực này thôi dùng.'
  throw new Refusal('conflict', 'movement.last-field', message, { endedOn: message })
}

import { z } from 'zod'
import { formatCalendarDate, isCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** An id in the question part of an address; what can't be one is no question. */
export const idInAddress = z
  .string()
  .optional()
  .transform((id) => (id && /^\d{1,18}$/.test(id) ? id : undefined))

/** A day in the question part of an address; what can't be read is no question. */
export const dayInAddress = z
  .string()
  .optional()
  .transform((typed) => {
    if (!typed) return undefined
    try {
      return parseCalendarDate(typed)
    } catch {
      return undefined
    }
  })

/** The questions as they stand in an address and in their fields; what is not asked is left out. */
export function addressValues(
  asked: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => {
      if (value === undefined || value === '' || value === false) return []
      if (value === true) return [[name, '1']]
      const text = String(value)
      return [[name, isCalendarDate(text) ? formatCalendarDate(text) : text]]
    }),
  )
}

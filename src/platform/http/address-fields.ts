import { z } from 'zod'
import { parseCalendarDate } from '../../vocabulary/calendar-date.ts'

/**
 * The questions in an address, on pages and in the API. Somebody may have shortened or mistyped an address: what cannot be read is as
 * good as not asked, and never an error.
 */

function read<Value>(understand: (typed: string) => Value | undefined) {
  return z
    .string()
    .optional()
    .transform((typed): Value | undefined => (typed === undefined || typed === '' ? undefined : understand(typed)))
}

/** The id of a record. */
export const addressId = read((typed) => (/^\d{1,18}$/.test(typed) ? typed : undefined))

/** A day, as dd/mm/yyyy or yyyy-mm-dd. */
export const addressDay = read((typed) => {
  try {
    return parseCalendarDate(typed)
  } catch {
    return undefined
  }
})

/** A year of this century or one beside it. */
export const addressYear = read((typed) => (/^(19|20|21)\d{2}$/.test(typed.trim()) ? Number(typed) : undefined))

/** One of a closed list; `choices` has a title for each code. */
export function addressChoice<Code extends string>(choices: Readonly<Record<Code, unknown>>) {
  // Of its own: every object also answers to “constructor”.
  return read((typed) => (Object.hasOwn(choices, typed) ? (typed as Code) : undefined))
}

import { z } from 'zod'
import { formatCalendarDate, isCalendarDate, parseCalendarDate } from '../../vocabulary/calendar-date.ts'

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

/** The code of something from a list that people keep; anything else asks nothing. */
export const addressCode = read((typed) => (/^[a-z0-9-]{1,60}$/.test(typed) ? typed : undefined))

/** The words looked for in a list. */
export const addressWords = z.string().max(200).optional()

/** Where the next page of a list begins, as the page before it said. */
export const addressAfter = z.string().max(60).optional()

/**
 * The questions as they stand in an address and in the fields of a filter: days as dd/mm/yyyy, a yes as 1; what is not asked is left
 * out, and so is the place in the list, because another question begins at the list's first page.
 */
export function addressValues({
  after: _after,
  ...asked
}: Readonly<Record<string, string | number | boolean | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => {
      if (value === undefined || value === '' || value === false) return []
      if (value === true) return [[name, '1']]
      const text = String(value)
      return [[name, isCalendarDate(text) ? formatCalendarDate(text) : text]]
    }),
  )
}

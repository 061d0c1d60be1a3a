import { z } from 'zod'
import { AWARD_FORMS, AWARD_STATES, RECIPIENT_KINDS } from '../rules/award.ts'

/** A word in an address: what is not in the list is not filtered by. */
const oneOf = <Code extends string>(titles: Readonly<Record<Code, string>>) =>
  z
    .string()
    .optional()
    .transform((code) => (code !== undefined && Object.hasOwn(titles, code) ? (code as Code) : undefined))

const digits = (longest: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed && /^\d+$/.test(typed) && typed.length <= longest ? typed : undefined))

/** The questions that the list of awards answers, in the address and in the API. */
export const AwardQuery = z.object({
  year: digits(4),
  form: oneOf(AWARD_FORMS),
  kind: oneOf(RECIPIENT_KINDS),
  state: oneOf(AWARD_STATES),
  unitId: digits(18),
  after: z.string().max(60).optional(),
})

/** The year alone: for the pages of one year. */
export const YearQuery = z.object({ year: digits(4) })

/** A year in an address as a number. */
export const yearIn = (query: { year?: string | undefined }) =>
  query.year === undefined ? undefined : Number(query.year)

/** The questions as they stand in an address and in their fields. */
export function addressValues({ after: _after, ...asked }: z.output<typeof AwardQuery>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  )
}

/** The choices of a closed list. */
export const optionsOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, text]) => ({ value, text }))

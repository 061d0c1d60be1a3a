import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressCode,
  addressId,
  addressWords,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { AWARD_STATES, RECIPIENT_KINDS } from '../rules/award.ts'

/** The questions that the list of awards answers, in the address and in the API. */
export const AwardQuery = z.object({
  year: addressYear,
  form: addressCode,
  kind: addressChoice(RECIPIENT_KINDS),
  state: addressChoice(AWARD_STATES),
  unitId: addressId,
  roundId: addressId,
  after: addressAfter,
})

/** The questions that the register of awards answers: of what was awarded alone. */
export const RegisterQuery = AwardQuery.omit({ state: true, roundId: true }).extend({ words: addressWords })

/** The year alone: for the pages of one year. */
export const YearQuery = z.object({ year: addressYear })

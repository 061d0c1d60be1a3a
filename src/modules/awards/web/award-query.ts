import { z } from 'zod'
import { addressAfter, addressChoice, addressId, addressYear } from '../../../platform/http/address-fields.ts'
import { AWARD_FORMS, AWARD_STATES, RECIPIENT_KINDS } from '../rules/award.ts'

/** The questions that the list of awards answers, in the address and in the API. */
export const AwardQuery = z.object({
  year: addressYear,
  form: addressChoice(AWARD_FORMS),
  kind: addressChoice(RECIPIENT_KINDS),
  state: addressChoice(AWARD_STATES),
  unitId: addressId,
  after: addressAfter,
})

/** The year alone: for the pages of one year. */
export const YearQuery = z.object({ year: addressYear })

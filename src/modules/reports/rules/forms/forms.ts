import type { Form } from './form.ts'
import {
  ALL_PETITIONS,
  COMPLAINTS_PROCESSED,
  DENUNCIATIONS_PROCESSED,
  SUGGESTIONS_PROCESSED,
} from './forms-of-processing.ts'
import { COMPLAINTS_SETTLED, DENUNCIATIONS_SETTLED } from './forms-of-settling.ts'
import type { PetitionAsCounted } from './petition-as-counted.ts'

/** The forms that are counted from petitions, in the order of the Inspectorate. */
export const PETITION_FORMS: readonly Form<PetitionAsCounted>[] = [
  ALL_PETITIONS,
  COMPLAINTS_PROCESSED,
  DENUNCIATIONS_PROCESSED,
  SUGGESTIONS_PROCESSED,
  COMPLAINTS_SETTLED,
  DENUNCIATIONS_SETTLED,
]

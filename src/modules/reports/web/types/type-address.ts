import { z } from 'zod'
import { addressCode, addressDay, addressId, addressYear } from '../../../../platform/http/address-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'

export const TYPES_PATH = '/reports/types'

/** The code of a report type, or of a section, in an address. */
export const Code = z.string().regex(/^[a-z0-9-]{1,60}$/)

export const TypeParams = z.object({ typeCode: Code })
export const DraftParams = z.object({ typeDraftId: Id })
export const DraftSectionParams = z.object({ typeDraftId: Id, sectionCode: Code })
export const DeadlineParams = z.object({ typeCode: Code, deadlineId: Id })

export const typePath = (code: string) => `${TYPES_PATH}/${code}`
export const draftPath = (id: string) => `${TYPES_PATH}/drafts/${id}`

/** For which unit and period an outline is tried; what can't be read is as good as not given. */
export const TrialQuery = z.object({
  unit: addressId,
  year: addressYear,
  /** The end of a period’s code (`Q3`, `H1`), `year`, or `free`. */
  part: z
    .string()
    .max(10)
    .optional()
    .transform((part) => (part === '' ? undefined : part)),
  from: addressDay,
  to: addressDay,
})
export type TrialAddress = z.output<typeof TrialQuery>

export const SectionPlace = z.object({ after: addressCode })

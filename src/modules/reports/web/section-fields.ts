import { z } from 'zod'
import { optionalText } from '../../../platform/http/form-fields.ts'

/** Longest commentary of one section: some ten pages. */
const LONGEST_SECTION = 30_000

/** Checks the commentary of one section of a report. */
export const SectionFields = z.object({ content: optionalText('Nội dung', { longest: LONGEST_SECTION }) })
